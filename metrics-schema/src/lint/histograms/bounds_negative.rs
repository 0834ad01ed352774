use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{BaseUnit, Decimal, Level, Metric, UnitClass, ValueType, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "bounds_negative",
        family: Family::Histograms,
        doc: "A bucket ends below zero, but what is observed never is: a duration, a size, an unsigned number. The bucket stays \
empty and costs a series for each set of labels.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [-1, 0, 0.1, 1]
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.1, 0.5, 1, 5]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, _, metric) in scan::recorded(workspace) {
        let Some(buckets) = &metric.buckets else { continue };
        let Some(first) = buckets.bounds.first().filter(|bound| **bound < Decimal::ZERO) else { continue };
        let Some(what) = never_negative(metric) else { continue };
        let message = format!("`{}` has a bound of {first}, but {what} is never negative", metric.name.text);
        findings.report([about], buckets.span, message, |d| d.help("begin with the first bound above zero"));
    }
}

fn never_negative(metric: &Metric) -> Option<&'static str> {
    if metric.value_type == ValueType::U64 {
        return Some("a `u64`");
    }
    match metric.unit.as_ref().filter(|unit| unit.per.is_none())?.class {
        UnitClass::Base(base) | UnitClass::Multiple { of: base, .. } => match base {
            BaseUnit::Seconds => Some("a duration"),
            BaseUnit::Bytes => Some("a size"),
            _ => None,
        },
        UnitClass::Count => None,
    }
}
