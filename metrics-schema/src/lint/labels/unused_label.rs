use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{LabelId, LabelSet, Level, Schema, Workspace};
use crate::source::FileId;
use std::collections::HashSet;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unused_label",
        family: Family::Labels,
        doc: "A label is declared and no metric has it. A label of a shared file is used if any schema that includes the file \
uses it.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"

[labels.method]
description = "Verb of the request."
values = ["GET", "POST"]
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["method"]

[labels.method]
description = "Verb of the request."
values = ["GET", "POST"]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut used: HashSet<(FileId, u32)> = HashSet::new();
    for schema in &workspace.schemas {
        let place = |id: LabelId| (schema.label(id).file, schema.label(id).key.span.start);
        used.extend(uses(schema).map(place));
        for label in &schema.labels {
            if let LabelSet::Dependent { sibling, .. } = label.set {
                used.insert(place(sibling));
            }
        }
    }
    for declared in scan::labels(workspace) {
        let key = &declared.label.key;
        if !used.contains(&(declared.label.file, key.span.start)) {
            findings.report([declared.about], key.span, format!("no metric has label `{key}`"), |d| {
                d.help("remove it, or add it to the `labels` of a metric")
            });
        }
    }
}

fn uses(schema: &Schema) -> impl Iterator<Item = LabelId> {
    let metrics = schema.metrics.iter().flat_map(|metric| {
        let labels = metric.labels.iter().map(|label| label.value);
        let in_name = metric.name.template.as_ref().map(|template| template.label);
        labels.chain(metric.const_labels.iter().copied()).chain(metric.state).chain(in_name)
    });
    schema.const_labels.iter().copied().chain(metrics)
}
