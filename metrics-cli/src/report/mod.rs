//! Findings in the form that their reader wants: one file a format.

mod github;
mod json;

use crate::failure::Failure;
use metricspec_schema::diagnostic::{self, Diagnostic, nearest};
use metricspec_schema::source::Sources;

/// `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// Snippets with carets, for people; on standard error.
    #[default]
    Text,
    /// One array, for programs; on standard output.
    Json,
    /// Workflow commands that GitHub shows beside the lines; on standard output.
    Github,
}

impl Format {
    pub(crate) fn parse(text: &str) -> Result<Format, Failure> {
        let all = [("text", Format::Text), ("json", Format::Json), ("github", Format::Github)];
        if let Some((_, format)) = all.iter().find(|(name, _)| *name == text) {
            return Ok(*format);
        }
        let failure = Failure::new(format!("unknown format `{text}`"));
        Err(match nearest(text, all.iter().map(|(name, _)| *name)) {
            Some(near) => failure.and(format!("did you mean `{near}`?")),
            None => failure.and("use one of `text`, `json`, `github`"),
        })
    }
}

/// A generated file that is not what it should be, found by `--check`.
pub(crate) struct Stale {
    /// Its path, relative to the workspace root.
    pub(crate) path: String,
    /// What is wrong and how to mend it, as one line.
    pub(crate) message: String,
    /// The way out.
    pub(crate) help: String,
    /// Unified diff from what is there to what should be.
    pub(crate) diff: String,
}

/// The name under which formats for programs report a [`Stale`] file.
const STALE: &str = "generated_file_differs";

/// Everything a run has found, in one of the formats. `folder` is the project's folder as seen from the repository, for
/// formats whose reader starts there; empty or with a `/` at its end.
pub(crate) fn render(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    stale: &[Stale],
    folder: &str,
) -> String {
    match format {
        Format::Text => diagnostic::render_all(diagnostics, sources),
        Format::Json => json::render(diagnostics, sources, stale),
        Format::Github => github::render(diagnostics, sources, stale, folder),
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! One of everything, for the goldens of the formats.

    use super::Stale;
    use metricspec_schema::diagnostic::{Diagnostic, catalogue};
    use metricspec_schema::source::{Source, Sources, Span};

    pub(crate) fn findings() -> (Vec<Diagnostic>, Sources) {
        let mut sources = Sources::default();
        let text = "version = 1\nname = \"ä\"\n[metrics.a]\nlables = [\"b\"]\n";
        let file = sources.add(Source::new("schemas/a,b:c.toml", text));
        let at = text.find("lables").unwrap_or(0);
        let span = Span::new(file, at..at + 6);
        let code = &catalogue::UNKNOWN_KEY;
        let error = Diagnostic::error(code, span, "unknown key `lables`")
            .label("not a key of a metric")
            .related(Span::new(file, 19..23), "in \"this\" schema")
            .note("100% strict,\nin two lines")
            .suggest("lables", ["labels"])
            .fix(span, "labels");
        let warning = Diagnostic::warning(code, Span::new(file, 0..text.len()), "the whole file");
        (vec![error, warning], sources)
    }

    pub(crate) fn stale() -> Vec<Stale> {
        vec![Stale {
            path: "docs/reference/a.md".into(),
            message: "`docs/reference/a.md` differs from what the schemas say".into(),
            help: "run `cargo xtask gen-docs`".into(),
            diff: "--- a/a.md\n+++ b/a.md\n".into(),
        }]
    }
}
