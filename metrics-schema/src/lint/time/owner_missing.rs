use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "owner_missing",
        family: Family::Time,
        doc: "Nobody answers for the metrics, alerts or objectives of a schema: neither its root nor they name an `owner`. Where \
alerts should reach a team, turn this on.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
"#,
        good: r#"owner = "shop"

[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
"#,
    },
    level: Level::Off,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (s, schema) in workspace.schemas.iter().enumerate().filter(|(_, schema)| schema.owner.is_none()) {
        let metrics = schema.metrics.iter().map(|x| (&x.owner, &x.key));
        let alerts = schema.alerts.iter().map(|x| (&x.owner, &x.name));
        let slos = schema.slos.iter().map(|x| (&x.owner, &x.key));
        let mut without = metrics.chain(alerts).chain(slos).filter(|(owner, _)| owner.is_none()).map(|(_, key)| key);
        let Some(first) = without.next() else { continue };
        let message = match without.count() {
            0 => format!("nobody answers for `{first}`"),
            others => format!("nobody answers for `{first}` and {others} more"),
        };
        findings
            .report([About::Root(s)], first.span, message, |d| d.help("name the team in `owner`, here or on the root"));
    }
}
