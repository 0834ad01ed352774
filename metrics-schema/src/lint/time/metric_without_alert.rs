use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, alerts, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "metric_without_alert",
        family: Family::Time,
        doc: "No alert and no objective reads the metric, neither directly nor through a recording rule, and nothing says why. \
Where every metric should earn its place, turn this on: each then has an alert, or `no_alert` with the reason.",
        bad: r#"[metrics.shop_payments_failed_total]
type = "counter"
help = "Payments that the bank refused"
"#,
        good: r#"[metrics.shop_payments_failed_total]
type = "counter"
help = "Payments that the bank refused"
no_alert = "customers mistype their card numbers all day"
"#,
    },
    level: Level::Off,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let words = alerts::words_of_alerts(workspace);
    for (about, _, metric) in scan::recorded(workspace) {
        if metric.no_alert.is_none() && metric.deprecated.is_none() && !alerts::reads(&words, metric) {
            let message = format!("no alert reads `{}`", metric.name.text);
            findings.report([about], metric.key.span, message, |d| {
                d.help("add an alert or an objective, or say why there is none: `no_alert = \"…\"`")
            });
        }
    }
}
