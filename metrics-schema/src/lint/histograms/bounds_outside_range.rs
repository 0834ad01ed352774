use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "bounds_outside_range",
        family: Family::Histograms,
        doc: "A bound lies outside the `range` of values that can occur, so that its bucket tells nothing: it is always empty, or \
always the same as its neighbour.",
        bad: r#"[metrics.cache_fill_ratio]
type = "histogram"
unit = "ratio"
range = [0, 1]
help = "Share of the cache that was in use at each look-up"
buckets = [0.25, 0.5, 1, 2]
"#,
        good: r#"[metrics.cache_fill_ratio]
type = "histogram"
unit = "ratio"
range = [0, 1]
help = "Share of the cache that was in use at each look-up"
buckets = [0.25, 0.5, 0.75, 1]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, _, metric) in scan::recorded(workspace) {
        let (Some(buckets), Some((min, max))) = (&metric.buckets, metric.range) else { continue };
        let outside = |bound: &&_| min.is_some_and(|min| **bound < min) || max.is_some_and(|max| **bound > max);
        if let Some(bound) = buckets.bounds.iter().find(outside) {
            let message = format!("`{}` has a bound of {bound}, outside its range", metric.name.text);
            findings.report([about], buckets.span, message, |d| d.help("drop the bound, or correct `range`"));
        }
    }
}
