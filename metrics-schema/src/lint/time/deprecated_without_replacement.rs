use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Deprecation, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "deprecated_without_replacement",
        family: Family::Time,
        doc: "Something is deprecated and nothing says what to use in its place, nor why it goes. Whoever finds it in an alert \
at night needs one of them: `use`, or a `reason`.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
deprecated = { since = "1.3.0" }
"#,
        good: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
deprecated = { since = "1.3.0", use = "shop_payments_total" }
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let bare = |deprecated: &&Deprecation| deprecated.replacement.is_none() && deprecated.reason.is_none();
    // The replacement of an alias is its metric.
    for (about, _, metric) in scan::recorded(workspace) {
        if let Some(deprecated) = metric.deprecated.as_ref().filter(bare) {
            let message = format!("`{}` is deprecated, and nothing says what to use", metric.name.text);
            findings.report([about], deprecated.span, message, |d| d.help("add `use`, or a `reason`"));
        }
    }
    for declared in scan::labels(workspace) {
        let label = declared.label;
        let of_values = scan::values(label).filter_map(|value| Some((&value.text, value.deprecated.as_ref()?)));
        let all = label.deprecated.iter().map(|deprecated| (&label.key, deprecated)).chain(of_values);
        for (name, deprecated) in all.filter(|(_, deprecated)| bare(deprecated)) {
            let message = format!("`{name}` is deprecated, and nothing says what to use");
            findings.report([declared.about], deprecated.span, message, |d| d.help("add `use`, or a `reason`"));
        }
    }
}
