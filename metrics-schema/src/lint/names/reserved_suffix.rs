use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Kind, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "reserved_suffix",
        family: Family::Names,
        doc: "A suffix with a meaning of its own is misused: `_info` belongs to info metrics, and they to it; `_created` is the \
start time that OpenMetrics adds to counters and histograms; `_timestamp_seconds` is a gauge that holds a Unix time in seconds; \
`_gcount` and `_gsum` are OpenMetrics' gauge histograms.",
        bad: r#"[metrics.node_info]
type = "gauge"
help = "Nodes that are known"
"#,
        good: r#"[metrics.node_info]
type = "info"
help = "Version of the node"
labels = ["version"]

[labels.version]
description = "Release that the node runs."
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let (name, kind) = (named.name, named.metric.kind);
        let unit = named.metric.unit.as_ref().map(|u| u.text.as_str());
        let (message, help) = if name.ends_with("_info") && kind != Kind::Info {
            (format!("`_info` is the suffix of info metrics, `{name}` is a {}", kind.as_str()), "drop the suffix")
        } else if !name.ends_with("_info") && kind == Kind::Info {
            (format!("info metric `{name}` does not end in `_info`"), "add the suffix: OpenMetrics asks for it")
        } else if name.ends_with("_created") {
            let help = "call the moment of an event `…_timestamp_seconds`";
            (format!("`_created` of `{name}` is reserved for the start time of a series"), help)
        } else if name.ends_with("_gcount") || name.ends_with("_gsum") {
            (format!("`{name}` ends in a suffix of OpenMetrics' gauge histograms"), "drop the suffix")
        } else if name.ends_with("_timestamp_seconds") && (kind != Kind::Gauge || unit.is_some_and(|u| u != "seconds"))
        {
            let help = "make it a gauge of `seconds` since 1970, or drop the suffix";
            (format!("`_timestamp_seconds` of `{name}` promises a Unix time"), help)
        } else if name.ends_with("_timestamp") && matches!(kind, Kind::Gauge | Kind::Counter) {
            (format!("`{name}` does not say the unit of its time"), "call it `…_timestamp_seconds`")
        } else {
            continue;
        };
        findings.report([named.about], named.metric.key.span, message, |d| d.help(help));
    }
}
