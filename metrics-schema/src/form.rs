//! The form of a file: every key known, every value of the kind that its key takes. What the JSON Schema says too.
//!
//! What is wrong is reported and left out, so that the lowering behind reads only what has the right form, and one
//! mistake is one error.

use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::language::{Format, Kind, Table};
use crate::source::Span;
use crate::tree::{Entry, Node, Value};

/// Checks a table; `at` is where to point if something is missing in it. What is wrong, or under a key that is not known,
/// stays as [`Value::Other`], so that nobody takes it for absent.
pub(crate) fn table(entries: Vec<Entry>, table: &Table, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Vec<Entry> {
    missing(&entries, table, at, diagnostics);
    exactly_one(&entries, table, at, diagnostics);
    entries
        .into_iter()
        .map(|entry| {
            let Some(key) = table.keys.iter().find(|k| k.name == entry.key.value) else {
                let message = format!("unknown key `{}`", entry.key);
                diagnostics.push(
                    Diagnostic::error(&catalogue::UNKNOWN_KEY, entry.key.span, message)
                        .label(format!("not a key of {}", table.noun))
                        .suggest(&entry.key, table.keys.iter().map(|k| k.name)),
                );
                return Entry { node: Node { span: entry.node.span, value: Value::Other("unknown") }, ..entry };
            };
            let wrong = Node { span: entry.node.span, value: Value::Other("wrong") };
            let node = value(entry.node, &key.kind, &entry.key.value, entry.key.span, diagnostics);
            Entry { key: entry.key, node: node.unwrap_or(wrong) }
        })
        .collect()
}

/// Reports required keys that are not there. One that is there but misspelt is reported as that alone.
fn missing(entries: &[Entry], table: &Table, at: Span, diagnostics: &mut Vec<Diagnostic>) {
    let has = |name: &str| {
        entries.iter().any(|e| {
            let unknown = !table.keys.iter().any(|k| k.name == e.key.value);
            e.key.value == name || (unknown && nearest(&e.key, table.keys.iter().map(|k| k.name)) == Some(name))
        })
    };
    let unless = table.required_unless.filter(|(unless, _)| !has(unless)).map_or(&[][..], |(_, keys)| keys);
    for key in table.keys.iter().filter(|k| (k.required || unless.contains(&k.name)) && !has(k.name)) {
        let message = format!("{} needs `{}`", table.noun, key.name);
        diagnostics.push(
            Diagnostic::error(&catalogue::MISSING_KEY, at, message).note(format!("`{}`: {}", key.name, key.doc)).help(
                match key.example {
                    "" => format!("add a table `{}`", key.name),
                    example => format!("for example `{} = {example}`", key.name),
                },
            ),
        );
    }
}

fn exactly_one(entries: &[Entry], table: &Table, at: Span, diagnostics: &mut Vec<Diagnostic>) {
    if table.one_of.is_empty() {
        return;
    }
    let has = |name: &str| entries.iter().find(|e| e.key.value == name);
    let all: Vec<&str> = table.one_of.iter().flat_map(|g| g.iter().copied()).collect();
    let mut present: Vec<&str> = all.iter().copied().filter(|n| has(n).is_some()).collect();
    present.sort_unstable();
    present.dedup();
    let fits =
        table.one_of.iter().filter(|g| g.iter().all(|n| present.contains(n)) && present.iter().all(|n| g.contains(n)));
    if fits.count() == 1 {
        return;
    }
    let groups: Vec<String> =
        table.one_of.iter().map(|g| g.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" with ")).collect();
    let message = format!("{} has exactly one of {}", table.noun, groups.join(", "));
    // The last of several keys is the one that is too many.
    let span = present.iter().filter_map(|n| has(n)).map(|e| e.key.span).max().unwrap_or(at);
    let label = if present.is_empty() {
        String::new()
    } else {
        format!("it has {}", present.iter().map(|p| format!("`{p}`")).collect::<Vec<_>>().join(", "))
    };
    diagnostics.push(Diagnostic::error(&catalogue::EXACTLY_ONE, span, message).label(label));
}

