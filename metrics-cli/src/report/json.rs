//! `--format json`: one array, one object a finding, every key always there, in the order of the text.

use super::{STALE, Stale};
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::source::{Sources, Span};

/// The array, one finding a line.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, stale: &[Stale]) -> String {
    let findings = diagnostics.iter().map(|d| finding(d, sources)).chain(stale.iter().map(differing));
    let lines: Vec<String> = findings.collect();
    if lines.is_empty() { "[]\n".into() } else { format!("[\n  {}\n]\n", lines.join(",\n  ")) }
}

fn finding(d: &Diagnostic, sources: &Sources) -> String {
    let related =
        d.related.iter().map(|(span, text)| format!("{{{}, \"label\": {}}}", place(*span, sources), quoted(text)));
    let fix = d.fix.as_ref();
    let fix = fix.map(|fix| format!("{{{}, \"text\": {}}}", place(fix.span, sources), quoted(&fix.text)));
    format!(
        "{{\"code\": {}, \"severity\": {}, \"message\": {}, {}, \"label\": {}, \"related\": {}, \"notes\": {}, \"help\": {}, \"fix\": {}, \"diff\": null}}",
        quoted(d.code.name),
        quoted(d.severity.as_str()),
        quoted(&d.message),
        place(d.span, sources),
        quoted(&d.label),
        array(related),
        array(d.notes.iter().map(|note| quoted(note))),
        d.help.as_deref().map_or("null".into(), quoted),
        fix.unwrap_or("null".into()),
    )
}

fn differing(stale: &Stale) -> String {
    format!(
        "{{\"code\": {}, \"severity\": \"error\", \"message\": {}, \"file\": {}, \"line\": 1, \"col\": 1, \"end_line\": 1, \"end_col\": 1, \"byte_start\": 0, \"byte_end\": 0, \"label\": \"\", \"related\": [], \"notes\": [], \"help\": {}, \"fix\": null, \"diff\": {}}}",
        quoted(STALE),
        quoted(&stale.message),
        quoted(&stale.path),
        quoted(&stale.help),
        quoted(&stale.diff),
    )
}

/// Lines and columns count from 1, columns in characters; the end is the first place that is no longer meant.
fn place(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.file);
    let ((line, col), (end_line, end_col)) = (source.line_col(span.start), source.line_col(span.end));
    format!(
        "\"file\": {}, \"line\": {line}, \"col\": {col}, \"end_line\": {end_line}, \"end_col\": {end_col}, \"byte_start\": {}, \"byte_end\": {}",
        quoted(&source.path),
        span.start,
        span.end
    )
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn golden() {
        let (diagnostics, sources) = sample::findings();
        let want = r#"[
  {"code": "unknown_key", "severity": "error", "message": "unknown key `lables`", "file": "schemas/a,b:c.toml", "line": 4, "col": 1, "end_line": 4, "end_col": 7, "byte_start": 36, "byte_end": 42, "label": "not a key of a metric", "related": [{"file": "schemas/a,b:c.toml", "line": 2, "col": 8, "end_line": 2, "end_col": 11, "byte_start": 19, "byte_end": 23, "label": "in \"this\" schema"}], "notes": ["100% strict,\nin two lines"], "help": "did you mean `labels`?", "fix": {"file": "schemas/a,b:c.toml", "line": 4, "col": 1, "end_line": 4, "end_col": 7, "byte_start": 36, "byte_end": 42, "text": "labels"}, "diff": null},
  {"code": "unknown_key", "severity": "warning", "message": "the whole file", "file": "schemas/a,b:c.toml", "line": 1, "col": 1, "end_line": 5, "end_col": 1, "byte_start": 0, "byte_end": 51, "label": "", "related": [], "notes": [], "help": null, "fix": null, "diff": null},
  {"code": "generated_file_differs", "severity": "error", "message": "`docs/reference/a.md` differs from what the schemas say", "file": "docs/reference/a.md", "line": 1, "col": 1, "end_line": 1, "end_col": 1, "byte_start": 0, "byte_end": 0, "label": "", "related": [], "notes": [], "help": "run `cargo xtask gen-docs`", "fix": null, "diff": "--- a/a.md\n+++ b/a.md\n"}
]
"#;
        assert_eq!(render(&diagnostics, &sources, &sample::stale()), want);
    }

    #[test]
    fn nothing_is_an_empty_array() {
        assert_eq!(render(&[], &Sources::default(), &[]), "[]\n");
    }
}
