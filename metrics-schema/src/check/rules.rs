//! Alerts and recording rules are unique among all schemas.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::Workspace;
use crate::source::{Span, Spanned};
use std::collections::HashMap;

pub(super) fn check(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    let alerts = workspace.schemas.iter().flat_map(|s| s.alerts.iter().map(|a| &a.name));
    unique(alerts, "alert", diagnostics);
    let records = workspace.schemas.iter().flat_map(|s| s.records.iter().map(|r| &r.name));
    unique(records, "recording rule", diagnostics);
}

fn unique<'a>(names: impl Iterator<Item = &'a Spanned<String>>, what: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for name in names {
        if let Some(other) = seen.insert(name, name.span) {
            let message = format!("two schemas have the {what} `{name}`");
            diagnostics.push(
                Diagnostic::error(&catalogue::DUPLICATE_RULE, name.span, message)
                    .related(other, "the other one")
                    .help("rename one of them"),
            );
        }
    }
}
