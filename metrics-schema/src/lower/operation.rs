//! `[operations.KEY]`.

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::{operation as keys, root};
use crate::model::{Kind, LabelId, LabelSet, Metric, MetricId, Operation, Schema, Updates, ValueType};
use crate::names;
use crate::source::Spanned;
use crate::tree::Entry;

pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    let operations = root.map(&root::OPERATIONS).iter().map(|e| one(e, schema, ctx)).collect();
    schema.operations = operations;
}

fn one(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Operation {
    let fields = Fields::of(&keys::TABLE, &entry.node, entry.key.span);
    if names::is_rust_keyword(&entry.key) {
        let message = format!("`{}` is a keyword of Rust and cannot name a method", entry.key);
        ctx.error(&catalogue::RUST_KEYWORD, entry.key.span, message);
    }
    if let Some(metric) = schema.metrics.iter().find(|m| m.key.value == entry.key.value) {
        let message = format!("the operation `{}` is called like a metric", entry.key);
        ctx.report(
            Diagnostic::error(&catalogue::RUST_COLLISION, entry.key.span, message)
                .related(metric.key.span, "the metric"),
        );
    }
    let inc = |m: &Metric| m.updates == Updates::Inc;
    let started = part(fields, &keys::STARTED, schema, ctx, "an `inc` counter", inc);
    let finished = part(fields, &keys::FINISHED, schema, ctx, "an `inc` counter", inc);
    let in_flight = part(fields, &keys::IN_FLIGHT, schema, ctx, "an `inc_dec` gauge", |m| m.updates == Updates::IncDec);
    let duration = part(fields, &keys::DURATION, schema, ctx, "a histogram of durations", |m| {
        m.kind == Kind::Histogram && m.value_type == ValueType::Duration
    });
    let named = [&keys::STARTED, &keys::FINISHED, &keys::IN_FLIGHT, &keys::DURATION];
    if named.iter().filter(|k| fields.node(k).is_some()).count() < 2 {
        let message = format!("the operation `{}` groups fewer than two metrics", entry.key);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, entry.key.span, message)
                .help("name at least two of `started`, `in_flight`, `finished`, `duration`"),
        );
    }
    let operation = Operation {
        key: entry.key.clone(),
        description: fields.text(&keys::DESCRIPTION).unwrap_or_default(),
        outcome: outcome(fields, [finished, duration], schema, ctx),
        started,
        in_flight,
        finished,
        duration,
    };
    for id in [started, in_flight].into_iter().flatten() {
        let metric = schema.metric(id);
        if let Some((label, value)) =
            operation.outcome.iter().find(|(l, _)| metric.labels.iter().any(|m| m.value == *l))
        {
            let message = format!(
                "`{}` has the outcome label `{}`, which is not known at the start",
                metric.key,
                schema.label(*label).key
            );
            ctx.error(&catalogue::BAD_OPERATION, value.span, message);
        }
    }
    operation
}

/// One of the four metrics.
fn part(
    fields: Fields<'_>,
    key: &'static Key,
    schema: &Schema,
    ctx: &mut Context<'_>,
    what: &str,
    fits: impl Fn(&Metric) -> bool,
) -> Option<MetricId> {
    let name = fields.spanned(key)?;
    let recorded = || schema.recorded().map(|(_, m)| m);
    let Some((id, metric)) = schema.recorded().find(|(_, m)| m.key.value == name.value) else {
        let message = format!("no metric is called `{name}`");
        ctx.report(
            Diagnostic::error(&catalogue::UNKNOWN_METRIC, name.span, message)
                .suggest(&name, recorded().filter(|m| fits(m)).map(|m| m.key.as_str())),
        );
        return None;
    };
    if !fits(metric) && !ctx.doubtful.contains(&metric.key.span) {
        let message = format!("`{}` takes {what}, and `{name}` is none", key.name);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, name.span, message).related(metric.key.span, "declared here"),
        );
        return None;
    }
    Some(id)
}

/// `outcome`: labels of what is recorded at the end, with a value that a dropped guard records.
fn outcome(
    fields: Fields<'_>,
    at_the_end: [Option<MetricId>; 2],
    schema: &Schema,
    ctx: &mut Context<'_>,
) -> Vec<(LabelId, Spanned<String>)> {
    let possible: Vec<LabelId> =
        at_the_end.into_iter().flatten().flat_map(|id| schema.metric(id).labels.iter().map(|l| l.value)).collect();
    let mut outcome: Vec<(LabelId, Spanned<String>)> = Vec::new();
    for entry in fields.map(&keys::OUTCOME) {
        let Some(value) = entry.node.spanned() else { continue };
        let Some(id) = possible.iter().copied().find(|id| schema.label(*id).key.value == entry.key.value) else {
            let message = format!("`{}` is no label of what is recorded at the end", entry.key);
            ctx.report(
                Diagnostic::error(&catalogue::UNKNOWN_LABEL, entry.key.span, message)
                    .suggest(&entry.key, possible.iter().map(|id| schema.label(*id).key.as_str())),
            );
            continue;
        };
        outcome.push((id, value));
    }
    for (id, value) in &outcome {
        let label = schema.label(*id);
        let allowed: Vec<&str> = match &label.set {
            LabelSet::Closed(values) => values.iter().map(|v| v.text.as_str()).collect(),
            LabelSet::Dependent { sibling, groups } => {
                let chosen = outcome.iter().find(|(l, _)| l == sibling).map(|(_, v)| v.value.as_str());
                let LabelSet::Closed(values) = &schema.label(*sibling).set else { continue };
                match values.iter().position(|v| Some(v.text.as_str()) == chosen) {
                    Some(at) => groups[at].iter().map(|v| v.text.as_str()).collect(),
                    None => {
                        let message =
                            format!("`{}` needs its sibling `{}` in `outcome`", label.key, schema.label(*sibling).key);
                        ctx.error(&catalogue::BAD_OPERATION, value.span, message);
                        continue;
                    }
                }
            }
            _ => {
                ctx.error(
                    &catalogue::BAD_OPERATION,
                    value.span,
                    format!("the outcome label `{}` is not closed", label.key),
                );
                continue;
            }
        };
        if !allowed.contains(&value.as_str()) {
            let message = format!("`{}` has no value `{value}`", label.key);
            ctx.report(Diagnostic::error(&catalogue::UNKNOWN_VALUE, value.span, message).suggest(value, allowed));
        }
    }
    outcome
}
