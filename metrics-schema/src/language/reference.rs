//! The language reference: prose from `reference.md` beside this file, tables from the declaration.

use super::tables::{buckets, external, label, metric, operation, overrides, project, root, rules};
use super::{Format, Key, Kind, Table};

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
        "linear" => &buckets::linear::TABLE,
        "exponential" => &buckets::exponential::TABLE,
        "log" => &buckets::log::TABLE,
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
        "port" => &project::port::TABLE,
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
        let row = row.map(|cell| cell.replace('|', "\\|")).join(" | ");
        out.push_str(&format!("| {} |\n", row.trim_end()));
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
        format!("{kind}; default {}", key.default)
    }
}

/// A kind in the words of the reference.
fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Markdown => "markdown".into(),
        Kind::Promql => "promql".into(),
        Kind::Any => "text, may be empty".into(),
        Kind::Str(format) => short(*format).into(),
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

/// A format in the fewest words: `duration`.
fn short(format: Format) -> &'static str {
    let text = format.describe();
    let text = text.strip_prefix("a ").or_else(|| text.strip_prefix("an ")).unwrap_or(text);
    let end = [": ", " such as ", ", in which ", " of lower-case "].iter().filter_map(|stop| text.find(stop)).min();
    &text[..end.unwrap_or(text.len())]
}

fn plural(kind: &Kind) -> String {
    match kind {
        Kind::Table(table) => format!("tables, see {}", place(table)),
        Kind::Number | Kind::Extended => "numbers".into(),
        Kind::Promql => "promql".into(),
        Kind::Map(_, of) => format!("tables of {}", plural(of)),
        Kind::Either(kinds) => kinds.iter().map(plural).collect::<Vec<_>>().join(", or "),
        Kind::Array(of, ..) => format!("arrays of {}", plural(of)),
        Kind::Str(Format::SnakeOrStar) => "`snake_case` names, or `*`".into(),
        Kind::Str(Format::EnvName) => "names of environment variables".into(),
        Kind::Str(Format::HostPort) => "addresses".into(),
        Kind::Str(format) => format!("{}s", short(*format)),
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
        let mut seen: Vec<&str> = Vec::new();
        for table in [&root::TABLE, &root::shared::TABLE, &project::TABLE] {
            walk(table, &page, &mut seen);
        }
        for kind in overrides::TABLE.keys.iter().map(|key| &key.kind) {
            inner(kind, &page, &mut seen);
        }
        assert!(seen.len() > 30, "{seen:?}");
    }

    fn walk(table: &'static Table, page: &str, seen: &mut Vec<&'static str>) {
        if seen.contains(&table.path) {
            return;
        }
        seen.push(table.path);
        assert!(page.contains(&rows(table)), "{} is not in the reference", table.path);
        for key in table.keys {
            inner(&key.kind, page, seen);
        }
    }

    fn inner(kind: &'static Kind, page: &str, seen: &mut Vec<&'static str>) {
        match kind {
            Kind::Table(table) => walk(table, page, seen),
            Kind::Array(of, ..) | Kind::Map(_, of) => inner(of, page, seen),
            Kind::Either(kinds) => kinds.iter().for_each(|kind| inner(kind, page, seen)),
            _ => {}
        }
    }
}
