//! `[operations.KEY]`.

mod call;
mod outcome;

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::{operation as keys, root};
use crate::model::{Kind, Metric, MetricId, Operation, Schema, Updates, ValueType};
use crate::tree::Entry;

/// What the four metrics are called, in the order in which their labels are listed.
const PARTS: [&Key; 4] = [&keys::STARTED, &keys::IN_FLIGHT, &keys::FINISHED, &keys::DURATION];

pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    let operations = root.map(&root::OPERATIONS).iter().filter_map(|e| one(e, schema, ctx)).collect();
    schema.operations = operations;
}

/// An operation; `None` if it cannot be told how it is meant. Otherwise the model goes on with what is meant, so that what
/// uses the operation in Rust has a method: one mistake is one error.
fn one(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Option<Operation> {
    let fields = Fields::of(&keys::TABLE, &entry.node, entry.key.span);
    let first = ctx.diagnostics.len();
    call::name(&entry.key, schema, ctx);
    let named_well = ctx.diagnostics.len() == first;
    let parts = PARTS.map(|key| part(fields, key, schema, ctx));
    let [started, in_flight, finished, duration] = parts;
    let named = PARTS.map(|key| fields.node(key).is_some());
    if named.iter().filter(|named| **named).count() < 2 {
        let message = format!("the operation `{}` groups fewer than two metrics", entry.key);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, entry.key.span, message)
                .help("name at least two of `started`, `in_flight`, `finished`, `duration`"),
        );
    }
    // What is said from here on may come from a mistake elsewhere, which has been told already.
    let mistaken = ctx.diagnostics.len();
    let missing = |part: usize| named[part] && parts[part].is_none();
    let doubtful = missing(2) || missing(3) || parts.iter().flatten().any(|id| is_doubtful(*id, schema, ctx));
    let outcome = outcome::lower(fields, [finished, duration], schema, ctx);
    let operation = Operation {
        key: entry.key.clone(),
        description: fields.text(&keys::DESCRIPTION).unwrap_or_default(),
        outcome: outcome.clone().unwrap_or_default(),
        started,
        in_flight,
        finished,
        duration,
    };
    let whole = outcome.is_some() && !(0..PARTS.len()).any(missing);
    let before = ctx.diagnostics.len();
    if whole {
        call::check(&operation, schema, ctx);
    }
    let callable = ctx.diagnostics.len() == before;
    if doubtful {
        ctx.diagnostics.truncate(mistaken);
    }
    let fit = PARTS.iter().zip(parts).all(|(key, id)| id.is_none_or(|id| misfit(key, schema.metric(id)).is_none()));
    (named_well && whole && callable && fit).then_some(operation)
}

/// Whether a metric or one of its labels has mistakes.
fn is_doubtful(id: MetricId, schema: &Schema, ctx: &Context<'_>) -> bool {
    let metric = schema.metric(id);
    let labels = metric.labels.iter().map(|label| schema.label(label.value).key.span);
    std::iter::once(metric.key.span).chain(labels).any(|key| ctx.doubtful.contains(&key))
}

/// One of the four metrics. If none has the name, the one that is suggested is meant.
fn part(fields: Fields<'_>, key: &'static Key, schema: &Schema, ctx: &mut Context<'_>) -> Option<MetricId> {
    let name = fields.spanned(key)?;
    let Some((id, metric)) = schema.recorded().find(|(_, m)| m.key.value == name.value) else {
        let message = format!("no metric is called `{name}`");
        let fitting = || schema.recorded().filter(|(_, m)| misfit(key, m).is_none()).map(|(_, m)| m.key.as_str());
        ctx.report(Diagnostic::error(&catalogue::UNKNOWN_METRIC, name.span, message).suggest(&name, fitting()));
        return nearest(&name, fitting()).and_then(|meant| schema.metric_by_key(meant));
    };
    match misfit(key, metric) {
        Some(message) if !ctx.doubtful.contains(&metric.key.span) => {
            ctx.report(
                Diagnostic::error(&catalogue::BAD_OPERATION, name.span, message)
                    .related(metric.key.span, "declared here"),
            );
            None
        }
        _ => Some(id),
    }
}

/// Why a metric is not what one of the four keys takes.
fn misfit(key: &Key, metric: &Metric) -> Option<String> {
    let durations = metric.value_type == ValueType::Duration;
    let (what, fits) = match key.name {
        "in_flight" => ("an `inc_dec` gauge", metric.updates == Updates::IncDec),
        "duration" => ("a histogram of durations", metric.kind == Kind::Histogram && durations),
        _ => ("an `inc` counter", metric.updates == Updates::Inc),
    };
    match () {
        () if !fits => Some(format!("`{}` takes {what}, and `{}` is none", key.name, metric.key)),
        () if durations && metric.kind != Kind::Histogram => {
            Some(format!("`{}` counts by one, and `{}` has durations", key.name, metric.key))
        }
        () => None,
    }
}
