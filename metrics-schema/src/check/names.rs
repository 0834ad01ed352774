//! No two metrics of a workspace expose one name, the suffixes of histograms included.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Kind, Metric, Schema, Workspace};
use crate::names::is_metric_name;
use crate::source::Span;
use std::collections::HashMap;

pub(super) fn check(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    // Exposed name → the metric that has it, as said in messages, and its place.
    let mut seen: HashMap<String, (String, Span)> = HashMap::new();
    for schema in &workspace.schemas {
        for metric in &schema.metrics {
            let what = format!("the {} `{}`", metric.kind.as_str(), metric.name.text);
            for name in exposed(schema, metric) {
                // Braces that name no label have been reported.
                if !is_metric_name(&name) && !name.contains('{') {
                    let message = format!("`{name}` is no metric name");
                    diagnostics.push(Diagnostic::error(&catalogue::BAD_NAME, metric.key.span, message));
                    break;
                }
                if let Some((other, span)) = seen.get(&name) {
                    if *span != metric.key.span {
                        let message = if *other == what {
                            format!("the metric `{name}` is declared twice")
                        } else {
                            format!("{what} and {other} both expose `{name}`")
                        };
                        diagnostics.push(
                            Diagnostic::error(&catalogue::DUPLICATE_METRIC, metric.key.span, message)
                                .related(*span, "the other one")
                                .help("rename one of them"),
                        );
                        break;
                    }
                } else {
                    seen.insert(name, (what.clone(), metric.key.span));
                }
            }
        }
    }
    let others = workspace.schemas.iter().flat_map(|s| {
        let externals = s.externals.iter().map(|e| (&e.name, "external"));
        externals
            .chain(s.removed.iter().map(|r| (&r.name, "removed")))
            .chain(s.records.iter().map(|r| (&r.name, "a recording rule")))
    });
    let project = workspace.project.iter().flat_map(|p| p.externals.iter().map(|e| (&e.name, "external")));
    for (name, what) in others.chain(project) {
        if let Some((metric, span)) = seen.get(&name.value) {
            let message = format!("`{name}` is declared as {what}, and {metric} exposes it");
            diagnostics.push(
                Diagnostic::error(&catalogue::DUPLICATE_METRIC, name.span, message)
                    .related(*span, "declared here")
                    .help("drop one of the two declarations"),
            );
        }
    }
}

/// Every name under which samples of a metric appear, the family's own first.
fn exposed(schema: &Schema, metric: &Metric) -> Vec<String> {
    let mut names: Vec<String> = match &metric.name.template {
        Some(template) => template.known_names(&schema.labels).collect(),
        None => vec![metric.name.text.clone()],
    };
    if metric.kind == Kind::Histogram {
        let suffixes = ["_bucket", "_sum", "_count"];
        names.extend(suffixes.iter().map(|s| format!("{}{s}", metric.name.text)));
    }
    names
}
