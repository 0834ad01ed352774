use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint};
use crate::model::{Kind, Level, Workspace};
use std::collections::HashSet;

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "unbounded_by_nature",
        family: Family::Labels,
        doc: "The label holds something that is new with nearly every call: a user, an address, the id of a request. The first \
few that come take all places that `max_values` leaves, and the rest is `__other__`. Such things belong in logs and traces; an \
exemplar (`exemplar = [\"trace_id\"]`) leads from a metric to them.",
        bad: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["user_id"]

[labels.user_id]
description = "Who asked."
max_values = 1000
"#,
        good: r#"[metrics.http_requests_total]
type = "counter"
help = "Requests that got an answer"
labels = ["plan"]

[labels.plan]
description = "What those who asked have paid for."
values = ["free", "team", "company"]
"#,
    },
    level: Level::Warning,
    check,
};

/// What is unbounded as a whole name and at the end of one: `client_ip`.
const ENDINGS: [&str; 22] = [
    "user",
    "user_id",
    "user_name",
    "username",
    "email",
    "email_address",
    "phone",
    "request_id",
    "trace_id",
    "span_id",
    "session_id",
    "correlation_id",
    "transaction_id",
    "message_id",
    "uuid",
    "guid",
    "url",
    "uri",
    "ip",
    "ip_address",
    "remote_address",
    "timestamp",
];

/// What is unbounded only as a whole name.
const WHOLE: [&str; 9] = [
    "query",
    "sql",
    "prompt",
    "error_message",
    "exception_message",
    "message",
    "stack_trace",
    "remote_addr",
    "user_agent",
];

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    let mut seen = HashSet::new();
    for (s, schema) in workspace.schemas.iter().enumerate() {
        for metric in schema.metrics.iter().filter(|metric| metric.kind != Kind::Info && metric.alias_of.is_none()) {
            for id in &metric.labels {
                let label = schema.label(id.value);
                if label.is_closed() || !is_unbounded(&label.name) || !seen.insert((label.file, label.key.span.start)) {
                    continue;
                }
                let message = format!("label `{}` is unbounded by nature", label.name);
                findings.report([About::Label(s, id.value.0)], label.key.span, message, |d| {
                    d.related(id.span, format!("`{}` has a series for each", metric.name.text))
                        .help("leave it to logs and traces, or put it into `exemplar`")
                });
            }
        }
    }
}

fn is_unbounded(name: &str) -> bool {
    let ends = |word: &&str| name.strip_suffix(*word).is_some_and(|rest| rest.is_empty() || rest.ends_with('_'));
    WHOLE.contains(&name) || ENDINGS.iter().any(ends)
}
