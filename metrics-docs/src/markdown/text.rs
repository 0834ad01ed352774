//! Plain text as inline markdown.

use super::In;

/// Text that shows exactly as it is, on one line.
pub(crate) fn text(plain: &str) -> String {
    escape(&one_line(plain), None, None, true)
}

/// Text in which `` `…` `` stays code and `{{ … }}`, a template of an alert, is shown as code.
pub(crate) fn prose(plain: &str, place: In) -> String {
    let plain = one_line(plain);
    let (mut out, mut written, mut at) = (String::new(), 0, 0);
    // Whether a backtick and a `}}` may still follow; without these a long text would be searched again and again.
    let (mut ticks, mut templates) = (true, true);
    while let Some(start) = plain[at..].find(['`', '{']).map(|found| at + found) {
        let rest = &plain[start..];
        let found = if rest.starts_with("{{") && templates {
            let end = rest.find("}}").map(|length| length + 2);
            templates = end.is_some();
            end.map(|length| (length, &rest[..length]))
        } else if rest.starts_with('`') && ticks {
            let inner = rest[1..].find('`').map(|length| &rest[1..=length]);
            ticks = inner.is_some();
            inner.filter(|inner| !inner.is_empty()).map(|inner| (inner.len() + 2, inner))
        } else {
            None
        };
        at = start + 1;
        if let Some((length, inner)) = found {
            let after = rest.chars().next();
            out.push_str(&escape(&plain[written..start], out.chars().last(), after, out.is_empty()));
            out.push_str(&code(inner, place));
            at = start + length;
            written = at;
        }
    }
    out.push_str(&escape(&plain[written..], out.chars().last(), None, out.is_empty()));
    out
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
        if c == '_' {
            // A run between letters is part of a name; any other could be emphasis.
            let end = chars[i..].iter().position(|c| *c != '_').map_or(chars.len(), |run| i + run);
            let inside = word(previous) && word(at(end));
            (i..end).for_each(|_| out.push_str(if inside { "_" } else { "\\_" }));
            i = end;
            continue;
        }
        let line_start = starts_line && chars[..i].iter().all(|c| *c == ' ');
        let special = match c {
            '\\' | '`' | '*' | '{' | '<' | '|' | '[' | ']' | '~' | '$' => true,
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
