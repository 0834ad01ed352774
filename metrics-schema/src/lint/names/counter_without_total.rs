use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Kind, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "counter_without_total",
        family: Family::Names,
        doc: "The name of a counter does not end in `_total`. OpenMetrics asks for it, so that such a counter is exposed \
there as `unknown`, and readers take it for a gauge.",
        bad: r#"[metrics.http_requests]
type = "counter"
help = "Requests answered"
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests answered"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        if named.metric.kind != Kind::Counter || named.name.ends_with("_total") {
            continue;
        }
        let message = format!("counter `{}` does not end in `_total`", named.name);
        findings.report([named.about], named.metric.key.span, message, |d| {
            let stem = named.name.strip_suffix("_count").unwrap_or(named.name).replace("_total", "");
            d.help(format!("call it `{stem}_total`"))
        });
    }
}
