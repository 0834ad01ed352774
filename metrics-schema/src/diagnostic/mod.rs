//! Diagnostics: what is wrong, where, and the way out. Rendering is here too, so that the macro and the command line say
//! the same words; printing is not.

pub mod catalogue;
mod render;
mod suggest;

pub use render::{render, render_all, summary};
pub use suggest::{distance_within, nearest};

use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Shown; the command succeeds.
    Warning,
    /// The command fails.
    Error,
}

impl Severity {
    /// `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One entry of the [`catalogue`]: everything that `explain` shows.
#[derive(Debug)]
pub struct Code {
    /// Its name, `unknown_key`; unique, `snake_case`, never reused for something else.
    pub name: &'static str,
    /// Where it belongs.
    pub family: Family,
    /// What it means and what to do, in markdown, without a heading.
    pub doc: &'static str,
    /// A schema that has the mistake. `version`, `name` and the like are added to it if missing: see
    /// [`catalogue::complete`].
    pub bad: &'static str,
    /// The same without it.
    pub good: &'static str,
}

/// Families of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// The form of a file: what the JSON Schema says too.
    Form,
    /// What a file says, taken together with the others.
    Meaning,
    /// Lints on names.
    Names,
    /// Lints on units.
    Units,
    /// Lints on labels.
    Labels,
    /// Lints on histograms.
    Histograms,
    /// Lints on waivers, deprecation and other things that change with time.
    Time,
    /// What only the macros report.
    Macro,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What it is.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// One line, lower case, without a final period, names in backticks.
    pub message: String,
    /// What the caret points at.
    pub span: Span,
    /// Text beside the caret; may be empty.
    pub label: String,
    /// Other places, each with its text: `first defined here`.
    pub related: Vec<(Span, String)>,
    /// Further facts.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Option<String>,
    /// A change that mends it for certain.
    pub fix: Option<Fix>,
}

/// A replacement of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// A warning.
    pub fn warning(code: &'static Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// Sets the text beside the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.label = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related.push((span, text.into()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(text.into());
        self
    }

    /// Sets the way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// Sets the way out to "did you mean `…`?" if one of a closed set is near to what was written, else to the set, if
    /// it is short enough to read.
    #[must_use]
    pub fn suggest<'a>(self, written: &str, closed: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        let closed: Vec<&str> = closed.into_iter().collect();
        match nearest(written, closed.iter().copied()) {
            Some(near) => {
                let text = format!("did you mean `{near}`?");
                self.help(text)
            }
            None if (1..=12).contains(&closed.len()) => {
                let all: Vec<String> = closed.iter().map(|c| format!("`{c}`")).collect();
                self.help(format!("use one of {}", all.join(", ")))
            }
            None => self,
        }
    }

    /// Sets the replacement.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.fix = Some(Fix { span, text: text.into() });
        self
    }
}

/// Sorts by file and place, and drops what is said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.code.name, &a.message).cmp(&(b.span, b.code.name, &b.message)));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.code.name == b.code.name && a.message == b.message);
}

/// Whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}
