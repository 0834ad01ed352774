use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};
use crate::names::upper_snake;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "camel_case_label",
        family: Family::Labels,
        doc: "The exposed name of a label has capitals. Names of labels are `snake_case` everywhere in Prometheus' world.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["status_code"]

[labels.status_code]
name = "statusCode"
description = "Whether the request was answered."
values = ["ok", "failed"]
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["status_code"]

[labels.status_code]
description = "Whether the request was answered."
values = ["ok", "failed"]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for declared in scan::labels(workspace) {
        let name = &declared.label.name;
        if name.contains(|c: char| c.is_ascii_uppercase()) {
            findings.report([declared.about], name.span, format!("label `{name}` is not `snake_case`"), |d| {
                d.help(format!("call it `{}`", upper_snake(name).to_lowercase()))
            });
        }
    }
}
