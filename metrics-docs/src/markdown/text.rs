//! Plain text as inline markdown.

use super::In;

/// Text that shows exactly as it is, on one line.
pub(crate) fn text(plain: &str) -> String {
    escape(&one_line(plain), None, None, true)
}

/// Text in which `` `…` `` stays code and `{{ … }}`, a template of an alert, is shown as code.
pub(crate) fn prose(plain: &str, place: In) -> String {
    let plain = one_line(plain);
    let (mut out, mut rest) = (String::new(), plain.as_str());
    while !rest.is_empty() {
        let (start, length, inner) = next_code(rest).unwrap_or((rest.len(), 0, ""));
        let before = &rest[..start];
        out.push_str(&escape(before, out.chars().last(), rest[start..].chars().next(), out.is_empty()));
        if length > 0 {
            out.push_str(&code(inner, place));
        }
        rest = &rest[start + length..];
    }
    out
}

/// Start, length and content of the first code of a text.
fn next_code(text: &str) -> Option<(usize, usize, &str)> {
    let tick = text.find('`').and_then(|start| {
        let length = text[start + 1..].find('`')?;
        (length > 0).then(|| (start, length + 2, &text[start + 1..start + 1 + length]))
    });
    let template = text.find("{{").and_then(|start| {
        let length = text[start..].find("}}")? + 2;
        Some((start, length, &text[start..start + length]))
    });
    match (tick, template) {
        (Some(tick), Some(template)) => Some(if tick.0 < template.0 { tick } else { template }),
        (one, other) => one.or(other),
    }
}

/// A code span.
pub(crate) fn code(plain: &str, place: In) -> String {
    let plain: String = plain
        .chars()
        .flat_map(|c| match c {
            '\n' => vec!['\\', 'n'],
            '\r' => vec!['\\', 'r'],
            '\t' => vec!['\\', 't'],
            c if c.is_control() => vec!['\u{fffd}'],
            c => vec![c],
        })
        .collect();
    if plain.is_empty() {
        return "empty".into();
    }
    // Markdown has no good code for these: readers of tables disagree on `\|` in code, and spaces at its ends are trimmed.
    if (place == In::Cell && plain.contains("\\|")) || plain.trim() != plain {
        return format!("“{}”", escape(&plain, Some('“'), Some('”'), false));
    }
    let plain = if place == In::Cell { plain.replace('|', "\\|") } else { plain };
    let longest = plain.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padded = plain.starts_with('`') || plain.ends_with('`');
    if padded { format!("{fence} {plain} {fence}") } else { format!("{fence}{plain}{fence}") }
}

/// A link to somewhere, around inline markdown.
pub(crate) fn link(inline: &str, url: &str) -> String {
    format!("[{inline}]({})", destination(url))
}

