use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Decimal, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "bounds_far_apart",
        family: Family::Histograms,
        doc: "A bound is more than ten times the one before it. A quantile is interpolated between two bounds, as if values were \
spread evenly there, so that it can be wrong by that factor.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.01, 0.1, 5]
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.01, 0.1, 0.5, 1, 5]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let ten = Decimal::from_int(10);
    for (about, _, metric) in scan::recorded(workspace) {
        let Some(buckets) = &metric.buckets else { continue };
        let far = |pair: &&[Decimal]| pair[0] > Decimal::ZERO && pair[1] > pair[0].times(ten);
        if let Some(pair) = buckets.bounds.windows(2).find(far) {
            let message = format!("`{}` has no bound between {} and {}", metric.name.text, pair[0], pair[1]);
            findings.report([about], buckets.span, message, |d| {
                d.help("add bounds, so that each is at most ten times the one before")
            });
        }
    }
}
