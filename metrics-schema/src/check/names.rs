//! No two metrics of a workspace expose one name, the suffixes of histograms included.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Kind, Metric, Schema, Workspace};
use crate::names::is_metric_name;
use crate::source::Span;
use std::collections::HashMap;

pub(super) fn check(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    // Exposed name → the metric that has it, as said in messages, and its place.
    let mut seen: HashMap<String, (String, Span)> = HashMap::new();
    // The same for names that only OpenMetrics gives.
    let mut families: HashMap<String, (String, Span)> = HashMap::new();
    for schema in &workspace.schemas {
        'next: for metric in &schema.metrics {
            let what = format!("the {} `{}`", metric.kind.as_str(), metric.name.text);
            for name in exposed(schema, metric) {
                // Braces that name no label have been reported.
                if !is_metric_name(&name) && !name.contains('{') {
                    let message = format!("`{name}` is no metric name");
                    diagnostics.push(Diagnostic::error(&catalogue::BAD_NAME, metric.key.span, message));
                    continue 'next;
                }
                if let Some((other, span)) = seen.get(&name) {
                    if *span != metric.key.span {
                        let message = if *other == what {
                            format!("the metric `{name}` is declared twice")
                        } else {
                            format!("{what} and {other} both expose `{name}`")
                        };
                        diagnostics.push(duplicate(metric.key.span, message, *span));
                        continue 'next;
                    }
                } else {
                    seen.insert(name, (what.clone(), metric.key.span));
                }
            }
            let real = exposed(schema, metric).into_iter().filter_map(|name| families.get_key_value(&name));
            let family = of_openmetrics(schema, metric);
            let twins = family.iter().filter_map(|name| seen.get_key_value(name).or(families.get_key_value(name)));
            if let Some((name, (other, span))) = real.chain(twins).find(|(_, (_, span))| *span != metric.key.span) {
                let message = format!("{what} and {other} both have `{name}` in OpenMetrics");
                diagnostics.push(duplicate(metric.key.span, message, *span).note(
                    "to OpenMetrics a counter is called without `_total` and an info metric without `_info`, and \
                     `_created` belongs to counters and histograms",
                ));
                continue;
            }
            families.extend(family.into_iter().map(|name| (name, (what.clone(), metric.key.span))));
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

/// Names that OpenMetrics gives a metric, or keeps free for it, beside those of its series. The run time refuses a second
/// metric that has one of them.
fn of_openmetrics(schema: &Schema, metric: &Metric) -> Vec<String> {
    let names = match &metric.name.template {
        Some(template) => template.known_names(&schema.labels).collect(),
        None => vec![metric.name.text.clone()],
    };
    let base = |name: &str, suffix| name.strip_suffix(suffix).filter(|base| !base.is_empty()).map(str::to_owned);
    let of_one = |name: &String| match metric.kind {
        Kind::Counter => base(name, "_total").map_or(vec![], |base| vec![format!("{base}_created"), base]),
        Kind::Info => base(name, "_info").into_iter().collect(),
        Kind::Histogram => vec![format!("{name}_created")],
        _ => vec![],
    };
    names.iter().flat_map(of_one).collect()
}

fn duplicate(span: Span, message: String, other: Span) -> Diagnostic {
    Diagnostic::error(&catalogue::DUPLICATE_METRIC, span, message)
        .related(other, "the other one")
        .help("rename one of them")
}
