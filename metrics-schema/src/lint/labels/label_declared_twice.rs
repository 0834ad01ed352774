use crate::diagnostic::{Code, Family};
use crate::lint::scan::Declared;
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};
use std::collections::HashMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "label_declared_twice",
        family: Family::Labels,
        doc: "Two labels have one exposed name and the same closed values. Declared once, in a file that both schemas include, \
they are one type in Rust, one table in the pages, and cannot drift apart.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["order_channel"]

[metrics.shop_returns_total]
type = "counter"
help = "Parcels that came back"
labels = ["return_channel"]

[labels.order_channel]
name = "channel"
description = "Where the order came from."
values = ["web", "app"]

[labels.return_channel]
name = "channel"
description = "Where the return came from."
values = ["web", "app"]
"#,
        good: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["channel"]

[metrics.shop_returns_total]
type = "counter"
help = "Parcels that came back"
labels = ["channel"]

[labels.channel]
description = "Where the customer came from."
values = ["web", "app"]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut first: HashMap<(&str, Vec<&str>), Declared<'_>> = HashMap::new();
    for declared in scan::labels(workspace).filter(|d| d.label.is_closed()) {
        let mut values: Vec<&str> = scan::values(declared.label).map(|value| value.text.as_str()).collect();
        // One value tells nothing apart, and `bool` labels are all alike.
        if values.len() < 2 || values == ["false", "true"] {
            continue;
        }
        values.sort_unstable();
        let (name, label) = (&declared.label.name, declared.label);
        let Some(earlier) = first.get(&(name.as_str(), values.clone())) else {
            first.insert((name.as_str(), values), declared);
            continue;
        };
        let message = format!("label `{}` repeats `{}`: same name and values", label.key, earlier.label.key);
        findings.report([declared.about, earlier.about], label.key.span, message, |d| {
            let way_out = if label.file == earlier.label.file {
                format!("use `{}` for both", earlier.label.key)
            } else {
                "declare it once, in a file that both include".to_owned()
            };
            d.related(earlier.label.key.span, "the other one").help(way_out)
        });
    }
}
