use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};
use crate::names::upper_snake;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "camel_case_name",
        family: Family::Names,
        doc: "The exposed name has capitals. Names of metrics are `snake_case` everywhere in Prometheus' world, and one that is \
not gets misspelt in every query.",
        bad: r#"[metrics.requests_total]
name = "http_requestsAnswered_total"
type = "counter"
help = "Requests that got an answer"
"#,
        good: r#"[metrics.requests_total]
name = "http_requests_answered_total"
type = "counter"
help = "Requests that got an answer"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        if named.name.contains(|c: char| c.is_ascii_uppercase()) {
            let message = format!("`{}` is not `snake_case`", named.name);
            findings.report([named.about], named.metric.key.span, message, |d| {
                d.help(format!("call it `{}`", upper_snake(named.name).to_lowercase()))
            });
        }
    }
}
