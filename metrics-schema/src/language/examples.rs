//! Files around the examples of keys, so that a test can show each to be right.

use super::tables::{overrides, project, root};
use super::{Key, Kind, Table};
use crate::load::FileKind;

/// For each key with an example: where it is, the kind of file, and a whole file that has the example and whatever else is
/// required. With a value, the file has that instead of the example.
pub fn example_files(value: Option<&str>) -> Vec<(String, FileKind, String)> {
    let mut files = Vec::new();
    let roots = [
        (&root::TABLE, FileKind::Schema),
        (&root::shared::TABLE, FileKind::Schema),
        (&project::TABLE, FileKind::Project),
        (&overrides::TABLE, FileKind::Overrides),
    ];
    for (table, kind) in roots {
        walk(table, kind, value, &|inner| inner.to_owned(), &mut files);
    }
    files
}

/// Adds a file for each example of a table and of the tables in it. `around` puts the lines of the table, as an inline
/// table's entries joined by `, `, into a whole file.
fn walk(
    table: &'static Table,
    kind: FileKind,
    value: Option<&str>,
    around: &dyn Fn(&str) -> String,
    files: &mut Vec<(String, FileKind, String)>,
) {
    let is_root = table.keys.iter().any(|k| k.name == "version" && k.required);
    let separator = if is_root { "\n" } else { ", " };
    for key in table.keys {
        let with = |value: &str| {
            let mut entries: Vec<String> =
                needed(table, key).iter().map(|k| format!("{} = {}", k.name, k.example)).collect();
            entries.push(format!("{} = {value}", key.name));
            around(&entries.join(separator))
        };
        if !key.example.is_empty() {
            files.push((format!("{}, {}", table.path, key.name), kind, with(value.unwrap_or(key.example))));
        }
        for (inner, open, close) in inner_tables(&key.kind) {
            let around = |entries: &str| with(&format!("{open}{{ {entries} }}{close}"));
            // A table that holds itself does not exist, so this ends.
            walk(inner, kind, value, &around, files);
        }
    }
}

/// Other keys that a table needs beside one.
fn needed(table: &'static Table, key: &Key) -> Vec<&'static Key> {
    let find = |name: &str| table.keys.iter().copied().find(|k| k.name == name);
    let mut keys: Vec<&Key> = table.keys.iter().copied().filter(|k| k.required && k.name != key.name).collect();
    if let Some((unless, others)) = table.required_unless
        && unless != key.name
    {
        keys.extend(others.iter().filter(|n| **n != key.name).filter_map(|n| find(n)));
    }
    let group = table.one_of.iter().find(|g| g.contains(&key.name)).or_else(|| table.one_of.first());
    keys.extend(group.into_iter().flat_map(|g| g.iter()).filter(|n| **n != key.name).filter_map(|n| find(n)));
    keys.retain(|k| !k.example.is_empty());
    keys
}

/// Tables of the language inside a kind, with the TOML around each.
fn inner_tables(kind: &'static Kind) -> Vec<(&'static Table, String, String)> {
    match kind {
        Kind::Table(table) => vec![(table, String::new(), String::new())],
        Kind::Array(of, ..) => {
            inner_tables(of).into_iter().map(|(t, o, c)| (t, format!("[{o}"), format!("{c}]"))).collect()
        }
        Kind::Map(format, of) => {
            let key = if *format == super::Format::Pascal { "Example" } else { "example" };
            inner_tables(of).into_iter().map(|(t, o, c)| (t, format!("{{ {key} = {o}"), format!("{c} }}"))).collect()
        }
        Kind::Either(kinds) => kinds.iter().flat_map(inner_tables).collect(),
        _ => Vec::new(),
    }
}
