//! `--format github`: GitHub's workflow commands, which it shows beside the lines of a pull request
//! (docs.github.com, "Workflow commands for GitHub Actions", setting an error message).

use super::{STALE, Stale};
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::source::Sources;

/// One command a finding, each on its line. `folder` goes before each path, since GitHub's paths start at the repository.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, stale: &[Stale], folder: &str) -> String {
    let mut out = String::new();
    for d in diagnostics {
        let source = sources.get(d.span.file);
        let ((line, col), end) = (source.line_col(d.span.start), source.line_col(d.span.end));
        let mut text = d.message.clone();
        if !d.label.is_empty() {
            text.push_str(&format!(" ({})", d.label));
        }
        for (span, label) in &d.related {
            text.push_str(&format!("\n{}: {label}", sources.place(*span)));
        }
        text.extend(d.notes.iter().map(|note| format!("\nnote: {note}")));
        text.extend(d.help.iter().map(|help| format!("\nhelp: {help}")));
        // GitHub shows columns only where the finding stays on one line, and ends them with the last one that is meant.
        let columns = match end {
            (end_line, end_col) if end_line == line => format!(",col={col},endColumn={}", end_col.max(col + 1) - 1),
            _ => format!(",col={col}"),
        };
        let path = property(&format!("{folder}{}", source.path));
        out.push_str(&format!(
            "::{} file={path},line={line},endLine={}{columns},title={}::{}\n",
            d.severity.as_str(),
            end.0,
            property(d.code.name),
            data(&text)
        ));
    }
    for file in stale {
        let path = property(&format!("{folder}{}", file.path));
        let text = data(&format!("{}\nhelp: {}", file.message, file.help));
        out.push_str(&format!("::error file={path},title={STALE}::{text}\n"));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn golden() {
        let (diagnostics, sources) = sample::findings();
        let want = "\
::error file=metrics/schemas/a%2Cb%3Ac.toml,line=4,endLine=4,col=1,endColumn=6,title=unknown_key::unknown key `lables` (not a key of a metric)%0Aschemas/a,b:c.toml:2:8: in \"this\" schema%0Anote: 100%25 strict,%0Ain two lines%0Ahelp: did you mean `labels`?
::warning file=metrics/schemas/a%2Cb%3Ac.toml,line=1,endLine=5,col=1,title=unknown_key::the whole file
::error file=metrics/docs/reference/a.md,title=generated_file_differs::`docs/reference/a.md` differs from what the schemas say%0Ahelp: run `cargo xtask gen-docs`
";
        assert_eq!(render(&diagnostics, &sources, &sample::stale(), "metrics/"), want);
    }
}
