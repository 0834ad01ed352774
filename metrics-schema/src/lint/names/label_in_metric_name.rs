use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "label_in_metric_name",
        family: Family::Names,
        doc: "The name says `_by_` or `_per_` and then a label of the metric. The label says it already, and the name becomes \
wrong once a query sums the label away.",
        bad: r#"[metrics.http_requests_by_method_total]
type = "counter"
help = "Requests that got an answer"
labels = ["method"]

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
    for named in scan::names(workspace) {
        let Some((at, rest)) = ["_by_", "_per_"].iter().find_map(|sep| {
            let at = named.name.find(sep)?;
            Some((at, &named.name[at + sep.len()..]))
        }) else {
            continue;
        };
        for id in &named.metric.labels {
            let label = named.schema.label(id.value).name.value.as_str();
            let Some(after) = rest.strip_prefix(label).filter(|after| after.is_empty() || after.starts_with('_'))
            else {
                continue;
            };
            let message = format!("`{}` repeats its label `{label}`", named.name);
            findings.report([named.about], named.metric.key.span, message, |d| {
                d.help(format!("call it `{}{after}`", &named.name[..at]))
            });
        }
    }
}
