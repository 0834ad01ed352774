use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{BaseUnit, Kind, Level, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "vague_name",
        family: Family::Names,
        doc: "A word in the name leaves open what is measured. `_time` and `_size` without a unit: seconds or a moment, bytes or \
entries? `rate`: Prometheus' readers expect something per second; a share is a `ratio`. `avg`, `mean`, `p99` and the like: over \
which time? A server can compute them from a histogram or two counters, over any time and over many processes; what the process \
has averaged cannot be averaged again.",
        bad: r#"[metrics.cache_hit_rate]
type = "gauge"
value_type = "f64"
unit = "ratio"
help = "Share of look-ups that found an entry"
"#,
        good: r#"[metrics.cache_hit_ratio]
type = "gauge"
value_type = "f64"
unit = "ratio"
help = "Share of look-ups that found an entry"
"#,
    },
    level: Level::Warning,
    check,
};

const AVERAGES: [&str; 13] =
    ["avg", "average", "mean", "median", "percentile", "quantile", "p50", "p75", "p90", "p95", "p99", "p999", "stddev"];

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let (metric, name) = (named.metric, named.name);
        if matches!(metric.kind, Kind::Info | Kind::StateSet) {
            continue;
        }
        let last = name.rsplit('_').next().unwrap_or(name);
        let (message, help) = if matches!(last, "time" | "size") && metric.unit.is_none() {
            let help = if last == "time" {
                "end the name in `_seconds`, or in `_timestamp_seconds` for a moment, and declare the unit"
            } else {
                "end the name in what is counted, `_bytes` for example, and declare the unit"
            };
            (format!("`{name}` does not say in what its {last} is measured"), help)
        } else if let Some(word) = name.split('_').find(|word| AVERAGES.contains(word)) {
            let help = "record a histogram, or a sum and a count, and let queries compute it";
            (format!("`{word}` in `{name}` does not say over which time"), help)
        } else if last == "rate" {
            let ratio = metric.unit.as_ref().is_some_and(|u| u.class == UnitClass::Base(BaseUnit::Ratio));
            let help = if ratio {
                "call a share `…_ratio`: a rate is something per second"
            } else {
                "record a counter and let queries take its `rate()`"
            };
            (format!("`rate` in `{name}` reads as something per second"), help)
        } else {
            continue;
        };
        findings.report([named.about], metric.key.span, message, |d| d.help(help));
    }
}
