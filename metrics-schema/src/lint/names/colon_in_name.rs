use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "colon_in_name",
        family: Family::Names,
        doc: "The name has a colon. Colons are for recording rules: they tell readers that a series was computed by the server.",
        bad: r#"[metrics.requests_total]
name = "http:requests_total"
type = "counter"
help = "Requests answered"
"#,
        good: r#"[metrics.requests_total]
name = "http_requests_total"
type = "counter"
help = "Requests answered"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        if named.name.contains(':') {
            let message = format!("`{}` has a colon, which is for recording rules", named.name);
            findings.report([named.about], named.metric.key.span, message, |d| {
                d.help(format!("call it `{}`", named.name.replace(':', "_")))
            });
        }
    }
}
