use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Kind, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "histogram_suffix",
        family: Family::Names,
        doc: "The name ends in `_bucket`, `_count` or `_sum`. These are the series of a histogram: readers look for the others, \
and a histogram of the name before the suffix could never be added. A histogram whose own name ends so has series like \
`…_count_count`.",
        bad: r#"[metrics.cache_entries_count]
type = "gauge"
help = "Entries that the cache holds now"
"#,
        good: r#"[metrics.cache_entries]
type = "gauge"
help = "Entries that the cache holds now"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let Some(suffix) = ["_bucket", "_count", "_sum"].into_iter().find(|s| named.name.ends_with(s)) else {
            continue;
        };
        let stem = &named.name[..named.name.len() - suffix.len()];
        let (message, way_out) = match named.metric.kind {
            Kind::Counter => (
                format!("`{suffix}` is a series of histograms, `{}` is a counter", named.name),
                format!("{stem}_total"),
            ),
            Kind::Histogram => {
                (format!("histogram `{}` exposes `{}{suffix}`", named.name, named.name), stem.to_owned())
            }
            kind => (
                format!("`{suffix}` is a series of histograms, `{}` is a {}", named.name, kind.as_str()),
                stem.to_owned(),
            ),
        };
        findings.report([named.about], named.metric.key.span, message, |d| d.help(format!("call it `{way_out}`")));
    }
}
