//! `[labels.KEY]`.

use super::{Context, deprecation, waivers};
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::fields::Fields;
use crate::language::tables::label::{self as keys, value as value_keys};
use crate::model::{Label, LabelFormat, LabelId, LabelSet, LabelType, Schema, Value as LabelValue};
use crate::names;
use crate::source::{FileId, Span, Spanned};
use crate::tree::{Entry, Node, Value};
use std::collections::HashMap;

/// Lowers all label definitions that a schema sees.
pub(super) fn lower(entries: &[(FileId, &Entry)], ctx: &mut Context<'_>) -> Vec<Label> {
    let mut labels: Vec<Label> = entries.iter().map(|(file, entry)| one(*file, entry, ctx)).collect();
    for (index, (_, entry)) in entries.iter().enumerate() {
        if let Some(set) = dependent(index, entry, &labels, ctx) {
            if fields_of(entry).node(&keys::RUST).is_none()
                && let LabelSet::Dependent { sibling, .. } = set
            {
                labels[index].rust.value = names::pascal(&labels[sibling.0].key) + &names::pascal(&labels[index].key);
            }
            labels[index].set = set;
        }
    }
    type_names(&labels, ctx);
    labels
}

/// The label of a key, or an error with a suggestion. The suggestion is also what the model goes on with, so that what uses
/// the metric in Rust has the arguments that were meant: one mistake is one error.
pub(super) fn find(schema: &Schema, name: &Spanned<String>, ctx: &mut Context<'_>) -> Option<LabelId> {
    let found = schema.label_by_key(name);
    if found.is_some() {
        return found;
    }
    let mut diagnostic =
        Diagnostic::error(&catalogue::UNKNOWN_LABEL, name.span, format!("no label is called `{name}`"));
    let keys = || schema.labels.iter().map(|l| l.key.as_str());
    let mut meant = nearest(name, keys());
    diagnostic = match schema.labels.iter().find(|l| l.name.value == name.value) {
        Some(label) => {
            meant = Some(&label.key);
            diagnostic.help(format!("`{name}` is the exposed name of the label `{}`; use that key", label.key))
        }
        None => diagnostic.suggest(name, keys()),
    };
    if diagnostic.help.is_none() {
        diagnostic = diagnostic.help(format!("define it in `[labels.{name}]`"));
    }
    ctx.report(diagnostic);
    meant.and_then(|key| schema.label_by_key(key))
}

fn fields_of(entry: &Entry) -> Fields<'_> {
    Fields::of(&keys::TABLE, &entry.node, entry.key.span)
}

fn one(file: FileId, entry: &Entry, ctx: &mut Context<'_>) -> Label {
    let fields = fields_of(entry);
    let key = entry.key.clone();
    if fields.has_mistake() {
        ctx.doubtful.push(key.span);
    }
    let name = fields.spanned(&keys::NAME).unwrap_or_else(|| key.clone());
    if matches!(name.as_str(), "le" | "quantile") || name.starts_with("__") {
        let message = format!("the label name `{name}` is reserved");
        ctx.report(
            Diagnostic::error(&catalogue::RESERVED_LABEL, name.span, message).note(
                "`le` and `quantile` belong to histograms and summaries, names that begin with `__` to Prometheus",
            ),
        );
    }
    let value_type = match fields.word(&keys::VALUE_TYPE) {
        Some("bool") => LabelType::Bool,
        Some("u32") => LabelType::U32,
        Some("u64") => LabelType::U64,
        _ => LabelType::String,
    };
    let rust = fields.spanned(&keys::RUST).unwrap_or_else(|| Spanned::new(names::pascal(&key), key.span));
    if !names::is_rust_ident(&rust) {
        let message = format!("`{rust}` is a keyword of Rust and cannot name a type");
        ctx.report(
            Diagnostic::error(&catalogue::RUST_KEYWORD, rust.span, message).help("give another name with `rust`"),
        );
    }
    Label {
        file,
        name,
        description: fields.text(&keys::DESCRIPTION).unwrap_or_default(),
        set: set(fields, value_type, ctx),
        value_type,
        format: if fields.word(&keys::FORMAT) == Some("hex") { LabelFormat::Hex } else { LabelFormat::Decimal },
        optional: fields.flag(&keys::OPTIONAL).unwrap_or(false),
        rust,
        deprecated: deprecation(fields, &keys::DEPRECATED),
        waivers: waivers(fields, &keys::ALLOW),
        key,
    }
}