/// A link's destination: what would end it is percent-encoded.
pub(crate) fn destination(url: &str) -> String {
    let mut out = String::new();
    for c in url.trim().chars() {
        match c {
            ' ' | '<' | '>' | '(' | ')' | '|' | '\\' | '`' | '"' | '{' | '}' | '[' | ']' | '*' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Line breaks and tabs as spaces, without spaces at the ends or in a row.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Escapes whatever markdown, its dialects (`$`, `{`) or HTML would read as more than text. `before` and `after` are the
/// characters that the text stands between; `starts_line` if nothing stands before it on its line.
pub(crate) fn escape(text: &str, before: Option<char>, after: Option<char>, starts_line: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut i) = (String::with_capacity(text.len() + 8), 0);
    let at = |i: usize| chars.get(i).copied().or(if i == chars.len() { after } else { None });
    while i < chars.len() {
        let c = chars[i];
        let previous = if i == 0 { before } else { Some(chars[i - 1]) };
        if let Some(length) = url_length(&chars[i..], previous) {
            let url: String = chars[i..i + length].iter().collect();
            out.push_str(&format!("<{}>", destination(&url)));
            i += length;
            continue;
        }
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let line_start = starts_line && chars[..i].iter().all(|c| *c == ' ');
        let special = match c {
            '\\' | '`' | '*' | '{' | '<' | '|' | '[' | ']' | '~' | '$' => true,
            '_' => {
                !(word(run_start(&chars, i).map_or(before, |s| Some(chars[s]))) && word(run_end(&chars, i).or(after)))
            }
            '&' => is_entity(&chars[i..]),
            '#' => !word(previous) || line_start,
            '@' => word(previous) && word(at(i + 1)),
            '>' | '=' => line_start,
            '-' | '+' => line_start && at(i + 1).is_none_or(|next| next == ' ' || next == c),
            '.' | ')' => {
                (starts_number(&chars[..i], starts_line) && at(i + 1).is_none_or(|next| next == ' '))
                    || is_www(&chars[..i])
            }
            '!' => at(i + 1) == Some('['),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        i += 1;
    }
    out
}

/// Index of the character before a run of `_`.
fn run_start(chars: &[char], i: usize) -> Option<usize> {
    chars[..i].iter().rposition(|c| *c != '_')
}

/// The character after a run of `_`.
fn run_end(chars: &[char], i: usize) -> Option<char> {
    chars[i..].iter().copied().find(|c| *c != '_')
}

/// Length of a bare URL, which would be a link in some dialects and not in others.
fn url_length(chars: &[char], previous: Option<char>) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .iter()
        .find(|s| chars.len() > s.len() && s.chars().zip(chars).all(|(a, b)| a == b.to_ascii_lowercase()))?;
    if previous.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = chars.iter().position(|c| c.is_whitespace() || "<>\"`|".contains(*c)).unwrap_or(chars.len());
    let end = chars[..end].iter().rposition(|c| !".,;:!?)'*_]}".contains(*c))? + 1;
    (end > scheme.len()).then_some(end)
}

/// `&name;` or `&#number;`.
fn is_entity(chars: &[char]) -> bool {
    let name = chars[1..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && chars.get(1 + name) == Some(&';')
}

/// Whether a line so far is a number alone, which `.` would make a list.
fn starts_number(line: &[char], starts_line: bool) -> bool {
    starts_line && !line.is_empty() && line.iter().all(char::is_ascii_digit)
}

/// Whether a text ends in the word `www`.
fn is_www(text: &[char]) -> bool {
    let word: String = text.iter().rev().take(3).flat_map(|c| c.to_lowercase()).collect();
    word == "www" && !text.iter().rev().nth(3).is_some_and(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_readable_where_it_is_harmless() {
        for plain in [
            "Number of image_url content parts per request",
            "Total MutableBlock -> CompleteBlock transitions (delay > 5ms)",
            "1.0.0",
            "-1 if there is none",
            "Latency of /v1/embeddings, 50% - or so; a+b = c.",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn text_cannot_become_markup() {
        for (plain, want) in [
            ("a | b", r"a \| b"),
            ("<script>{x}</script>", r"\<script>\{x}\</script>"),
            ("`tick`", r"\`tick\`"),
            ("two\nlines\t\r\n here", "two lines here"),
            ("# no heading", r"\# no heading"),
            ("- no item", r"\- no item"),
            ("1. no item", r"1\. no item"),
            ("_no_ emphasis *at* all", r"\_no\_ emphasis \*at\* all"),
            ("snake_case and a__b, not _this", r"snake_case and a__b, not \_this"),
            ("&amp; & R&D", r"\&amp; & R&D"),
            ("[no](link) ![x]", r"\[no\](link) \!\[x\]"),
            ("see https://a.b/c_d(e).", "see <https://a.b/c_d%28e>)."),
            ("www.a.b me@a.b", r"www\.a.b me\@a.b"),
            ("costs $5", r"costs \$5"),
        ] {
            assert_eq!(text(plain), want, "{plain}");
        }
    }

    #[test]
    fn code_holds_anything() {
        for (plain, place, want) in [
            ("a", In::Block, "`a`"),
            ("", In::Cell, "empty"),
            ("a|b", In::Block, "`a|b`"),
            ("a|b", In::Cell, r"`a\|b`"),
            ("a\\|b", In::Cell, r"“a\\\|b”"),
            ("`a", In::Block, "`` `a ``"),
            ("a\nb", In::Block, r"`a\nb`"),
            (" ", In::Block, "“ ”"),
        ] {
            assert_eq!(code(plain, place), want, "{plain:?}");
        }
    }

    #[test]
    fn prose_keeps_code_and_templates() {
        assert_eq!(
            prose("Model {{ $labels.model }} of `a|b` is <not> ready", In::Cell),
            r"Model `{{ $labels.model }}` of `a\|b` is \<not> ready"
        );
        assert_eq!(prose("one ` and {{ alone", In::Block), r"one \` and \{\{ alone");
    }
}
