//! What lints report, and the things that reports are about.

use super::{Date, Lint};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Waiver, Workspace};
use crate::source::{FileId, Span};

/// Where a lint puts what it finds. Waivers and levels are applied afterwards.
pub struct Findings<'a> {
    pub(super) lint: &'static Lint,
    pub(super) today: Option<Date>,
    pub(super) unused: &'a [&'a Waiver],
    pub(super) found: Vec<Finding>,
    pub(super) work: u64,
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
    /// `[external.NAME]` of the project file.
    ProjectExternal(usize),
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

impl About {
    /// Waivers on the thing itself. Empty for [`About::Root`], whose waivers are those of its file.
    pub(super) fn waivers(self, workspace: &Workspace) -> &[Waiver] {
        let schema = |s: usize| workspace.schemas.get(s);
        let project = workspace.project.as_ref();
        let found = match self {
            About::Label(s, i) => schema(s).and_then(|s| s.labels.get(i)).map(|x| &x.waivers),
            About::Metric(s, i) => schema(s).and_then(|s| s.metrics.get(i)).map(|x| &x.waivers),
            About::External(s, i) => schema(s).and_then(|s| s.externals.get(i)).map(|x| &x.waivers),
            About::ProjectExternal(i) => project.and_then(|p| p.externals.get(i)).map(|x| &x.waivers),
            About::Record(s, i) => schema(s).and_then(|s| s.records.get(i)).map(|x| &x.waivers),
            About::Alert(s, i) => schema(s).and_then(|s| s.alerts.get(i)).map(|x| &x.waivers),
            About::Slo(s, i) => schema(s).and_then(|s| s.slos.get(i)).map(|x| &x.waivers),
            About::Query(s, i) => schema(s).and_then(|s| s.queries.get(i)).map(|x| &x.waivers),
            About::Endpoint(i) => project.and_then(|p| p.endpoints.get(i)).map(|x| &x.waivers),
            About::Root(_) => None,
        };
        found.map_or(&[], |waivers| waivers.as_slice())
    }

    /// Waivers on the root of the file that declares the thing.
    pub(super) fn root_waivers(self, workspace: &Workspace) -> &[Waiver] {
        match self {
            About::Label(s, i) => match workspace.schemas.get(s) {
                Some(schema) => match schema.labels.get(i).map(|l| l.file) {
                    Some(file) if file != schema.file => shared_waivers(workspace, file),
                    _ => &schema.waivers,
                },
                None => &[],
            },
            About::Metric(s, _)
            | About::External(s, _)
            | About::Record(s, _)
            | About::Alert(s, _)
            | About::Slo(s, _)
            | About::Query(s, _)
            | About::Root(s) => workspace.schemas.get(s).map_or(&[], |schema| schema.waivers.as_slice()),
            About::ProjectExternal(_) | About::Endpoint(_) => &[],
        }
    }
}

fn shared_waivers(workspace: &Workspace, file: FileId) -> &[Waiver] {
    workspace.shared.iter().find(|s| s.file == file).map_or(&[], |s| s.waivers.as_slice())
}

impl<'a> Findings<'a> {
    /// Nothing found yet by a lint.
    pub(super) fn new(lint: &'static Lint, today: Option<Date>, unused: &'a [&'a Waiver]) -> Findings<'a> {
        Findings { lint, today, unused, found: Vec::new(), work: 0 }
    }

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

    /// Counts steps of a search. Lints that compare things with each other call it, so that a test can assert that the
    /// work grows with the schemas and not with their square.
    pub fn work(&mut self, steps: usize) {
        self.work += steps as u64;
    }

    /// The day for which waivers are judged; `None` where the date must not matter.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// Waivers that no lint before this one needed.
    pub fn unused_waivers(&self) -> &'a [&'a Waiver] {
        self.unused
    }
}
