use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{BaseUnit, Decimal, Level, Metric, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "percent_or_ratio",
        family: Family::Units,
        doc: "The metric is called a percentage and is a ratio, or the other way round: its name, its unit and its `range` do not \
go together. Somebody will alert at 90 on a value that never exceeds 1. The convention is a ratio, 0 to 1, called `…_ratio`.",
        bad: r#"[metrics.disk_used_percent]
type = "gauge"
value_type = "f64"
unit = "ratio"
help = "Share of the disk that is in use"
"#,
        good: r#"[metrics.disk_used_ratio]
type = "gauge"
value_type = "f64"
unit = "ratio"
help = "Share of the disk that is in use"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, _, metric) in scan::recorded(workspace) {
        let Some(message) = contradiction(metric) else { continue };
        let span = metric.unit.as_ref().map_or(metric.key.span, |unit| unit.span);
        findings.report([about], span, message, |d| {
            d.help("expose a `ratio` from 0 to 1, call it `…_ratio`, and let dashboards show per cent")
        });
    }
}

fn contradiction(metric: &Metric) -> Option<String> {
    let name = &metric.name.text;
    let has = |words: &[&str]| name.split('_').any(|word| words.contains(&word));
    let percent_name = has(&["percent", "percentage", "pct", "perc"]);
    let max = metric.range.and_then(|(_, max)| max);
    match metric.unit.as_ref().map(|unit| (unit.class, unit.word())) {
        Some((UnitClass::Base(BaseUnit::Ratio), _)) if percent_name => {
            Some(format!("`{name}` is called a percentage, but its unit is `ratio`"))
        }
        Some((UnitClass::Base(BaseUnit::Ratio), _)) if max == Some(Decimal::from_int(100)) => {
            Some(format!("`{name}` is a ratio, but its range ends at 100"))
        }
        Some((_, "percent")) if has(&["ratio"]) => {
            Some(format!("`{name}` is called a ratio, but its unit is `percent`"))
        }
        Some((_, "percent")) if max == Some(Decimal::from_int(1)) => {
            Some(format!("`{name}` is in per cent, but its range ends at 1"))
        }
        None if percent_name && max == Some(Decimal::from_int(1)) => {
            Some(format!("`{name}` is called a percentage, but its range ends at 1"))
        }
        _ => None,
    }
}
