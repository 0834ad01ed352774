use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{Level, Workspace};
use std::collections::HashSet;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unused_buckets",
        family: Family::Histograms,
        doc: "A preset of buckets is declared and no metric uses it. A preset of a shared file is used if any schema that \
includes the file uses it.",
        bad: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = [0.01, 0.1, 1]

[buckets.durations]
bounds = [0.01, 0.1, 1]
"#,
        good: r#"[metrics.http_duration_seconds]
type = "histogram"
unit = "seconds"
help = "Time from the first byte of a request to the last of its answer"
buckets = "durations"

[buckets.durations]
bounds = [0.01, 0.1, 1]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut used = HashSet::new();
    for schema in &workspace.schemas {
        let keys: HashSet<&str> =
            schema.metrics.iter().filter_map(|metric| metric.buckets.as_ref()?.preset.as_deref()).collect();
        let presets = schema.presets.iter().filter(|preset| keys.contains(preset.key.as_str()));
        used.extend(presets.map(|preset| preset.key.span));
    }
    let mut seen = HashSet::new();
    for (s, schema) in workspace.schemas.iter().enumerate() {
        for preset in &schema.presets {
            let key = &preset.key;
            if !used.contains(&key.span) && seen.insert(key.span) {
                findings.report([About::Root(s)], key.span, format!("no metric uses buckets `{key}`"), |d| {
                    d.help("remove them, or name them in the `buckets` of a metric")
                });
            }
        }
    }
}
