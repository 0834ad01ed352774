use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "help_without_substance",
        family: Family::Names,
        doc: "The help text is a placeholder, or says no more than the name does. It is all that somebody sees who finds \
the metric in Prometheus: say what is counted, and when.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "HTTP requests total"
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that were answered, whatever the answer"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let metric = named.metric;
        if words::is_empty_talk(&metric.help, &[named.name, &metric.key]) {
            let message = format!("the help of `{}` says nothing that its name does not say", named.name);
            findings.report([named.about], metric.help.span, message, |d| {
                d.help("say what is counted or measured, and when")
            });
        }
    }
}
