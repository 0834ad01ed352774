use crate::diagnostic::{Code, Family};
use crate::lint::{About, Findings, Lint, scan};
use crate::model::{Level, Workspace};

pub(crate) static LINT: Lint = Lint {
    code: Code {
        name: "missing_prefix",
        family: Family::Names,
        doc: "Names do not say which application they come from: the schema has no `prefix` and its names begin with different \
words, or a whole `name` leaves out the prefix of its schema. Prometheus has one name space for everything that it scrapes, so \
that a bare `requests_total` mixes with everybody else's.",
        bad: r#"[metrics.requests_total]
type = "counter"
help = "Requests that got an answer"

[metrics.connections]
type = "gauge"
help = "Open connections of clients"
"#,
        good: r#"prefix = "shop"

[metrics.requests_total]
type = "counter"
help = "Requests that got an answer"

[metrics.connections]
type = "gauge"
help = "Open connections of clients"
"#,
    },
    level: Level::Warning,
    check,
};

fn check(workspace: &Workspace, findings: &mut Findings<'_>) {
    for (s, schema) in workspace.schemas.iter().enumerate().filter(|(_, schema)| schema.prefix.default.is_none()) {
        let mut names = schema.metrics.iter().map(|metric| (metric, metric.name.text.split('_').next().unwrap_or("")));
        let Some((_, first)) = names.next() else { continue };
        if let Some((other, _)) = names.find(|(_, word)| *word != first) {
            let message = format!("schema `{}` has no prefix", schema.name);
            findings.report([About::Root(s)], schema.name.span, message, |d| {
                d.related(other.key.span, format!("`{}` does not begin with `{first}_` as others do", other.name.text))
                    .help("set `prefix` to the name of the application")
            });
        }
    }
    for named in scan::names(workspace).filter(|named| !named.metric.name.prefixed) {
        let Some(prefix) = &named.schema.prefix.default else { continue };
        if !named.name.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('_')) {
            let message = format!("`{}` does not begin with the prefix of its schema, `{prefix}`", named.name);
            findings.report([named.about], named.metric.key.span, message, |d| {
                d.help(format!("begin `name` with `{prefix}_`, or leave it out"))
            });
        }
    }
}
