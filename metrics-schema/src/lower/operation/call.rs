//! The calls in Rust: what starts an operation is a method of the recorder, what ends it takes the outcome.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::lower::Context;
use crate::model::{Arg, LabelId, MAX_CLOSED, Metric, Operation, Schema};
use crate::names;
use crate::source::Spanned;

/// Functions that every recorder has.
const TAKEN: [&str; 4] = ["default", "new", "visit", "with_metrics"];

/// Checks the name of the method.
pub(super) fn name(key: &Spanned<String>, schema: &Schema, ctx: &mut Context<'_>) {
    if names::is_rust_keyword(key) {
        let message = format!("`{key}` is a keyword of Rust and cannot name a method");
        ctx.error(&catalogue::RUST_KEYWORD, key.span, message);
    }
    if TAKEN.contains(&key.as_str()) {
        let message = format!("the method `{key}` is taken: every recorder has one");
        ctx.report(Diagnostic::error(&catalogue::RUST_COLLISION, key.span, message).help("rename the operation"));
    }
    if let Some(metric) = schema.metrics.iter().find(|m| m.key.value == key.value) {
        let message = format!("the operation `{key}` is called like a metric");
        ctx.report(
            Diagnostic::error(&catalogue::RUST_COLLISION, key.span, message).related(metric.key.span, "the metric"),
        );
    }
}

/// Checks that each label of an operation's metrics is given once: at the start, or at the end.
pub(super) fn check(operation: &Operation, schema: &Schema, ctx: &mut Context<'_>) {
    if let (Some(started), true) = (operation.started, operation.started == operation.finished) {
        let key = &schema.metric(started).key;
        let message = format!("`{key}` is both `started` and `finished`, and would count each operation twice");
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, operation.key.span, message)
                .related(key.span, "declared here"),
        );
    }
    for id in [operation.started, operation.in_flight].into_iter().flatten() {
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
    let metrics: Vec<&Metric> = operation.metrics().map(|id| schema.metric(id)).collect();
    let mut seen: Vec<(&Metric, Arg)> = Vec::new();
    for metric in metrics {
        for arg in metric.args(&schema.labels) {
            let told = seen.iter().any(|(_, other)| *other == arg);
            if !told && !pair_is_whole(operation, arg, schema, ctx) {
                return;
            }
            if let Some((other, with)) = seen.iter().find(|(_, other)| clash(operation, *other, arg)) {
                two_ways(operation, (other, *with), (metric, arg), schema, ctx);
                return;
            }
            seen.push((metric, arg));
        }
    }
    let count = operation.outcome_args(schema).len();
    if count > MAX_CLOSED {
        let message =
            format!("the operation `{}` ends with {count} outcome labels; there can be {MAX_CLOSED}", operation.key);
        ctx.report(
            Diagnostic::error(&catalogue::BAD_OPERATION, operation.key.span, message)
                .note("a dependent label and its sibling count as one"),
        );
    }
}

/// Whether both labels of a pair are known at the same time. That a dependent label in `outcome` has its sibling there is
/// checked with its value.
fn pair_is_whole(operation: &Operation, arg: Arg, schema: &Schema, ctx: &mut Context<'_>) -> bool {
    let Arg::Pair { sibling, dependent } = arg else { return true };
    let value = |id: LabelId| operation.outcome.iter().find(|(label, _)| *label == id);
    match (value(sibling), value(dependent)) {
        (Some((_, value)), None) => {
            let (sibling, dependent) = (&schema.label(sibling).key, &schema.label(dependent).key);
            let message = format!("`{sibling}` is known only at the end, and so is `{dependent}`, which depends on it");
            ctx.report(
                Diagnostic::error(&catalogue::BAD_OPERATION, value.span, message)
                    .help(format!("give `{dependent}` in `outcome` too")),
            );
            false
        }
        _ => true,
    }
}

/// Whether two arguments of different metrics would be one label given twice. At the end a pair tells its sibling too.
fn clash(operation: &Operation, a: Arg, b: Arg) -> bool {
    let one_is_alone = matches!(a, Arg::One(_)) || matches!(b, Arg::One(_));
    let at_the_end = operation.outcome.iter().any(|(label, _)| *label == a.sibling());
    a != b && a.sibling() == b.sibling() && !(one_is_alone && at_the_end)
}

fn two_ways(
    operation: &Operation,
    (one, of_one): (&Metric, Arg),
    (two, of_two): (&Metric, Arg),
    schema: &Schema,
    ctx: &mut Context<'_>,
) {
    let how = |arg: Arg| match arg {
        Arg::One(_) => "alone".to_owned(),
        Arg::Pair { dependent, .. } => format!("with `{}`", schema.label(dependent).key),
    };
    let sibling = &schema.label(of_one.sibling()).key;
    let message = format!(
        "the label `{sibling}` stands {} in `{}` and {} in `{}`, so that it would be given twice",
        how(of_one),
        one.key,
        how(of_two),
        two.key
    );
    ctx.report(
        Diagnostic::error(&catalogue::BAD_OPERATION, operation.key.span, message)
            .related(one.key.span, "one of the metrics")
            .related(two.key.span, "the other one"),
    );
}
