use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{Kind, Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unit_not_declared",
        family: Family::Units,
        doc: "The name ends in a unit, but the metric declares none. What is not declared is not known: a recorder takes a bare \
number for a duration, dashboards show no unit, and expressions that add seconds to bytes pass.",
        bad: r#"[metrics.job_duration_seconds]
type = "gauge"
help = "How long the last job took"
"#,
        good: r#"[metrics.job_duration_seconds]
type = "gauge"
unit = "seconds"
help = "How long the last job took"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for named in scan::names(workspace) {
        let metric = named.metric;
        if metric.unit.is_some() || metric.alias_of.is_some() || matches!(metric.kind, Kind::Info | Kind::StateSet) {
            continue;
        }
        let Some(word) = words::unit_of(named.name).filter(|word| !word.is_abbreviated()) else { continue };
        let message = format!("`{}` ends in `{}` and declares no unit", named.name, word.unit);
        findings.report([named.about], metric.key.span, message, |d| d.help(format!("add `unit = \"{}\"`", word.unit)));
    }
}
