use crate::diagnostic::{Code, Family};
use crate::lint::{Date, Findings, Lint, waivers};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "expired_waiver",
        family: Family::Time,
        doc: "The day up to which a waiver should hold (`until`) is over. The waiver still silences its lint, so that no build \
breaks over night; this says that it is time to mend what was waived. Only the commands look at the date, and take it from \
`SOURCE_DATE_EPOCH` if that is set.",
        bad: r#"[metrics.http_requests]
type = "counter"
help = "Requests that got an answer"
allow = [{ lint = "counter_without_total", reason = "public name", until = 2020-06-30 }]
"#,
        good: r#"[metrics.http_requests]
type = "counter"
help = "Requests that got an answer"
allow = [{ lint = "counter_without_total", reason = "public name", until = 2099-06-30 }]
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let Some(today) = findings.today() else { return };
    for waiver in waivers::every(workspace) {
        let Some(until) = &waiver.until else { continue };
        if Date::parse(until).is_some_and(|last| last < today) {
            let message = format!("the waiver of `{}` has expired", waiver.lint);
            findings.report([], until.span, message, |d| {
                d.note(format!("its reason: {}", waiver.reason)).help("mend what it waives, or set a later day")
            });
        }
    }
}