/// The set of a label without `values_by`; those with it are done when all labels are known.
fn set(fields: Fields<'_>, value_type: LabelType, ctx: &mut Context<'_>) -> LabelSet {
    let max = fields.int(&keys::MAX_VALUES).and_then(|m| u32::try_from(m).ok());
    // A bound of the wrong form still says that the label is open.
    let max = max.or_else(|| fields.node(&keys::MAX_VALUES).map(|_| 1));
    let conflict = |ctx: &mut Context<'_>, key: &'static crate::language::Key, why: &str| {
        if let Some(span) = fields.key_span(key) {
            ctx.error(&catalogue::CONFLICTING_KEYS, span, format!("`{}` {why}", key.name));
        }
    };
    let closed = fields.node(&keys::VALUES_BY).is_some()
        || value_type == LabelType::Bool
        || (fields.node(&keys::VALUES_KEY).is_some() && max.is_none());
    if closed {
        conflict(ctx, &keys::OPTIONAL, "is for open and free labels");
    }
    if fields.node(&keys::VALUES_BY).is_some() {
        conflict(ctx, &keys::VALUES_KEY, "cannot stand beside `values_by`");
        conflict(ctx, &keys::MAX_VALUES, "cannot stand beside `values_by`: a dependent set is closed");
        conflict(ctx, &keys::VALUE_TYPE, "cannot stand beside `values_by`: dependent values are strings");
        return LabelSet::Closed(Vec::new());
    }
    if !matches!(value_type, LabelType::U32 | LabelType::U64) {
        conflict(ctx, &keys::FORMAT, "is for labels of a number");
    }
    if value_type == LabelType::Bool {
        conflict(
            ctx,
            &keys::VALUES_KEY,
            "cannot stand beside `value_type = \"bool\"`, whose values are `false` and `true`",
        );
        conflict(
            ctx,
            &keys::MAX_VALUES,
            "cannot stand beside `value_type = \"bool\"`, whose values are `false` and `true`",
        );
        let value = |text: &str| LabelValue {
            text: Spanned::new(text.to_owned(), fields.span),
            rust: names::pascal(text),
            description: None,
            deprecated: None,
        };
        return LabelSet::Closed(vec![value("false"), value("true")]);
    }
    let values = fields.node(&keys::VALUES_KEY).map(|node| values(node, fields, max.is_some(), ctx));
    match (values, max) {
        (values, Some(max_values)) => {
            let known = values.unwrap_or_default();
            if let Some(other) = known.iter().find(|v| v.text.value == "__other__") {
                let message = "the value `__other__` is reserved";
                ctx.report(
                    Diagnostic::error(&catalogue::RESERVED_VALUE, other.text.span, message)
                        .note("it stands for whatever lies beyond the bound"),
                );
            }
            if let Some(taken) = known.iter().find(|v| v.rust == "Value" && value_type != LabelType::String) {
                let message = "the variant `Value` is taken by the numbers themselves";
                ctx.report(
                    Diagnostic::error(&catalogue::RUST_COLLISION, taken.text.span, message)
                        .help("give the value another name with `rust`"),
                );
            }
            LabelSet::Open { known, max_values }
        }
        (Some(values), None) => {
            if value_type != LabelType::String {
                conflict(
                    ctx,
                    &keys::VALUE_TYPE,
                    "of a number needs `max_values` beside `values`: a closed set is an enum",
                );
            }
            LabelSet::Closed(values)
        }
        (None, None) => LabelSet::Free,
    }
}

