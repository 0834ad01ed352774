//! Which labels the series of a metric have.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric::{self as keys};
use crate::lower::{Context, label};
use crate::model::{Kind, LabelId, LabelSet, MAX_CLOSED, MAX_OPEN, Schema};
use crate::source::Spanned;
use crate::tree::Value;
use std::collections::HashMap;

/// `labels`: known, open ones first, a dependent one right after its sibling.
pub(super) fn of_call(fields: Fields<'_>, kind: Kind, schema: &Schema, ctx: &mut Context<'_>) -> Vec<Spanned<LabelId>> {
    let mut labels: Vec<Spanned<LabelId>> = Vec::new();
    let mut guessed: Vec<LabelId> = Vec::new();
    for name in fields.strings(&keys::LABELS) {
        let Some(id) = label::find(schema, &name, ctx) else { continue };
        let label = schema.label(id);
        let misspelt = label.key.value != name.value;
        if let Some(at) = labels.iter().position(|l| l.value == id) {
            // The one that was misspelt has been reported.
            if !misspelt && !guessed.contains(&id) {
                ctx.error(&catalogue::DUPLICATE_LABEL, name.span, format!("the label `{name}` is named twice"));
            }
            labels[at].span = name.span;
            continue;
        }
        if misspelt {
            guessed.push(id);
        }
        match &label.set {
            LabelSet::Dependent { sibling, .. } if labels.last().is_none_or(|last| last.value != *sibling) => {
                let sibling = &schema.label(*sibling).key;
                let message = format!("`{name}` depends on `{sibling}` and must stand right after it");
                ctx.report(
                    Diagnostic::error(&catalogue::DEPENDENT_LABEL, name.span, message)
                        .help(format!("write `\"{sibling}\", \"{name}\"`")),
                );
                continue;
            }
            LabelSet::Free if ctx.doubtful.contains(&label.key.span) => {}
            LabelSet::Free if kind != Kind::Info => {
                let message = format!("nothing bounds the label `{name}`");
                ctx.report(
                    Diagnostic::error(&catalogue::FREE_LABEL, name.span, message)
                        .related(label.key.span, "it has neither `values` nor `max_values`")
                        .help("give it `max_values`, or make it a const label"),
                );
                continue;
            }
            _ => {}
        }
        if !label.is_closed()
            && !ctx.doubtful.contains(&label.key.span)
            && let Some(closed) = labels.iter().find(|l| schema.label(l.value).is_closed())
        {
            let message =
                format!("the open label `{name}` stands behind the closed one `{}`", schema.label(closed.value).key);
            ctx.report(
                Diagnostic::error(&catalogue::LABEL_ORDER, name.span, message)
                    .help("name the open labels first: their order is the order of the arguments"),
            );
            continue;
        }
        labels.push(Spanned::new(id, name.span));
    }
    let open = labels.iter().filter(|l| !schema.label(l.value).is_closed()).count();
    let pairs = labels.iter().filter(|l| matches!(schema.label(l.value).set, LabelSet::Dependent { .. })).count();
    let closed = labels.len() - open - pairs;
    if open > MAX_OPEN || closed > MAX_CLOSED {
        let message = format!(
            "a call takes at most {MAX_OPEN} open labels and {MAX_CLOSED} closed ones, not {open} and {closed}"
        );
        ctx.report(
            Diagnostic::error(
                &catalogue::TOO_MANY_LABELS,
                fields.key_span(&keys::LABELS).unwrap_or(fields.span),
                message,
            )
            .help("split the metric, or make some of them const labels"),
        );
    }
    labels
}

/// The root's const labels that a metric carries.
pub(super) fn carried(fields: Fields<'_>, schema: &Schema, ctx: &mut Context<'_>) -> (Vec<LabelId>, bool) {
    if fields.node(&keys::CONST_LABELS).is_none() {
        return (schema.const_labels.clone(), schema.any_const_labels);
    }
    let (mut ids, mut any) = (Vec::new(), false);
    let root: Vec<&str> = schema
        .const_labels
        .iter()
        .map(|id| schema.label(*id).key.as_str())
        .chain(schema.any_const_labels.then_some("*"))
        .collect();
    for name in fields.strings(&keys::CONST_LABELS) {
        if !root.contains(&name.as_str()) {
            let message = format!("`{name}` is no const label of the schema");
            ctx.report(
                Diagnostic::error(&catalogue::UNKNOWN_LABEL, name.span, message)
                    .suggest(&name, root.iter().copied())
                    .note("a metric chooses among the `const_labels` of the root"),
            );
        } else if name.value == "*" {
            any = true;
        } else if let Some(id) = schema.label_by_key(&name) {
            ids.push(id);
        }
    }
    (ids, any)
}

/// No exposed label name may stand twice on one series.
pub(super) fn exposed(
    fields: Fields<'_>,
    labels: &[Spanned<LabelId>],
    consts: &[LabelId],
    state: Option<LabelId>,
    schema: &Schema,
    ctx: &mut Context<'_>,
) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    // A state that is a label of the call too has been reported.
    let state = state.filter(|id| labels.iter().all(|l| l.value != *id));
    let of_metric = consts.iter().copied().chain(state).map(|id| (id, fields.span));
    let all = labels.iter().map(|l| (l.value, l.span)).chain(of_metric);
    for (id, span) in all {
        let label = schema.label(id);
        if let Some(other) = seen.insert(&label.name, &label.key) {
            let message = format!("the labels `{other}` and `{}` are both exposed as `{}`", label.key, label.name);
            ctx.error(&catalogue::DUPLICATE_LABEL, span, message);
        }
    }
}

pub(super) fn state(
    fields: Fields<'_>,
    kind: Kind,
    key: &Spanned<String>,
    schema: &Schema,
    ctx: &mut Context<'_>,
) -> Option<LabelId> {
    if kind != Kind::StateSet {
        return None;
    }
    if fields.node(&keys::STATE).is_some_and(|n| matches!(n.value, Value::Other(_))) {
        return None;
    }
    let Some(name) = fields.spanned(&keys::STATE) else {
        let message = format!("the stateset `{key}` needs `state`");
        ctx.report(
            Diagnostic::error(&catalogue::MISSING_KEY, key.span, message)
                .help("name the closed label that holds the state"),
        );
        return None;
    };
    let id = label::find(schema, &name, ctx)?;
    if !matches!(schema.label(id).set, LabelSet::Closed(_)) {
        ctx.error(
            &catalogue::DEPENDENT_LABEL,
            name.span,
            format!("`{name}` is not closed, so it cannot hold the state"),
        );
        return None;
    }
    if let Some(both) = fields.strings(&keys::LABELS).iter().find(|l| l.value == name.value) {
        let message = format!("the label `{name}` holds the state and cannot be a label of a call too");
        ctx.error(&catalogue::DUPLICATE_LABEL, both.span, message);
    }
    Some(id)
}
