use crate::diagnostic::{Code, Family};
use crate::lint::{Findings, Lint};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unused_waiver",
        family: Family::Time,
        doc: "A waiver waives nothing: the lint finds nothing there, or a narrower waiver does its work. It would hide the mistake \
that somebody makes next. Waivers of lints that are off are not judged.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
allow = [{ lint = "counter_without_total", reason = "public name" }]
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(_: &Workspace, findings: &mut Findings<'_>) {
    for waiver in findings.unused_waivers() {
        let message = format!("this waiver of `{}` waives nothing", waiver.lint);
        findings.report([], waiver.span, message, |d| d.help("remove it"));
    }
}