/// Reads a list or a table of values. `open`: known values of an open label become constants, not variants.
fn values(node: &Node, fields: Fields<'_>, open: bool, ctx: &mut Context<'_>) -> Vec<LabelValue> {
    let mut values: Vec<LabelValue> = Vec::new();
    let mut texts: HashMap<String, Span> = HashMap::new();
    let mut variants: HashMap<String, (String, Span)> = HashMap::new();
    let listed: Vec<(Spanned<String>, Option<&Node>)> = match &node.value {
        Value::Array(items) => items.iter().filter_map(|i| Some((i.spanned()?, None))).collect(),
        _ => node.entries().iter().map(|e| (e.key.clone(), Some(&e.node))).collect(),
    };
    if listed.is_empty() && !matches!(node.value, Value::Other(_)) {
        let message = "the label has no values";
        ctx.report(
            Diagnostic::error(&catalogue::NO_VALUES, node_span(node, fields), message).help("name at least one value"),
        );
    }
    for (text, details) in listed {
        if let Some(first) = texts.insert(text.value.clone(), text.span) {
            ctx.report(
                Diagnostic::error(
                    &catalogue::DUPLICATE_VALUE,
                    text.span,
                    format!("the value `{text}` is listed twice"),
                )
                .related(first, "first listed here"),
            );
            continue;
        }
        let value = one_value(text, details, ctx);
        if value.rust.is_empty() {
            continue;
        }
        let ident = if open { value.constant() } else { value.rust.clone() };
        if let Some((other, span)) = variants.get(&ident) {
            let what = if open { "constant" } else { "variant" };
            let message = format!("the values `{other}` and `{}` both give the {what} `{ident}`", value.text);
            ctx.report(
                Diagnostic::error(&catalogue::RUST_COLLISION, value.text.span, message)
                    .related(*span, "the other one")
                    .help(format!("give one of them another name: `\"{}\" = {{ rust = \"…\" }}`", value.text)),
            );
            continue;
        }
        variants.insert(ident, (value.text.value.clone(), value.text.span));
        values.push(value);
    }
    values
}

fn one_value(text: Spanned<String>, details: Option<&Node>, ctx: &mut Context<'_>) -> LabelValue {
    let fields =
        details.filter(|n| matches!(n.value, Value::Table(_))).map(|n| Fields::of(&value_keys::TABLE, n, text.span));
    let declared = fields.and_then(|f| f.spanned(&value_keys::RUST));
    let rust = declared.clone().unwrap_or_else(|| Spanned::new(names::pascal(&text), text.span));
    let mut rust_name = rust.value.clone();
    if names::is_rust_keyword(&rust_name) {
        let message = format!("`{rust_name}` is a keyword of Rust and cannot name a variant");
        ctx.report(
            Diagnostic::error(&catalogue::RUST_KEYWORD, rust.span, message)
                .help(format!("give the value another name: `\"{text}\" = {{ rust = \"…\" }}`")),
        );
        rust_name.clear();
    } else if !names::is_rust_ident(&rust_name) {
        let message = format!("the value `{text}` gives no Rust name");
        ctx.report(
            Diagnostic::error(&catalogue::NO_RUST_NAME, text.span, message)
                .help(format!("name its variant: `\"{text}\" = {{ rust = \"…\" }}`")),
        );
        rust_name.clear();
    }
    let description = match (fields, details) {
        (Some(fields), _) => fields.text(&value_keys::DESCRIPTION),
        (None, Some(node)) => node.spanned().map(|s| s.value),
        (None, None) => None,
    };
    LabelValue {
        text,
        rust: rust_name,
        description,
        deprecated: fields.and_then(|f| deprecation(f, &value_keys::DEPRECATED)),
    }
}

