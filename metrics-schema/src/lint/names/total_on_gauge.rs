use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Kind, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "total_on_gauge",
        family: Family::Names,
        doc: "`_total` is the suffix of counters, but the metric is something else. Readers will put `rate()` around it, \
which is wrong for anything that goes down.",
        bad: r#"[metrics.pool_connections_total]
type = "gauge"
help = "Open connections of the pool"
"#,
        good: r#"[metrics.pool_connections]
type = "gauge"
help = "Open connections of the pool"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let kind = named.metric.kind;
        if kind == Kind::Counter {
            continue;
        }
        let Some(stem) = named.name.strip_suffix("_total") else { continue };
        let message = format!("{} `{}` ends in `_total`, the suffix of counters", kind.as_str(), named.name);
        findings.report([named.about], named.metric.key.span, message, |d| {
            d.help(format!("call it `{stem}`, or make it a counter if it only goes up"))
        });
    }
}