/// Checks a value. `name` is the key that it stands under, `at` that key's place.
fn value(node: Node, kind: &Kind, name: &str, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let span = node.span;
    match (kind, node.value) {
        (Kind::Either(kinds), value_) => {
            let Some(kind) = kinds.iter().find(|k| same_type(k, &value_)) else {
                wrong_type(kind, &value_, name, span, at, diagnostics);
                return None;
            };
            value(Node { span, value: value_ }, kind, name, at, diagnostics)
        }
        (Kind::Table(t), Value::Table(entries)) => {
            Some(Node { span, value: Value::Table(table(entries, t, at, diagnostics)) })
        }
        (Kind::Map(format, kind), Value::Table(entries)) => {
            let entries = entries
                .into_iter()
                .filter_map(|entry| {
                    if !format.matches(&entry.key) {
                        diagnostics.push(bad_key(&entry, *format, name));
                        // All mistakes in one run: those inside too.
                        value(entry.node, kind, &entry.key.value, entry.key.span, diagnostics);
                        return None;
                    }
                    let node = value(entry.node, kind, &entry.key.value, entry.key.span, diagnostics)?;
                    Some(Entry { key: entry.key, node })
                })
                .collect();
            Some(Node { span, value: Value::Table(entries) })
        }
        (Kind::Array(kind, least, most), Value::Array(items)) => {
            if items.len() < *least || items.len() > *most {
                let wanted = if least == most {
                    format!("exactly {least}")
                } else if items.len() < *least {
                    format!("at least {least}")
                } else {
                    format!("at most {most}")
                };
                let elements = if wanted.ends_with(" 1") { "element" } else { "elements" };
                let message = format!("`{name}` takes {wanted} {elements}, not {}", items.len());
                diagnostics.push(Diagnostic::error(&catalogue::INVALID_VALUE, span, message));
                return None;
            }
            let items = items
                .into_iter()
                .filter_map(|item| {
                    let at = if matches!(item.value, Value::Table(_)) { item.span } else { at };
                    value(item, kind, name, at, diagnostics)
                })
                .collect();
            Some(Node { span, value: Value::Array(items) })
        }
        (kind, value) if same_type(kind, &value) => match scalar_mistake(kind, &value, name, span) {
            None => Some(Node { span, value }),
            Some(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        },
        (kind, value) => {
            wrong_type(kind, &value, name, span, at, diagnostics);
            None
        }
    }
}

fn bad_key(entry: &Entry, format: Format, name: &str) -> Diagnostic {
    let message = format!("`{}` is not {}", entry.key, format.describe());
    let diagnostic =
        Diagnostic::error(&catalogue::INVALID_NAME, entry.key.span, message).label(format!("a key of `{name}`"));
    let better = match format {
        Format::Snake => crate::names::upper_snake(&entry.key).to_lowercase(),
        Format::Pascal => crate::names::pascal(&entry.key),
        _ => String::new(),
    };
    if better != entry.key.value && format.matches(&better) {
        diagnostic.help(format!("call it `{better}`"))
    } else {
        diagnostic
    }
}

/// Whether a value has the TOML type that a kind takes.
fn same_type(kind: &Kind, value: &Value) -> bool {
    match kind {
        Kind::Text | Kind::Markdown | Kind::Promql | Kind::Any | Kind::Str(_) | Kind::Word(_) => {
            matches!(value, Value::Text(_))
        }
        Kind::Bool => matches!(value, Value::Bool(_)),
        Kind::Int(..) => matches!(value, Value::Int(_)),
        Kind::Number => matches!(value, Value::Int(_) | Value::Float(_)),
        Kind::Extended => matches!(value, Value::Int(_) | Value::Float(_) | Value::Infinite(_)),
        Kind::Date => matches!(value, Value::Date(_)),
        Kind::Array(..) => matches!(value, Value::Array(_)),
        Kind::Table(_) | Kind::Map(..) => matches!(value, Value::Table(_)),
        Kind::Either(kinds) => kinds.iter().any(|k| same_type(k, value)),
    }
}

/// What a kind takes, for messages.
fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Text | Kind::Markdown | Kind::Promql | Kind::Any | Kind::Str(_) | Kind::Word(_) => "a string".into(),
        Kind::Bool => "`true` or `false`".into(),
        Kind::Int(..) => "an integer".into(),
        Kind::Number | Kind::Extended => "a number".into(),
        Kind::Date => "a date such as `2027-06-30`".into(),
        Kind::Array(of, ..) => format!("an array of {}", plural(of)),
        Kind::Table(_) | Kind::Map(..) => "a table".into(),
        Kind::Either(kinds) => {
            let all: Vec<String> = kinds.iter().map(describe).collect();
            match all.as_slice() {
                [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
                _ => all.join(""),
            }
        }
    }
}

fn plural(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number | Kind::Extended | Kind::Int(..) => "numbers",
        Kind::Table(_) | Kind::Map(..) => "tables",
        _ => "strings",
    }
}

fn wrong_type(kind: &Kind, value: &Value, name: &str, span: Span, at: Span, diagnostics: &mut Vec<Diagnostic>) {
    // The span of a table with a header is that header; its key says more.
    let span = if matches!(value, Value::Table(_)) && span.start < at.start { at } else { span };
    let message = format!("`{name}` must be {}, not {}", describe(kind), value.describe());
    diagnostics.push(Diagnostic::error(&catalogue::WRONG_TYPE, span, message));
}

/// A text as messages quote it: what is long is cut off.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// What is wrong with a value of the right type.
fn scalar_mistake(kind: &Kind, value: &Value, name: &str, span: Span) -> Option<Box<Diagnostic>> {
    let invalid = |message: String| Some(Box::new(Diagnostic::error(&catalogue::INVALID_VALUE, span, message)));
    match (kind, value) {
        (Kind::Text | Kind::Markdown | Kind::Promql, Value::Text(text)) if text.trim().is_empty() => {
            invalid(format!("`{name}` must not be blank"))
        }
        (Kind::Text, Value::Text(text)) if !crate::language::is_line(text) => {
            invalid(format!("`{name}` must be one line"))
        }
        (Kind::Str(format), Value::Text(text)) if !format.matches(text) => {
            invalid(format!("`{}` is not {}", shortened(text), format.describe()))
        }
        (Kind::Word(words), Value::Text(text)) if !words.contains(&text.as_str()) => {
            let message = format!("`{name}` cannot be `{}`", shortened(text));
            Some(Box::new(
                Diagnostic::error(&catalogue::INVALID_VALUE, span, message).suggest(text, words.iter().copied()),
            ))
        }
        (Kind::Int(least, most), Value::Int(int)) if int < least || int > most => invalid(if *most == i64::MAX {
            format!("`{name}` must be at least {least}, not {int}")
        } else {
            format!("`{name}` must be from {least} to {most}, not {int}")
        }),
        _ => None,
    }
}
