//! Diagnostics as text, in the form that rustc's users know.
//!
//! Rendered by hand and without colours: a rendering crate would add to the clean build of everyone who derives a
//! recorder (see ARCHITECTURE.md, "Build time").

use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};
use std::fmt::Write as _;

/// Longest line of source that is shown whole; longer ones are cut around the caret.
const WIDTH: usize = 160;

/// One diagnostic: message, place, line with carets, notes, help. Ends with a line break.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out =
        format!("{}[{}]: {}\n", diagnostic.severity.as_str(), diagnostic.code.name, one_line(&diagnostic.message));
    let related = &diagnostic.related;
    let gutter = std::iter::once(diagnostic.span)
        .chain(related.iter().map(|r| r.0))
        .map(|span| sources.get(span.file).line_col(span.start).0.to_string().len())
        .max()
        .unwrap_or(1);
    snippet(&mut out, sources, diagnostic.span, &diagnostic.label, gutter, "-->");
    for (span, text) in related {
        snippet(&mut out, sources, *span, text, gutter, ":::");
    }
    for note in &diagnostic.notes {
        let _ = writeln!(out, "{:gutter$} = note: {}", "", indented(note, gutter));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "{:gutter$} = help: {}", "", indented(help, gutter));
    }
    out
}

/// All of them with a blank line between, and the [`summary`].
pub fn render_all(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&render(diagnostic, sources));
        out.push('\n');
    }
    out.push_str(&summary(diagnostics));
    out
}

/// `2 errors, 1 warning` with a line break; empty if there is nothing.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => String::new(),
        (_, 0) => format!("{}\n", count(errors, "error")),
        (0, _) => format!("{}\n", count(warnings, "warning")),
        _ => format!("{}, {}\n", count(errors, "error"), count(warnings, "warning")),
    }
}

fn snippet(out: &mut String, sources: &Sources, span: Span, label: &str, gutter: usize, arrow: &str) {
    let source = sources.get(span.file);
    let (line, col) = source.line_col(span.start);
    let _ = writeln!(out, "{:gutter$}{arrow} {}:{line}:{col}", "", source.path);
    let text = source.line(line);
    if source.text.is_empty() {
        return;
    }
    let length = text.chars().count();
    let last = source.line_col(span.end.max(span.start));
    let end = if last.0 == line { last.1 - 1 } else { length };
    let start = (col - 1).min(length);
    let carets = end.saturating_sub(start).max(1);
    // Long lines are cut so that the caret stays in sight.
    let from = if length > WIDTH { start.saturating_sub(WIDTH / 2) } else { 0 };
    let to = length.min(from + WIDTH);
    let shown: String = text.chars().skip(from).take(to - from).map(visible).collect();
    let (dots, more) = (if from > 0 { "…" } else { "" }, if to < length { "…" } else { "" });
    let pad = " ".repeat(start - from + dots.chars().count());
    let carets = "^".repeat(carets.min(to.max(start + 1) - start));
    let label = if label.is_empty() { String::new() } else { format!(" {}", one_line(label)) };
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{line:gutter$} | {dots}{shown}{more}");
    let _ = writeln!(out, "{:gutter$} | {pad}{carets}{label}", "");
}

/// A tab is one column wide here, and control characters must not reach a terminal.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_bidi_control(c) => '\u{fffd}',
        c => c,
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { '␊' } else { visible(c) }).collect()
}

fn indented(text: &str, gutter: usize) -> String {
    let lines: Vec<String> = text.lines().map(one_line).collect();
    lines.join(&format!("\n{:width$}", "", width = gutter + 9))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::catalogue;
    use crate::source::Source;

    #[test]
    fn shows_place_caret_and_the_way_out() {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("schemas/http.toml", "version = 1\n\nlables = [\"ä\", \"b\"]\n"));
        let diagnostic = Diagnostic::error(&catalogue::UNKNOWN_KEY, Span::new(file, 13..19), "unknown key `lables`")
            .label("not a key of a metric")
            .related(Span::new(file, 0..7), "in this file")
            .suggest("lables", ["labels", "help"]);
        assert_eq!(
            render(&diagnostic, &sources),
            "\
error[unknown_key]: unknown key `lables`
 --> schemas/http.toml:3:1
  |
3 | lables = [\"ä\", \"b\"]
  | ^^^^^^ not a key of a metric
 ::: schemas/http.toml:1:1
  |
1 | version = 1
  | ^^^^^^^ in this file
  = help: did you mean `labels`?
"
        );
    }

    #[test]
    fn survives_any_span() {
        let mut sources = Sources::default();
        let long = format!("a = \"{}\"\r\n\u{1b}[31m\ttab", "x".repeat(1000));
        let file = sources.add(Source::new("a.toml", long.clone()));
        let empty = sources.add(Source::new("b.toml", ""));
        for start in 0..=long.len() {
            let spans = [Span::new(file, start..long.len()), Span::new(file, start..start)];
            for span in spans {
                let text = render(&Diagnostic::warning(&catalogue::UNKNOWN_KEY, span, "m\nn"), &sources);
                assert!(!text.contains('\u{1b}'));
                assert!(text.lines().all(|l| l.chars().count() < 200), "{text}");
            }
        }
        assert!(
            render(&Diagnostic::error(&catalogue::UNKNOWN_KEY, Span::new(empty, 0..0), "m"), &sources)
                .contains("b.toml:1:1")
        );
    }
}
