//! The language reference: prose from `reference.md` beside this file, tables from the declaration.

use super::tables::{buckets, external, label, metric, operation, overrides, project, root, rules};
use super::{Key, Kind, Table};

/// The page, in markdown.
pub fn reference() -> String {
    let mut out = String::new();
    for line in include_str!("reference.md").lines() {
        match line.strip_prefix("{{keys ").and_then(|l| l.strip_suffix("}}")).and_then(named) {
            Some(table) => out.push_str(&rows(table)),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// Tables as the prose names them.
fn named(name: &str) -> Option<&'static Table> {
    Some(match name {
        "root" => &root::TABLE,
        "shared" => &root::shared::TABLE,
        "prefix" => &root::prefix::TABLE,
        "waiver" => &root::waiver::TABLE,
        "deprecated" => &root::deprecated::TABLE,
        "label" => &label::TABLE,
        "value" => &label::value::TABLE,
        "buckets" => &buckets::TABLE,
        "metric" => &metric::TABLE,
        "native" => &metric::native::TABLE,
        "external" => &external::TABLE,
        "removed" => &external::removed::TABLE,
        "operation" => &operation::TABLE,
        "group" => &rules::group::TABLE,
        "record" => &rules::record::TABLE,
        "alert" => &rules::alert::TABLE,
        "runbook" => &rules::runbook::TABLE,
        "test" => &rules::test::TABLE,
        "slo" => &rules::slo::TABLE,
        "window" => &rules::window::TABLE,
        "query" => &rules::query::TABLE,
        "project" => &project::TABLE,
        "output" => &project::output::TABLE,
        "prometheus" => &project::prometheus::TABLE,
        "kubernetes" => &project::kubernetes::TABLE,
        "docs" => &project::docs::TABLE,
        "endpoint" => &project::endpoint::TABLE,
        "static" => &project::static_job::TABLE,
        "monitor" => &project::monitor::TABLE,
        "tls" => &project::tls::TABLE,
        "service" => &project::service::TABLE,
        "rbac_proxy" => &project::rbac_proxy::TABLE,
        "override_schema" => &overrides::schema::TABLE,
        "override_buckets" => &overrides::buckets::TABLE,
        "override_alert" => &overrides::alert::TABLE,
        "override_slo" => &overrides::slo::TABLE,
        _ => return None,
    })
}

/// One row a key.
fn rows(table: &Table) -> String {
    let mut out = String::from("| key | type, default | meaning | example |\n| --- | --- | --- | --- |\n");
    for key in table.keys {
        // A code span that holds backticks needs two around it.
        let fence = if key.example.contains('`') { "``" } else { "`" };
        let example = if key.example.is_empty() { String::new() } else { format!("{fence}{}{fence}", key.example) };
        let row = [format!("`{}`", key.name), type_and_default(key), key.doc.to_owned(), example];
        out.push_str(&format!("| {} |\n", row.map(|cell| cell.replace('|', "\\|")).join(" | ")));
    }
    out
}

fn type_and_default(key: &Key) -> String {
    let kind = describe(&key.kind);
    if key.required {
        format!("{kind}; required")
    } else if key.default.is_empty() {
        kind
    } else {
        format!("{kind}; {}", key.default)
    }
}

/// A kind in the words of the reference.
fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Markdown => "markdown".into(),
        Kind::Promql => "promql".into(),
        Kind::Any => "text, may be empty".into(),
        Kind::Str(format) => format.describe().trim_start_matches("a ").trim_start_matches("an ").into(),
        Kind::Word(words) => words.iter().map(|w| format!("`\"{w}\"`")).collect::<Vec<_>>().join(", "),
        Kind::Bool => "bool".into(),
        Kind::Int(least, i64::MAX) => format!("integer from {least}"),
        Kind::Int(least, most) if least == most => format!("`{least}`"),
        Kind::Int(least, most) => format!("integer from {least} to {most}"),
        Kind::Number => "number".into(),
        Kind::Extended => "number, `inf` or `-inf`".into(),
        Kind::Date => "date".into(),
        Kind::Array(of, ..) => format!("array of {}", plural(of)),
        Kind::Table(table) => format!("table, see {}", place(table)),
        Kind::Map(_, of) => format!("table of {}", plural(of)),
        Kind::Either(kinds) => kinds.iter().map(describe).collect::<Vec<_>>().join(", or "),
    }
}

fn plural(kind: &Kind) -> String {
    match kind {
        Kind::Table(table) => format!("tables, see {}", place(table)),
        Kind::Number | Kind::Extended => "numbers".into(),
        Kind::Promql => "promql".into(),
        Kind::Map(_, of) => format!("tables of {}", plural(of)),
        Kind::Either(kinds) => kinds.iter().map(plural).collect::<Vec<_>>().join(", or "),
        Kind::Array(of, ..) => format!("arrays of {}", plural(of)),
        Kind::Str(format) => match format.describe() {
            "a label name: letters, digits and `_`, no digit first" => "label names".into(),
            "a `snake_case` name" => "names".into(),
            "a `snake_case` name, or `*`" => "names, or `*`".into(),
            "a relative path with `/`" => "paths".into(),
            other => format!("texts, each {other}"),
        },
        _ => "texts".into(),
    }
}

fn place(table: &Table) -> String {
    if table.path.starts_with('[') { format!("`{}`", table.path) } else { table.path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_filled_in() {
        let page = reference();
        assert!(!page.contains("{{keys"), "a table is not known");
        for table in [&metric::TABLE, &label::TABLE, &project::endpoint::TABLE, &overrides::slo::TABLE] {
            for key in table.keys {
                assert!(page.contains(&format!("| `{}` |", key.name)), "{}", key.name);
            }
        }
    }
}
