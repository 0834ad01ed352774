use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "type_word_in_name",
        family: Family::Names,
        doc: "The name ends in the word for a kind of metric. Exposition and tools say the kind; in the name it is noise, and \
wrong as soon as the kind changes.",
        bad: r#"[metrics.pool_connections_gauge]
type = "gauge"
help = "Open connections of the pool"
"#,
        good: r#"[metrics.pool_connections]
type = "gauge"
help = "Open connections of the pool"
"#,
    },
    level: Level::Warning,
    check,
};

const WORDS: [&str; 7] = ["counter", "gauge", "histogram", "summary", "stateset", "metric", "metrics"];

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let stem = named.name.strip_suffix("_total").unwrap_or(named.name);
        let Some((rest, word)) = stem.rsplit_once('_') else { continue };
        if WORDS.contains(&word) {
            let message = format!("`{}` has the kind of the metric in its name", named.name);
            findings.report([named.about], named.metric.key.span, message, |d| {
                let total = if stem.len() < named.name.len() { "_total" } else { "" };
                d.help(format!("call it `{rest}{total}`"))
            });
        }
    }
}
