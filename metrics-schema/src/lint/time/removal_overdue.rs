use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint, scan};
use crate::model::{Level, Schema, Workspace};
use crate::source::Spanned;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "removal_overdue",
        family: Family::Time,
        doc: "Something should have been removed in a release (`remove_in`) that the same schema shows to exist: another `since` \
names it, or a later one.",
        bad: r#"[metrics.shop_orders_total]
type = "counter"
help = "Orders that were paid for"
deprecated = { since = "1.3.0", use = "shop_payments_total", remove_in = "2.0.0" }

[metrics.shop_payments_total]
type = "counter"
help = "Payments that arrived"
since = "2.1.0"
"#,
        good: r#"[metrics.shop_payments_total]
type = "counter"
help = "Payments that arrived"
since = "2.1.0"

[removed.shop_orders_total]
since = "2.0.0"
use = "shop_payments_total"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (s, schema) in workspace.schemas.iter().enumerate() {
        let Some(newest) = newest(schema) else { continue };
        let metrics = schema
            .metrics
            .iter()
            .enumerate()
            .filter_map(|(m, metric)| Some((About::Metric(s, m), &metric.name.text, metric.deprecated.as_ref()?)));
        let labels = schema.labels.iter().enumerate().flat_map(|(l, label)| {
            let own = label.deprecated.iter().map(move |deprecated| (&label.key.value, deprecated));
            let of_values =
                scan::values(label).filter_map(|value| Some((&value.text.value, value.deprecated.as_ref()?)));
            own.chain(of_values).map(move |(name, deprecated)| (About::Label(s, l), name, deprecated))
        });
        for (about, name, deprecated) in metrics.chain(labels) {
            let Some(remove_in) = &deprecated.remove_in else { continue };
            if parts(remove_in) <= parts(newest) {
                let message = format!("`{name}` should have been removed in {remove_in}");
                findings.report([about], remove_in.span, message, |d| {
                    d.related(newest.span, format!("{newest} is here"))
                        .help("move it to `[removed]`, or correct `remove_in`")
                });
            }
        }
    }
}

/// The newest release that the schema says to have something.
fn newest(schema: &Schema) -> Option<&Spanned<String>> {
    let metrics = schema.metrics.iter().flat_map(|m| m.since.iter().chain(m.deprecated.iter().flat_map(|d| &d.since)));
    metrics.chain(schema.removed.iter().flat_map(|removed| &removed.since)).max_by_key(|version| parts(version))
}

/// The numbers of a version, for comparing: `1.10` is after `1.9`. What follows `-` or `+` is left out.
fn parts(version: &str) -> Vec<u64> {
    let core = version.trim_start_matches('v').split(['-', '+']).next().unwrap_or("");
    let mut parts: Vec<u64> = core.split('.').map_while(|part| part.parse().ok()).collect();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn versions_are_numbers() {
        assert!(parts("1.9.0") < parts("1.10"));
        assert_eq!(parts("v2.0.0-rc.1"), parts("2"));
        assert!(parts("2.0.1") > parts("2"));
    }
}
