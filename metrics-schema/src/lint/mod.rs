//! Lints: what a schema should not say although it can. One file a lint, with its documentation, its check and its
//! examples, which are its tests; the list below is the one line that a new lint adds.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Level, Workspace};
use crate::source::Span;

/// A lint.
pub struct Lint {
    /// Name, documentation and examples.
    pub code: Code,
    /// Its level where the project file says nothing.
    pub level: Level,
    /// Finds it.
    pub check: fn(&Workspace, &mut Findings<'_>),
}

/// Where a lint puts what it finds. Waivers and levels are applied afterwards.
pub struct Findings<'a> {
    lint: &'static Lint,
    found: &'a mut Vec<Finding>,
}

/// One finding, with the tables on which a waiver would silence it.
pub struct Finding {
    /// The diagnostic; its severity is set from the level.
    pub diagnostic: Diagnostic,
    /// Waivable things that it is about; a waiver on any of them, or on the root of any of their files, silences it.
    pub about: Vec<About>,
}

/// A thing that can carry waivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// `[labels.KEY]`: schema, label.
    Label(usize, usize),
    /// `[metrics.KEY]`: schema, metric.
    Metric(usize, usize),
    /// `[external.NAME]` of a schema: schema, external.
    External(usize, usize),
    /// `[records.NAME]`: schema, record.
    Record(usize, usize),
    /// `[alerts.NAME]`: schema, alert.
    Alert(usize, usize),
    /// `[slos.KEY]`: schema, objective.
    Slo(usize, usize),
    /// `[queries.KEY]`: schema, query.
    Query(usize, usize),
    /// `[endpoints.KEY]`.
    Endpoint(usize),
    /// The root of a schema.
    Root(usize),
}

impl Findings<'_> {
    /// Reports a finding about some things. Finish the diagnostic with the builder methods of [`Diagnostic`] in `with`.
    pub fn report(
        &mut self,
        about: impl IntoIterator<Item = About>,
        span: Span,
        message: impl Into<String>,
        with: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let severity = Severity::Warning;
        let diagnostic = with(Diagnostic { severity, ..Diagnostic::error(&self.lint.code, span, message) });
        self.found.push(Finding { diagnostic, about: about.into_iter().collect() });
    }
}

/// Every lint.
pub static LINTS: &[&Lint] = &[];

/// Runs one lint.
pub fn run(lint: &'static Lint, workspace: &Workspace) -> Vec<Finding> {
    let mut found = Vec::new();
    (lint.check)(workspace, &mut Findings { lint, found: &mut found });
    found
}
