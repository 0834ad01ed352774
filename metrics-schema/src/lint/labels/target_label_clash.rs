use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{Endpoint, LabelId, Level, Schema, Workspace};
use std::collections::BTreeSet;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "target_label_clash",
        family: Family::Labels,
        doc: "The server itself puts a label of that name on every series: the name of the target it scraped. Unless the scrape \
keeps the series' labels (`honor_labels = true` in the endpoint), the metric's own label is renamed to `exported_…`, and every \
query and dashboard that filters by it finds the wrong thing or nothing. Where no endpoint says how a schema is scraped, `job`, \
`instance`, `namespace`, `pod`, `container` and `service` are taken to be the target's.",
        bad: r#"[metrics.operator_objects]
type = "gauge"
help = "Objects that are watched"
labels = ["namespace"]

[labels.namespace]
description = "Where the object lives."
max_values = 100
"#,
        good: r#"[metrics.operator_objects]
type = "gauge"
help = "Objects that are watched"
labels = ["object_namespace"]

[labels.object_namespace]
description = "Where the object lives."
max_values = 100
"#,
    },
    level: Level::Warning,
    check,
};

const OF_ANY: [&str; 2] = ["job", "instance"];
const OF_POD: [&str; 4] = ["namespace", "pod", "container", "endpoint"];
const OF_SERVICE: [&str; 5] = ["namespace", "pod", "container", "endpoint", "service"];
const UNKNOWN: [&str; 6] = ["job", "instance", "namespace", "pod", "container", "service"];

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (s, schema) in workspace.schemas.iter().enumerate() {
        let used = used(schema);
        let mut known = false;
        let endpoints = workspace.project.iter().flat_map(|project| project.endpoints.iter().enumerate());
        for (e, endpoint) in endpoints.filter(|(_, e)| e.schemas.iter().any(|name| name.value == schema.name.value)) {
            for (table, honoured, targets) in scrapes(endpoint) {
                known = true;
                for id in used.iter().filter(|id| !honoured && targets.contains(&schema.label(**id).name.as_str())) {
                    let label = schema.label(*id);
                    let message = format!("label `{}` is also one of the scraped target", label.name);
                    findings.report([About::Label(s, id.0), About::Endpoint(e)], label.name.span, message, |d| {
                        d.related(endpoint.key.span, format!("`{table}` of this endpoint adds it"))
                            .note(format!("the server renames the metric's own label to `exported_{}`", label.name))
                            .help(format!("set `honor_labels = true` in `{table}`, or give the label another `name`"))
                    });
                }
            }
        }
        if known {
            continue;
        }
        for id in used.iter().filter(|id| UNKNOWN.contains(&schema.label(**id).name.as_str())) {
            let label = schema.label(*id);
            let message = format!("label `{}` is also one of the scraped target", label.name);
            findings.report([About::Label(s, id.0)], label.name.span, message, |d| {
                d.note(format!("the server renames the metric's own label to `exported_{}`", label.name))
                    .help("give it another `name`, or declare the endpoint that is scraped, with `honor_labels = true`")
            });
        }
    }
}

/// Labels that some metric of the schema exposes.
fn used(schema: &Schema) -> BTreeSet<LabelId> {
    let mut used = BTreeSet::new();
    for metric in &schema.metrics {
        let in_name = metric.name.template.as_ref().map(|template| template.label);
        let labels = metric.labels.iter().map(|label| label.value).chain(metric.const_labels.iter().copied());
        used.extend(labels.chain(metric.state).filter(|id| Some(*id) != in_name));
    }
    used
}

/// How an endpoint is scraped: table, whether the series' labels win, and the labels of the target.
fn scrapes(endpoint: &Endpoint) -> Vec<(&'static str, bool, Vec<&str>)> {
    let mut scrapes = Vec::new();
    if let Some(job) = &endpoint.static_ {
        let added = job.add_labels.iter().map(|(name, _)| name.as_str());
        scrapes.push(("static", job.honor_labels, OF_ANY.into_iter().chain(added).collect()));
    }
    let monitors = [
        ("pod_monitor", &endpoint.pod_monitor, &OF_POD[..]),
        ("service_monitor", &endpoint.service_monitor, &OF_SERVICE[..]),
    ];
    for (table, monitor, own) in monitors {
        let Some(monitor) = monitor else { continue };
        let added = monitor.target_labels.iter().map(|(name, _)| name.as_str());
        let targets = OF_ANY.into_iter().chain(own.iter().copied()).chain(added).collect();
        scrapes.push((table, monitor.honor_labels, targets));
    }
    scrapes
}