/// The set of a label with `values_by`.
fn dependent(index: usize, entry: &Entry, labels: &[Label], ctx: &mut Context<'_>) -> Option<LabelSet> {
    let fields = fields_of(entry);
    let by = fields.entry(&keys::VALUES_BY).filter(|e| matches!(e.node.value, Value::Table(_)))?;
    let [one] = by.node.entries() else {
        let message = format!("`values_by` names exactly one sibling, not {}", by.node.entries().len());
        ctx.error(&catalogue::DEPENDENT_LABEL, by.key.span, message);
        return None;
    };
    let Some(sibling) = labels.iter().position(|l| l.key.value == one.key.value) else {
        let message = format!("no label is called `{}`", one.key);
        let others = labels.iter().filter(|l| l.key.value != entry.key.value).map(|l| l.key.as_str());
        ctx.report(Diagnostic::error(&catalogue::UNKNOWN_LABEL, one.key.span, message).suggest(&one.key, others));
        return None;
    };
    let LabelSet::Closed(sibling_values) = &labels[sibling].set else {
        let message = format!("`{}` is not closed, so nothing can depend on it", one.key);
        ctx.error(&catalogue::DEPENDENT_LABEL, one.key.span, message);
        return None;
    };
    if sibling == index || sibling_values.is_empty() || labels[sibling].value_type == LabelType::Bool {
        if sibling == index {
            ctx.error(&catalogue::DEPENDENT_LABEL, one.key.span, format!("`{}` cannot depend on itself", one.key));
        } else if !sibling_values.is_empty() {
            ctx.error(&catalogue::DEPENDENT_LABEL, one.key.span, "a label cannot depend on a `bool`");
        } else {
            // Empty because it depends on a sibling itself, or because its own mistake has been reported.
            let message = format!("`{}` depends on another label itself: one level only", one.key);
            ctx.error(&catalogue::DEPENDENT_LABEL, one.key.span, message);
        }
        return None;
    }
    let given = one.node.entries();
    for unknown in given.iter().filter(|g| !sibling_values.iter().any(|v| v.text.value == g.key.value)) {
        let message = format!("`{}` has no value `{}`", one.key, unknown.key);
        ctx.report(
            Diagnostic::error(&catalogue::UNKNOWN_VALUE, unknown.key.span, message)
                .suggest(&unknown.key, sibling_values.iter().map(|v| v.text.as_str())),
        );
    }
    let mut groups = Vec::with_capacity(sibling_values.len());
    for value in sibling_values {
        match given.iter().find(|g| g.key.value == value.text.value) {
            Some(entry) => {
                let values = grouped_values(&entry.node, fields, ctx);
                groups.push(values);
            }
            None => {
                let message = format!("`values_by.{}` says nothing of `{}`", one.key, value.text);
                ctx.report(
                    Diagnostic::error(&catalogue::DEPENDENT_LABEL, one.key.span, message)
                        .related(value.text.span, "a value of the sibling")
                        .help(format!("list the values that go with it: `\"{}\" = […]`", value.text)),
                );
                groups.push(Vec::new());
            }
        }
    }
    Some(LabelSet::Dependent { sibling: LabelId(sibling), groups })
}

/// Values that go with one value of the sibling. A single one needs no variant, so that it may give no Rust name.
fn grouped_values(node: &Node, fields: Fields<'_>, ctx: &mut Context<'_>) -> Vec<LabelValue> {
    let single = match &node.value {
        Value::Array(items) if items.len() == 1 => items[0].spanned(),
        _ => None,
    };
    match single {
        Some(text) => vec![LabelValue { rust: names::pascal(&text), text, description: None, deprecated: None }],
        None => values(node, fields, false, ctx),
    }
}

/// Type names must differ, in the module that they share.
fn type_names(labels: &[Label], ctx: &mut Context<'_>) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    for label in labels {
        let mut types = vec![label.rust.value.clone()];
        if let LabelSet::Dependent { sibling, groups } = &label.set
            && let LabelSet::Closed(siblings) = &labels[sibling.0].set
        {
            types.extend(siblings.iter().zip(groups).filter(|(_, g)| g.len() > 1).map(|(v, _)| label.choice_type(v)));
        }
        types.dedup();
        for name in types {
            if let Some(other) = seen.insert(name.clone(), label.rust.span) {
                ctx.report(
                    Diagnostic::error(
                        &catalogue::RUST_COLLISION,
                        label.rust.span,
                        format!("two labels give the type `{name}`"),
                    )
                    .related(other, "the other one")
                    .help("give one of them another name with `rust`"),
                );
            }
        }
    }
}

fn node_span(node: &Node, fields: Fields<'_>) -> Span {
    if matches!(node.value, Value::Table(_)) { fields.span } else { node.span }
}
