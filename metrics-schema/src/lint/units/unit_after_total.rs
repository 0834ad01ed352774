use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{Level, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unit_after_total",
        family: Family::Units,
        doc: "The unit stands after `_total`. `_total` is the last part of a counter's name, the unit comes right before it: \
tools take the suffix off to find the family and its unit.",
        bad: r#"allow = [{ lint = "counter_without_total", reason = "the lint at hand says it better" }]

[metrics.gc_pause_total_seconds]
type = "counter"
unit = "seconds"
help = "Time that was spent in pauses"
"#,
        good: r#"[metrics.gc_pause_seconds_total]
type = "counter"
unit = "seconds"
help = "Time that was spent in pauses"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let Some((stem, unit)) = named.name.split_once("_total_") else { continue };
        if UnitClass::of(unit) == UnitClass::Count && words::abbreviation(unit).is_none() {
            continue;
        }
        let message = format!("`{}` has its unit after `_total`", named.name);
        findings.report([named.about], named.metric.key.span, message, |d| {
            let unit = words::abbreviation(unit).unwrap_or(unit);
            d.help(format!("call it `{stem}_{unit}_total`"))
        });
    }
}
