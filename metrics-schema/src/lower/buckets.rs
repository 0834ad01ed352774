//! `[buckets.KEY]`, and buckets in a metric.

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::buckets::{self as keys, exponential, linear, log};
use crate::model::{Buckets, Decimal, Formula, Preset};
use crate::source::{FileId, Span};
use crate::tree::{Entry, Node, Value};

/// Presets that a schema sees.
pub(super) fn presets(entries: &[(FileId, &Entry)], ctx: &mut Context<'_>) -> Vec<Preset> {
    let preset = |(file, entry): &(FileId, &Entry)| {
        let fields = Fields::of(&keys::TABLE, &entry.node, entry.key.span);
        let mut buckets = table(fields, ctx)?;
        buckets.preset = Some(entry.key.value.clone());
        Some(Preset { key: entry.key.clone(), file: *file, buckets })
    };
    entries.iter().filter_map(preset).collect()
}

/// A table of buckets. `None` if it gives no bounds; that has been reported.
pub(super) fn table(fields: Fields<'_>, ctx: &mut Context<'_>) -> Option<Buckets> {
    let (formula, bounds, span) = if let Some(node) = fields.node(&keys::BOUNDS) {
        (Formula::Bounds, numbers(node), node.span)
    } else if let Some(f) = fields.table(&keys::LINEAR, &linear::TABLE) {
        let (start, width, count) = (f.number(&linear::START)?, f.number(&linear::WIDTH)?, f.int(&linear::COUNT)?);
        let (start, width, count) = (start.value, width.value, u32::try_from(count).ok()?);
        let bounds = (0..count).map(|i| start.plus(width.times(Decimal::from_int(i.into())))).collect();
        (Formula::Linear { start, width, count }, bounds, f.span)
    } else if let Some(f) = fields.table(&keys::EXPONENTIAL, &exponential::TABLE) {
        let (start, factor) = (f.number(&exponential::START)?.value, f.number(&exponential::FACTOR)?.value);
        let count = u32::try_from(f.int(&exponential::COUNT)?).ok()?;
        if start <= Decimal::ZERO || factor <= Decimal::from_int(1) {
            ctx.error(
                &catalogue::BAD_BUCKETS,
                f.span,
                "an exponential formula needs `start` above 0 and `factor` above 1",
            );
            return None;
        }
        let mut bounds: Vec<Decimal> = Vec::new();
        for i in 0..count {
            bounds.push(if i == 0 { start } else { bounds[i as usize - 1].times(factor) });
        }
        // Digits that no `f64` tells apart would only be noise on a page.
        let bounds = bounds.into_iter().map(|b| b.rounded(15)).collect();
        (Formula::Exponential { start, factor, count }, bounds, f.span)
    } else {
        let f = fields.table(&keys::LOG, &log::TABLE)?;
        let (formula, bounds) = log_formula(f, ctx)?;
        (formula, bounds, f.span)
    };
    let bounds = rising(bounds, span, ctx)?;
    let env = fields.strings(&keys::ENV).into_iter().map(|s| s.value).collect();
    Some(Buckets { formula, bounds, env, kept: Vec::new(), preset: None, span })
}

/// `log`.
pub(super) fn log_formula(f: Fields<'_>, ctx: &mut Context<'_>) -> Option<(Formula, Vec<Decimal>)> {
    let (min, max) = (f.number(&log::MIN)?.value, f.number(&log::MAX)?.value);
    let count = u32::try_from(f.int(&log::COUNT)?).ok()?;
    if min <= Decimal::ZERO || max <= min {
        ctx.error(&catalogue::BAD_BUCKETS, f.span, "a log formula needs `min` above 0 and `max` above `min`");
        return None;
    }
    Some((Formula::Log { min, max, count }, log_bounds(min, max, count)))
}

/// An array of bounds.
pub(super) fn list(node: &Node, ctx: &mut Context<'_>) -> Option<Buckets> {
    let bounds = rising(numbers(node), node.span, ctx)?;
    Some(Buckets { formula: Formula::Bounds, bounds, env: Vec::new(), kept: Vec::new(), preset: None, span: node.span })
}

fn numbers(node: &Node) -> Vec<Decimal> {
    match &node.value {
        Value::Array(items) => items.iter().filter_map(Node::number).collect(),
        _ => Vec::new(),
    }
}

fn rising(bounds: Vec<Decimal>, span: Span, ctx: &mut Context<'_>) -> Option<Vec<Decimal>> {
    let f64s: Vec<f64> = bounds.iter().map(|b| b.to_f64()).collect();
    if let Some(at) = f64s.windows(2).position(|w| w[0] >= w[1]) {
        let message = format!("the bounds do not rise: {} is followed by {}", bounds[at], bounds[at + 1]);
        ctx.report(
            Diagnostic::error(&catalogue::BUCKETS_NOT_RISING, span, message).help("sort them, and give each once"),
        );
        return None;
    }
    if f64s.iter().any(|b| !b.is_finite()) {
        ctx.error(&catalogue::BAD_BUCKETS, span, "a bound is larger than a number can be");
        return None;
    }
    Some(bounds)
}

/// 0, then `exp(ln min + (ln max − ln min) · i/(count−1))` for i in 1..count, to two significant digits, without repeats.
fn log_bounds(min: Decimal, max: Decimal, count: u32) -> Vec<Decimal> {
    let (ln_min, ln_max) = (min.to_f64().ln(), max.to_f64().ln());
    let mut bounds = vec![Decimal::ZERO];
    for i in 1..count {
        let value = (ln_min + (ln_max - ln_min) * f64::from(i) / f64::from(count - 1)).exp();
        // As the run time rounds, so that a page and a process agree on every bound.
        let Some(bound) = Decimal::parse(&format!("{value:.1e}")) else { continue };
        if bounds.last().is_none_or(|last| *last < bound) {
            bounds.push(bound);
        }
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(min: &str, max: &str, count: u32) -> String {
        let decimal = |t| Decimal::parse(t).expect("a number");
        let bounds = log_bounds(decimal(min), decimal(max), count);
        bounds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn log_formula_gives_the_known_edges() {
        for (min, max, count, want) in [
            ("1", "512", 10, "0 2 4 8 16 32 64 130 260 510"),
            ("50", "128000", 12, "0 100 210 430 870 1800 3600 7400 15000 31000 63000 130000"),
            ("50", "32000", 10, "0 100 210 430 880 1800 3700 7600 16000 32000"),
            ("0.001", "480", 18, "0 0.0022 0.0047 0.01 0.022 0.047 0.1 0.22 0.47 1 2.2 4.7 10 22 48 100 220 480"),
            (
                "0.001",
                "80",
                20,
                "0 0.0018 0.0033 0.0059 0.011 0.02 0.035 0.064 0.12 0.21 0.38 0.69 1.2 2.3 4.1 7.4 13 24 44 80",
            ),
            ("0.001", "10", 14, "0 0.002 0.0041 0.0084 0.017 0.035 0.07 0.14 0.29 0.59 1.2 2.4 4.9 10"),
            ("1", "2", 1, "0"),
        ] {
            assert_eq!(bounds(min, max, count), want);
        }
    }
}
