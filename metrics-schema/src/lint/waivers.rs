//! Waivers: which finding they silence, and which of them silence none.

use super::{About, Finding};
use crate::diagnostic::{Code, Diagnostic, Family, catalogue};
use crate::model::{Waiver, Workspace};
use crate::source::Span;
use std::collections::HashSet;

/// A waiver or `[lints]` names a lint that does not exist.
pub static UNKNOWN_LINT: Code = Code {
    name: "unknown_lint",
    family: Family::Meaning,
    doc: "A waiver, or `[lints]` of the project file, names a lint that does not exist, so that it would change nothing. \
Errors of the language are no lints: they cannot be waived and have no level.",
    bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests answered"
allow = [{ lint = "counter_without_totals", reason = "public name" }]
"#,
    good: r#"[metrics.http_requests]
type = "counter"
help = "Requests answered"
allow = [{ lint = "counter_without_total", reason = "public name" }]
"#,
};

/// All waivers of a workspace, and those that silenced something so far.
pub(super) struct Waivers<'a> {
    workspace: &'a Workspace,
    all: Vec<&'a Waiver>,
    used: HashSet<Span>,
}

impl<'a> Waivers<'a> {
    /// Collects them; those of a shared label once, however many schemas include it.
    pub(super) fn of(workspace: &'a Workspace) -> Waivers<'a> {
        let mut seen = HashSet::new();
        let all = every(workspace).filter(|waiver| seen.insert(waiver.span)).collect();
        Waivers { workspace, all, used: HashSet::new() }
    }

    /// Whether a finding is waived: on one of the things that it is about, else on the root of one of their files. The
    /// narrower waiver is the one that is used, so that a wider one that is not needed shows.
    pub(super) fn silence(&mut self, finding: &Finding) -> bool {
        let lint = finding.diagnostic.code.name;
        let own = finding.about.iter().flat_map(|about| about.waivers(self.workspace));
        let roots = finding.about.iter().flat_map(|about| about.root_waivers(self.workspace));
        match own.chain(roots).find(|waiver| waiver.lint.value == lint) {
            Some(waiver) => {
                self.used.insert(waiver.span);
                true
            }
            None => false,
        }
    }

    /// Those that silenced nothing, of the lints that are looked for.
    pub(super) fn unused(&self, looked_for: impl Fn(&str) -> bool) -> Vec<&'a Waiver> {
        let unused = |waiver: &&&Waiver| !self.used.contains(&waiver.span) && looked_for(&waiver.lint.value);
        self.all.iter().filter(unused).copied().collect()
    }

    /// Names of lints, in waivers and in `[lints]`, that no lint has.
    pub(super) fn unknown(&self) -> Vec<Diagnostic> {
        let levels = self.workspace.project.iter().flat_map(|project| project.lints.iter().map(|(lint, _)| lint));
        let mut found = Vec::new();
        for lint in self.all.iter().map(|waiver| &waiver.lint).chain(levels) {
            if super::find(&lint.value).is_some() {
                continue;
            }
            let unknown = Diagnostic::error(&UNKNOWN_LINT, lint.span, format!("unknown lint `{}`", lint.value));
            found.push(match catalogue::find(&lint.value) {
                Some(_) => unknown
                    .note(format!("`{}` is an error, not a lint: it cannot be waived and has no level", lint.value)),
                None => {
                    let suggested = unknown.suggest(&lint.value, super::LINTS.iter().map(|known| known.code.name));
                    if suggested.help.is_some() { suggested } else { suggested.help("`explain` lists all of them") }
                }
            });
        }
        found
    }
}

/// Every waiver; those of a shared label once for each schema that includes it.
pub(super) fn every(workspace: &Workspace) -> impl Iterator<Item = &Waiver> {
    let schemas = workspace.schemas.iter().enumerate().flat_map(|(s, schema)| {
        let things = (0..schema.labels.len())
            .map(move |i| About::Label(s, i))
            .chain((0..schema.metrics.len()).map(move |i| About::Metric(s, i)))
            .chain((0..schema.externals.len()).map(move |i| About::External(s, i)))
            .chain((0..schema.records.len()).map(move |i| About::Record(s, i)))
            .chain((0..schema.alerts.len()).map(move |i| About::Alert(s, i)))
            .chain((0..schema.slos.len()).map(move |i| About::Slo(s, i)))
            .chain((0..schema.queries.len()).map(move |i| About::Query(s, i)));
        schema.waivers.iter().chain(things.flat_map(|about| about.waivers(workspace)))
    });
    let shared = workspace.shared.iter().flat_map(|shared| &shared.waivers);
    let project = workspace.project.iter().flat_map(move |project| {
        let externals = (0..project.externals.len()).map(About::ProjectExternal);
        externals.chain((0..project.endpoints.len()).map(About::Endpoint)).flat_map(|about| about.waivers(workspace))
    });
    schemas.chain(shared).chain(project)
}
