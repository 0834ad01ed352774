use crate::diagnostic::{Code, Diagnostic, Family, distance_within};
use crate::lint::{About, Findings, Lint, scan, words};
use crate::model::{Level, Unit, UnitClass, Workspace};
use crate::source::Spanned;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unit_near_known",
        family: Family::Units,
        doc: "The unit is none that the language knows, but nearly is one: `second`, `ms`, `byte`. Any word can be a unit that \
counts such things, so that this is no error, but nothing will be known about it: a recorder takes no `Duration`, and \
expressions are not checked.",
        bad: r#"[metrics.job_seconds]
type = "gauge"
unit = "second"
help = "How long the last job took"
"#,
        good: r#"[metrics.job_seconds]
type = "gauge"
unit = "seconds"
help = "How long the last job took"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let known: Vec<String> = Unit::known_words().collect();
    let mut look = |about: About, unit: &Option<Spanned<Unit>>| {
        let Some(unit) = unit else { return };
        if let Some(near) = nearest(unit, &known) {
            let message = format!("unit `{unit}` is not known, and counts things of that name");
            let mend = |d: Diagnostic| fixed(d.help(format!("did you mean `{near}`?")), workspace, unit, &near);
            findings.report([about], unit.span, message, mend);
        }
    };
    for (about, _, metric) in scan::recorded(workspace) {
        look(about, &metric.unit);
    }
    for (s, schema) in workspace.schemas.iter().enumerate() {
        schema.externals.iter().enumerate().for_each(|(i, x)| look(About::External(s, i), &x.unit));
        schema.records.iter().enumerate().for_each(|(i, x)| look(About::Record(s, i), &x.unit));
        schema.queries.iter().enumerate().for_each(|(i, x)| look(About::Query(s, i), &x.unit));
    }
    if let Some(project) = &workspace.project {
        project.externals.iter().enumerate().for_each(|(i, x)| look(About::ProjectExternal(i), &x.unit));
    }
}

/// The unit that was meant, with both of its parts.
fn nearest(unit: &Unit, known: &[String]) -> Option<String> {
    let what = match unit.class {
        UnitClass::Count => meant(unit.word(), known),
        _ => None,
    };
    let per = unit.per.as_deref().and_then(|per| match per {
        "s" | "sec" | "secs" | "seconds" => Some("second"),
        "min" | "mins" | "minutes" => Some("minute"),
        "h" | "hr" | "hours" => Some("hour"),
        "d" | "days" => Some("day"),
        _ => None,
    });
    if what.is_none() && per.is_none() {
        return None;
    }
    let what = what.unwrap_or_else(|| unit.word().to_owned());
    Some(match per.or(unit.per.as_deref()) {
        Some(per) => format!("{what}/{per}"),
        None => what,
    })
}

/// Short words are near to too much (`hits` is one letter from `bits`), so that of them only abbreviations and singulars
/// are known.
fn meant(word: &str, known: &[String]) -> Option<String> {
    if let Some(unit) = words::abbreviation(word) {
        return Some(unit.to_owned());
    }
    let plural = known.iter().find(|unit| unit.strip_suffix('s') == Some(word));
    let slip = || {
        let near =
            |unit: &&String| word.len() >= 6 && unit[..1] == word[..1] && distance_within(word, unit, 1).is_some();
        known.iter().find(near)
    };
    plural.or_else(slip).cloned()
}

/// The replacement is certain only where the text is what the unit was read from.
fn fixed(diagnostic: Diagnostic, workspace: &Workspace, unit: &Spanned<Unit>, near: &str) -> Diagnostic {
    let source = workspace.sources.get(unit.span.file).text.get(unit.span.range());
    let quote = |text: &str| format!("\"{text}\"");
    if source == Some(quote(&unit.text).as_str()) {
        diagnostic.fix(unit.span, quote(near))
    } else if source == Some(unit.text.as_str()) {
        diagnostic.fix(unit.span, near)
    } else {
        diagnostic
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant() {
        let known: Vec<String> = Unit::known_words().collect();
        let near = |text: &str| nearest(&Unit::parse(text).expect("a unit"), &known);
        for (text, want) in [
            ("second", "seconds"),
            ("ms", "milliseconds"),
            ("metres", "meters"),
            ("miliseconds", "milliseconds"),
            ("bytes/s", "bytes/second"),
            ("byte/sec", "bytes/second"),
            ("requests/seconds", "requests/second"),
        ] {
            assert_eq!(near(text).as_deref(), Some(want));
        }
        for count in ["hits", "tokens", "requests", "frames", "waits", "letters", "blocks", "seconds", "tokens/second"]
        {
            assert_eq!(near(count), None, "{count}");
        }
    }
}
