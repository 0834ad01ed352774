use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{Level, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "abbreviated_unit",
        family: Family::Units,
        doc: "The name ends in an abbreviation of a unit. Names spell base units out, so that everybody writes the same: \
`seconds`, not `s`, `sec` or `ms`. Where the declared unit is such a multiple, `non_base_unit` says so instead.",
        bad: r#"[metrics.job_duration_sec]
type = "gauge"
unit = "seconds"
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
        let Some(word) = words::unit_of(named.name).filter(|word| word.is_abbreviated()) else { continue };
        // A unit that differs from the name's is another lint's, a declared multiple too.
        match &named.metric.unit {
            Some(unit) if matches!(unit.class, UnitClass::Multiple { .. }) || unit.word() != word.unit => continue,
            _ => {}
        }
        let base = base_of(word.unit);
        let message = format!("`{}` abbreviates its unit to `{}`", named.name, word.written);
        findings.report([named.about], named.metric.key.span, message, |d| {
            d.help(match base {
                Some(base) if base != word.unit => {
                    format!("measure in `{base}`, and say so in the name and in `unit`")
                }
                _ => format!("write `{}`, and declare it as the `unit`", word.unit),
            })
        });
    }
}

fn base_of(unit: &str) -> Option<&'static str> {
    match UnitClass::of(unit) {
        UnitClass::Base(base) | UnitClass::Multiple { of: base, .. } => Some(base.as_str()),
        UnitClass::Count => None,
    }
}
