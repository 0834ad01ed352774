use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan};
use crate::model::{Level, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "non_base_unit",
        family: Family::Units,
        doc: "The unit is a multiple of a base unit. Prometheus' convention is the base unit, always: two metrics can then be \
divided without a factor that nobody remembers, and dashboards choose the scale. With `unit = \"seconds\"` a recorder takes a \
`Duration`, whatever its size.",
        bad: r#"[metrics.http_latency_milliseconds]
type = "gauge"
unit = "milliseconds"
help = "Time that the last request took"
"#,
        good: r#"[metrics.http_latency_seconds]
type = "gauge"
unit = "seconds"
help = "Time that the last request took"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (about, _, metric) in scan::recorded(workspace) {
        let Some(unit) = &metric.unit else { continue };
        let UnitClass::Multiple { of, .. } = unit.class else { continue };
        let message = format!("`{}` is measured in `{unit}`, which is no base unit", metric.name.text);
        findings.report([about], unit.span, message, |d| d.help(format!("measure it in `{}`", of.as_str())));
    }
}
