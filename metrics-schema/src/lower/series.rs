//! How many series the closed labels of a metric make: a process keeps room for all of them.

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::{Kind, Metric, Schema, Updates};
use crate::source::Span;

/// Most cells that a recorder keeps for one set of open values: a million counters, 8 MB for each of 16 shards.
const MOST: u64 = 1_000_000;

/// Reports a metric that no process could hold.
pub(super) fn check(metric: &Metric, at: Span, schema: &Schema, ctx: &mut Context<'_>) {
    // Batches keep what is in them and nothing else.
    if metric.kind == Kind::Info || matches!(metric.updates, Updates::Snapshot | Updates::Callback) {
        return;
    }
    let closed = metric.args(&schema.labels).into_iter().map(|arg| schema.label(arg.label())).filter(|l| l.is_closed());
    let native = metric.native.as_ref().map_or(0, |n| u64::from(n.count) + 1);
    let each = match metric.kind {
        Kind::Histogram => metric.buckets.as_ref().map_or(0, |b| b.bounds.len() as u64) + native + 2,
        _ => 1,
    };
    let cells = closed.filter_map(|l| l.cardinality()).fold(each, u64::saturating_mul);
    if cells > MOST {
        let message = format!("the closed labels of `{}` make {cells} series", metric.key);
        ctx.report(
            Diagnostic::error(&catalogue::TOO_MANY_SERIES, at, message)
                .note(format!("a process keeps room for all of them; at most {MOST} are possible"))
                .help("leave out a label, make one open, or split the metric"),
        );
    }
}
