use crate::diagnostic::{Code, Family};
use crate::lint::words::grouped;
use crate::lint::{Findings, Lint, scan};
use crate::model::{Arg, Label, LabelSet, Level, Metric, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "series_budget",
        family: Family::Labels,
        doc: "One process can expose more than 10,000 series of the metric: the product of what its labels allow and, for a \
histogram, of its buckets, its sum and its count. `max_values` counts whole, for that is what it allows: a bound that is far \
from what occurs protects nothing. Labels given once, at registration, do not multiply.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
labels = ["model", "route"]
buckets = [0.01, 0.05, 0.1, 0.5, 1, 5]

[labels.model]
description = "Model that answered."
max_values = 100

[labels.route]
description = "Route that was asked for."
max_values = 50
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
labels = ["model", "route"]
buckets = [0.01, 0.05, 0.1, 0.5, 1, 5]

[labels.model]
description = "Model that answered."
max_values = 30

[labels.route]
description = "Route that was asked for."
max_values = 20
"#,
    },
    level: Level::Warning,
    check,
};

/// Series of one metric in one process. A hundred processes then expose a million, which is about what one server of
/// ordinary size holds.
const BUDGET: u64 = 10_000;

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, schema, metric) in scan::recorded(workspace) {
        let Some(sets) = metric.max_series(&schema.labels) else { continue };
        let lines = lines_of(metric);
        let series = sets.saturating_mul(lines);
        if series <= BUDGET {
            continue;
        }
        let mut factors: Vec<String> =
            metric.args(&schema.labels).iter().map(|arg| factor(*arg, &schema.labels)).collect();
        factors.extend(metric.state.map(|id| factor(Arg::One(id), &schema.labels)));
        if lines > 1 {
            factors.push(format!("{lines} series of a histogram"));
        }
        let message = format!(
            "`{}` can have {} series in one process, the budget is {}",
            metric.name.text,
            grouped(series),
            grouped(BUDGET)
        );
        findings.report([about], metric.key.span, message, |d| {
            d.note(factors.join(" × "))
                .help("lower `max_values` to what really occurs, leave out a label, or waive it with the reason")
        });
    }
}

/// Series of one set of labels: of a histogram its buckets, the one for `+Inf`, sum and count.
fn lines_of(metric: &Metric) -> u64 {
    metric.buckets.as_ref().map_or(1, |buckets| buckets.bounds.len() as u64 + 3)
}

/// `model 34`, and of what an open label's bound is made.
fn factor(arg: Arg, labels: &[Label]) -> String {
    let label = &labels[arg.label().0];
    let count = label.cardinality().map_or_else(|| "any number".to_owned(), grouped);
    match (arg, &label.set) {
        (Arg::Pair { sibling, .. }, _) => {
            format!("{count} pairs of `{}` and `{}`", labels[sibling.0].key, label.key)
        }
        (_, LabelSet::Open { max_values, known }) if known.is_empty() => {
            format!("{count} of `{}` (`max_values` {} and `__other__`)", label.key, grouped(u64::from(*max_values)))
        }
        (_, LabelSet::Open { max_values, .. }) => format!(
            "{count} of `{}` (`max_values` {}, known values and `__other__`)",
            label.key,
            grouped(u64::from(*max_values))
        ),
        _ => format!("{count} of `{}`", label.key),
    }
}
