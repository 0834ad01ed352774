//! Runs the lints and applies levels and waivers.

use super::waivers::Waivers;
use super::{Date, Finding, Findings, LINTS, Lint};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Level, Workspace};
use std::collections::HashMap;

/// Everything that the lints have to say about a workspace, sorted by place. Levels are those of the project file, else
/// the lints' own. `today` is the day for which waivers are judged: it only ever adds warnings, and `None` adds none.
pub fn check(workspace: &Workspace, today: Option<Date>) -> Vec<Diagnostic> {
    check_counted(workspace, today).0
}

/// [`check`], with the number of steps that the searches among the lints took (see [`Findings::work`]).
pub fn check_counted(workspace: &Workspace, today: Option<Date>) -> (Vec<Diagnostic>, u64) {
    let project = workspace.project.iter().flat_map(|project| &project.lints);
    let levels: HashMap<&str, Level> = project.map(|(lint, level)| (lint.value.as_str(), *level)).collect();
    check_with(workspace, today, |lint| levels.get(lint.code.name).copied().unwrap_or(lint.level))
}

/// [`check_counted`] with levels of one's own.
pub(super) fn check_with(
    workspace: &Workspace,
    today: Option<Date>,
    level: impl Fn(&Lint) -> Level,
) -> (Vec<Diagnostic>, u64) {
    let mut waivers = Waivers::of(workspace);
    let mut diagnostics = waivers.unknown();
    let mut work = 0;
    let active: Vec<(&'static Lint, Severity)> = LINTS
        .iter()
        .filter_map(|lint| match level(lint) {
            Level::Error => Some((*lint, Severity::Error)),
            Level::Warning => Some((*lint, Severity::Warning)),
            Level::Off => None,
        })
        .collect();
    // What is looked for only on a given day, or not yet, says nothing about a waiver of it.
    let judged = |name: &str| {
        let dated = matches!(name, "expired_waiver" | "unused_waiver");
        !dated && active.iter().any(|(lint, _)| lint.code.name == name)
    };
    for &(lint, severity) in &active {
        let unused = if lint.code.name == "unused_waiver" { waivers.unused(judged) } else { Vec::new() };
        let mut findings = Findings::new(lint, today, &unused);
        (lint.check)(workspace, &mut findings);
        work += findings.work;
        for finding in findings.found {
            if !waivers.silence(&finding) {
                diagnostics.push(Diagnostic { severity, ..finding.diagnostic });
            }
        }
    }
    crate::diagnostic::sort(&mut diagnostics);
    (diagnostics, work)
}

/// Runs one lint, without levels and waivers.
pub fn run(lint: &'static Lint, workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Findings::new(lint, None, &[]);
    (lint.check)(workspace, &mut findings);
    findings.found
}
