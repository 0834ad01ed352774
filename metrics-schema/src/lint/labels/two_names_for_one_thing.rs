use crate::diagnostic::{Code, Family};
use crate::lint::scan::Declared;
use crate::lint::{Findings, Lint, near, scan, words};
use crate::model::{Level, Workspace};
use std::collections::HashMap;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "two_names_for_one_thing",
        family: Family::Labels,
        doc: "Two exposed label names differ only in `_name`, in a plural, in `_` or case, or in one letter: `model` and \
`model_name`, `worker` and `workers`. Metrics that should be joined by the label cannot be, and nobody remembers which has which.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["product"]

[metrics.shop_returns_total]
type = "counter"
help = "Parcels that came back"
labels = ["product_name"]

[labels.product]
description = "What was ordered."
max_values = 100

[labels.product_name]
description = "What came back."
max_values = 100
"#,
        good: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
labels = ["product"]

[metrics.shop_returns_total]
type = "counter"
help = "Parcels that came back"
labels = ["product"]

[labels.product]
description = "What was ordered or came back."
max_values = 100
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut seen = std::collections::HashSet::new();
    let labels: Vec<Declared<'_>> =
        scan::labels(workspace).filter(|declared| seen.insert(declared.label.name.as_str())).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (i, declared) in labels.iter().enumerate() {
        findings.work(1);
        let earlier = *first.entry(plain(&declared.label.name)).or_insert(i);
        if earlier != i {
            report(&labels[earlier], declared, findings);
        }
    }
    let names: Vec<&str> = labels.iter().map(|declared| declared.label.name.as_str()).collect();
    let mut work = 0;
    for (earlier, later) in near::alike(&names, &mut work) {
        if plain(names[earlier]) != plain(names[later]) && is_slip(names[earlier], names[later]) {
            report(&labels[earlier], &labels[later], findings);
        }
    }
    findings.work(work);
}

/// Whether a slip in a long word is all that differs: `client_ip` and `client_id` are two things.
fn is_slip(a: &str, b: &str) -> bool {
    let mut differing = a.split('_').zip(b.split('_')).filter(|(a, b)| a != b);
    a.split('_').count() == b.split('_').count() && differing.all(|(a, b)| a.len().min(b.len()) >= near::SHORTEST)
}

/// What the names of one thing have in common.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let stem = lower.strip_suffix("_name").or_else(|| lower.strip_suffix("_label")).unwrap_or(&lower);
    stem.split('_').map(words::stem).collect()
}

fn report(earlier: &Declared<'_>, later: &Declared<'_>, findings: &mut Findings<'_>) {
    let (a, b) = (&earlier.label.name, &later.label.name);
    let message = format!("labels `{a}` and `{b}` look like two names for one thing");
    findings.report([later.about, earlier.about], later.label.key.span, message, |d| {
        d.related(earlier.label.key.span, "the other one")
            .help("use one name, or one that says how they differ, or waive it with the reason")
    });
}
