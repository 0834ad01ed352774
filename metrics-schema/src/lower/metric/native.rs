//! `native` of a histogram: which of Prometheus' standard buckets it keeps.
//!
//! A process keeps a cell for each of them, side by side, so that a record costs what it costs with classic buckets.
//! That is why `range` must say from where to where they go.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric::{self as keys, native};
use crate::lower::Context;
use crate::model::native::{SCHEMAS, growth, index_of};
use crate::model::{Buckets, Decimal, Native, Unit, ValueType};

/// What the smallest and the largest bound may be, far enough from what an `f64` can hold that every bound is one.
const WITHIN: (f64, f64) = (1e-300, 1e300);

/// Reads `native` of a histogram. `None` if it gives no buckets; that has been reported.
pub(super) fn lower(
    fields: Fields<'_>,
    range: Option<(Option<Decimal>, Option<Decimal>)>,
    buckets: Option<&Buckets>,
    (value_type, unit): (ValueType, Option<&Unit>),
    ctx: &mut Context<'_>,
) -> Option<Native> {
    let own = fields.table(&keys::NATIVE, &native::TABLE)?;
    let factor = own.number(&native::FACTOR)?;
    let max_buckets = own.int(&native::MAX_BUCKETS).and_then(|m| u32::try_from(m).ok()).unwrap_or(160);
    let Some(schema) = SCHEMAS.into_iter().find(|schema| growth(*schema) <= factor.value.to_f64()) else {
        let message = match factor.value <= Decimal::from_int(1) {
            true => "`factor` must be above 1".to_owned(),
            false => format!("buckets do not get as fine as a `factor` of {}", factor.value),
        };
        ctx.report(
            Diagnostic::error(&catalogue::BAD_BUCKETS, factor.span, message)
                .help("use one from 1.00272 on; 1.1 is a good start"),
        );
        return None;
    };
    let (min, max) = span(fields, range, buckets, ctx)?;
    let smallest = smallest(value_type, unit);
    let index = |value: f64| index_of(schema, value.clamp(WITHIN.0, WITHIN.1));
    let highest = index(max.max(smallest));
    let room = i32::try_from(max_buckets).unwrap_or(i32::MAX);
    let lowest = match min > 0.0 {
        true => index(min.max(smallest)),
        // As far down as there are places for buckets.
        false => index(smallest).max(highest.saturating_sub(room - 1)),
    };
    let count = (highest - lowest + 1).cast_unsigned();
    if count > max_buckets {
        let message =
            format!("`native` makes {count} buckets over `range`, more than the {max_buckets} of `max_buckets`");
        let fitting = SCHEMAS.rev().find(|schema| {
            let index = |value: f64| index_of(*schema, value.clamp(WITHIN.0, WITHIN.1));
            index(max.max(smallest)) - index(min.max(smallest)) < room
        });
        let coarser = fitting.map_or(String::new(), |schema| format!(", `factor` to {}", rounded_up(growth(schema))));
        ctx.report(
            Diagnostic::error(&catalogue::BAD_BUCKETS, factor.span, message)
                .help(format!("raise `max_buckets` to {count}{coarser}, or begin `range` at 0 or at a larger number")),
        );
        return None;
    }
    Some(Native { factor: factor.value, max_buckets, schema, lowest, count, span: own.span })
}

/// Both ends of `range`, if buckets can go from one to the other.
fn span(
    fields: Fields<'_>,
    range: Option<(Option<Decimal>, Option<Decimal>)>,
    buckets: Option<&Buckets>,
    ctx: &mut Context<'_>,
) -> Option<(f64, f64)> {
    let Some(node) = fields.node(&keys::RANGE_KEY) else {
        let example = match buckets.and_then(|buckets| buckets.bounds.last()) {
            Some(last) if *last > Decimal::ZERO => last.to_string(),
            _ => "60".to_owned(),
        };
        ctx.report(
            Diagnostic::error(
                &catalogue::NATIVE_RANGE,
                fields.key_span(&keys::NATIVE).unwrap_or(fields.span),
                "`native` needs a `range`: it says from where to where there are buckets",
            )
            .help(format!("add the smallest and the largest value that can occur, such as `range = [0, {example}]`")),
        );
        return None;
    };
    let (message, help) = match range? {
        (Some(min), Some(max)) if min >= Decimal::ZERO => return Some((min.to_f64(), max.to_f64())),
        (_, None) => ("native buckets need an end of `range`", "end it at the largest value that buckets tell apart"),
        _ => ("there are no native buckets below 0", "begin `range` at 0; what is below counts as 0"),
    };
    ctx.report(Diagnostic::error(&catalogue::NATIVE_RANGE, node.span, message).help(help));
    None
}

/// The smallest value above 0 that a call can record: below it no bucket could ever hold anything.
fn smallest(value_type: ValueType, unit: Option<&Unit>) -> f64 {
    match (value_type, unit.and_then(Unit::nanos_per_unit)) {
        (ValueType::Duration, Some(nanos)) => 1.0 / nanos as f64,
        (ValueType::U64, _) => 1.0,
        _ => WITHIN.0,
    }
}

/// With so many digits as show it, never below it.
fn rounded_up(value: f64) -> f64 {
    (value * 1e4).ceil() / 1e4
}
