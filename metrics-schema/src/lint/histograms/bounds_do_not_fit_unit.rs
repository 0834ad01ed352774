use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{BaseUnit, Decimal, Level, Metric, Unit, UnitClass, ValueType, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "bounds_do_not_fit_unit",
        family: Family::Histograms,
        doc: "The bounds look as if they were written for another unit: milliseconds in a histogram of seconds, seconds in one of \
milliseconds, per cent in one of ratios, fractions where only whole numbers occur. Nearly every observation would fall into one \
bucket, and every quantile would be wrong.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000]
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, _, metric) in scan::recorded(workspace) {
        let Some(buckets) = &metric.buckets else { continue };
        let Some((what, help)) = misfit(metric, &buckets.bounds) else { continue };
        let message = format!("the bounds of `{}` {what}", metric.name.text);
        findings.report([about], buckets.span, message, |d| d.help(help));
    }
}

fn misfit(metric: &Metric, bounds: &[Decimal]) -> Option<(String, &'static str)> {
    let (smallest, largest) = (*bounds.iter().find(|bound| **bound > Decimal::ZERO)?, *bounds.last()?);
    let unit = metric.unit.as_ref().map(|unit| &unit.value).filter(|unit| unit.per.is_none());
    let whole_only = metric.value_type == ValueType::U64 || unit.is_some_and(is_bytes);
    if let Some(fraction) = bounds.iter().find(|bound| whole_only && !bound.is_integer()) {
        let what = format!("have {fraction}, but only whole numbers are observed");
        return Some((what, "write whole bounds"));
    }
    let number = Decimal::from_int;
    match unit?.class {
        UnitClass::Base(BaseUnit::Seconds) => {
            // Jobs that run for hours have bounds of whole minutes; milliseconds have 5, 10, 25 and so on.
            let minutes = bounds.iter().any(|bound| is_minutes(*bound));
            let looks_milli = smallest >= number(1) && largest >= number(5_000) && !minutes;
            looks_milli.then(|| (format!("look like milliseconds: up to {largest} s"), "divide them by 1000"))
        }
        UnitClass::Multiple { of: BaseUnit::Seconds, numerator: 1, .. } => {
            let looks_seconds = smallest < number(1) && largest <= number(60);
            let unit = unit.map_or("", |unit| unit.word());
            let what = format!("look like seconds: from {smallest} to {largest} {unit}");
            looks_seconds.then_some((what, "measure in `seconds`, or write them in the unit"))
        }
        UnitClass::Base(BaseUnit::Ratio) if largest > number(10) => {
            Some((format!("look like per cent: up to {largest}"), "divide them by 100"))
        }
        UnitClass::Multiple { of: BaseUnit::Ratio, .. } if largest <= number(1) => {
            Some((format!("look like a ratio: up to {largest}"), "measure a `ratio`"))
        }
        _ => None,
    }
}

fn is_bytes(unit: &Unit) -> bool {
    unit.class == UnitClass::Base(BaseUnit::Bytes)
}

/// A whole number of minutes.
fn is_minutes(bound: Decimal) -> bool {
    bound > Decimal::ZERO && bound.to_f64() % 60.0 == 0.0
}
