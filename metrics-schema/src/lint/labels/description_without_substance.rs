use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "description_without_substance",
        family: Family::Labels,
        doc: "The description of a label is a placeholder, or no more than its name. It should say what the label tells apart.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["http_method"]

[labels.http_method]
description = "HTTP method."
values = ["GET", "POST"]
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["http_method"]

[labels.http_method]
description = "Verb of the request, as the client sent it."
values = ["GET", "POST"]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for declared in scan::labels(workspace) {
        let label = declared.label;
        if words::is_empty_talk(&label.description, &[&label.key, &label.name]) {
            let message = format!("the description of label `{}` says nothing that its name does not say", label.key);
            findings.report([declared.about], label.key.span, message, |d| d.help("say what the label tells apart"));
        }
    }
}
