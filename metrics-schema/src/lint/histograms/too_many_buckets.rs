use crate::diagnostic::{Code, Family};
use crate::lint::words::grouped;
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "too_many_buckets",
        family: Family::Histograms,
        doc: "The histogram has more than 40 bounds, or more than 20 and over 200 sets of labels. Each bound is a series for each \
set of labels, which a server keeps, and reads for every quantile. Twenty well-chosen bounds are enough for a quantile and an \
objective; native histograms give more resolution for less.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = { linear = { start = 0.1, width = 0.1, count = 50 } }
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = { exponential = { start = 0.1, factor = 1.5, count = 12 } }
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, schema, metric) in scan::recorded(workspace) {
        let Some(buckets) = &metric.buckets else { continue };
        let bounds = buckets.bounds.len();
        let sets = metric.max_series(&schema.labels).unwrap_or(1);
        if bounds > 40 || (bounds > 20 && sets > 200) {
            let message = format!("`{}` has {bounds} bounds for {} sets of labels", metric.name.text, grouped(sets));
            findings.report([about], buckets.span, message, |d| {
                d.help("keep the bounds that alerts and objectives read, and thin out the others")
            });
        }
    }
}
