use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, alerts, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "needless_no_alert",
        family: Family::Time,
        doc: "`no_alert` gives a reason why no alert reads the metric, but one does.",
        bad: r#"[metrics.shop_payments_failed_total]
type = "counter"
help = "Payments that the bank refused"
no_alert = "customers mistype their card numbers all day"

[alerts.ShopPaymentsFail]
expr = 'rate(shop_payments_failed_total[5m]) > 1'
for = "10m"
severity = "warning"
summary = "The bank refuses payments"
"#,
        good: r#"[metrics.shop_payments_failed_total]
type = "counter"
help = "Payments that the bank refused"

[alerts.ShopPaymentsFail]
expr = 'rate(shop_payments_failed_total[5m]) > 1'
for = "10m"
severity = "warning"
summary = "The bank refuses payments"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let words = alerts::words_of_alerts(workspace);
    for (about, _, metric) in scan::recorded(workspace) {
        if metric.no_alert.is_some() && alerts::reads(&words, metric) {
            let message = format!("an alert reads `{}`, but `no_alert` says that none does", metric.name.text);
            findings.report([about], metric.key.span, message, |d| d.help("remove `no_alert`"));
        }
    }
}
