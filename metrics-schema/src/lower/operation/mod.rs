//! `[operations.KEY]`.

mod call;
mod outcome;

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::{operation as keys, root};
use crate::model::{Kind, Metric, MetricId, Operation, Schema, Updates, ValueType};
use crate::tree::Entry;

pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    let operations = root.map(&root::OPERATIONS).iter().filter_map(|e| one(e, schema, ctx)).collect();
    schema.operations = operations;
}

/// An operation; `None` if something about it is wrong.
fn one(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Option<Operation> {
    let found = ctx.diagnostics.len();
    let fields = Fields::of(&keys::TABLE, &entry.node, entry.key.span);
    call::name(&entry.key, schema, ctx);
    let started = part(fields, &keys::STARTED, schema, ctx);
    let finished = part(fields, &keys::FINISHED, schema, ctx);
    let in_flight = part(fields, &keys::IN_FLIGHT, schema, ctx);
    let duration = part(fields, &keys::DURATION, schema, ctx);
    let named = [&keys::STARTED, &keys::FINISHED, &keys::IN_FLIGHT, &keys::DURATION];
    let named = named.iter().filter(|k| fields.node(k).is_some()).count();
    if named < 2 {
        let message = format!("the operation `{}` groups fewer than two metrics", entry.key);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, entry.key.span, message)
                .help("name at least two of `started`, `in_flight`, `finished`, `duration`"),
        );
    }
    let operation = Operation {
        key: entry.key.clone(),
        description: fields.text(&keys::DESCRIPTION).unwrap_or_default(),
        outcome: outcome::lower(fields, [finished, duration], schema, ctx),
        started,
        in_flight,
        finished,
        duration,
    };
    // What a metric with mistakes is cannot be known; what is said of the rest may come from that.
    let metrics: Vec<&Metric> = operation.metrics().map(|id| schema.metric(id)).collect();
    let doubtful = metrics.len() < named || metrics.iter().any(|m| ctx.doubtful.contains(&m.key.span));
    if !doubtful {
        call::check(&operation, schema, ctx);
    }
    (!doubtful && ctx.diagnostics.len() == found).then_some(operation)
}

/// Whether a metric is what one of the four keys takes.
fn fits(key: &Key, metric: &Metric) -> bool {
    match key.name {
        "in_flight" => metric.updates == Updates::IncDec,
        "duration" => metric.kind == Kind::Histogram && metric.value_type == ValueType::Duration,
        _ => metric.updates == Updates::Inc,
    }
}

/// One of the four metrics.
fn part(fields: Fields<'_>, key: &'static Key, schema: &Schema, ctx: &mut Context<'_>) -> Option<MetricId> {
    let name = fields.spanned(key)?;
    let Some((id, metric)) = schema.recorded().find(|(_, m)| m.key.value == name.value) else {
        let message = format!("no metric is called `{name}`");
        let fitting = schema.recorded().filter(|(_, m)| fits(key, m)).map(|(_, m)| m.key.as_str());
        ctx.report(Diagnostic::error(&catalogue::UNKNOWN_METRIC, name.span, message).suggest(&name, fitting));
        return None;
    };
    if ctx.doubtful.contains(&metric.key.span) {
        return Some(id);
    }
    let what = match key.name {
        "in_flight" => "an `inc_dec` gauge",
        "duration" => "a histogram of durations",
        _ => "an `inc` counter",
    };
    let message = if !fits(key, metric) {
        format!("`{}` takes {what}, and `{name}` is none", key.name)
    } else if metric.kind != Kind::Histogram && metric.value_type == ValueType::Duration {
        format!("`{}` counts by one, and `{name}` has durations", key.name)
    } else {
        return Some(id);
    };
    ctx.report(
        Diagnostic::error(&catalogue::BAD_OPERATION, name.span, message).related(metric.key.span, "declared here"),
    );
    None
}
