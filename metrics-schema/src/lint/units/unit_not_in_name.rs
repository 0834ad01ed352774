use crate::diagnostic::{Code, Family, distance_within};
use crate::lint::{Findings, Lint, scan, words};
use crate::model::{BaseUnit, Kind, Level, Unit, UnitClass, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unit_not_in_name",
        family: Family::Units,
        doc: "The declared unit and the name disagree: the name has another unit, or none where the unit is one of physics. In \
Prometheus the name is where readers look for the unit. Units that count things (`requests`, `blocks`) need not be in the name.",
        bad: r#"[metrics.job_duration]
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
        let metric = named.metric;
        let Some(unit) = metric.unit.as_ref().filter(|_| metric.alias_of.is_none()) else { continue };
        if matches!(metric.kind, Kind::Info | Kind::StateSet) || words::mentions(named.name, unit.word()) {
            continue;
        }
        let other = words::unit_of(named.name).map(|word| word.unit);
        let message = match other {
            Some(other) if !is_share(unit, other) && !is_misspelt(unit, other) => {
                format!("`{}` says `{other}`, its unit is `{unit}`", named.name)
            }
            None if unit.class != UnitClass::Count && !says_share(unit, named.name) => {
                format!("`{}` does not say its unit, `{unit}`", named.name)
            }
            _ => continue,
        };
        findings.report([named.about], unit.span, message, |d| match other {
            Some(_) => d.help("correct the one that is wrong"),
            None => {
                let (stem, total) = match named.name.strip_suffix("_total") {
                    Some(stem) => (stem, "_total"),
                    None => (named.name, ""),
                };
                d.help(format!("call it `{stem}_{}{total}`", unit.word()))
            }
        });
    }
}

/// `second` for `seconds`: `unit_near_known` has more to say about it.
fn is_misspelt(unit: &Unit, other: &str) -> bool {
    words::abbreviation(unit.word()) == Some(other) || distance_within(unit.word(), other, 1).is_some()
}

/// Per cent for a ratio and the reverse: `percent_or_ratio` has more to say about it.
fn is_share(unit: &Unit, other: &str) -> bool {
    let share = |word: &str| matches!(word, "ratio" | "percent" | "per_mille");
    share(unit.word()) && share(other)
}

/// `hit_rate` and `utilization` are shares, if not by the best of names; of the first `vague_name` says so.
fn says_share(unit: &Unit, name: &str) -> bool {
    const SHARES: [&str; 11] = [
        "rate",
        "percent",
        "percentage",
        "pct",
        "perc",
        "fraction",
        "share",
        "utilization",
        "utilisation",
        "usage",
        "load",
    ];
    let of_ratio = match unit.class {
        UnitClass::Base(base) | UnitClass::Multiple { of: base, .. } => base == BaseUnit::Ratio,
        UnitClass::Count => false,
    };
    of_ratio && name.split('_').any(|word| SHARES.contains(&word))
}
