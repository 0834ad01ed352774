//! Native and classic buckets out of the same cells.
//!
//! A histogram with native buckets has a cell between any two bounds that lie next to each other, be they native or
//! classic. A record adds to one of them, as it does without native buckets, so that both kinds always tell of the same
//! records; a scrape adds up what lies between two bounds of one kind.

use super::Search;
use crate::desc::Native;
use crate::kind::Repr;

/// The cells of a histogram with native buckets.
#[derive(Debug)]
pub(crate) struct Cells {
    /// Upper bounds of all cells but the last, which has none.
    pub(crate) search: Search,
    /// Number of cells.
    pub(crate) width: usize,
    /// For each classic bound, how many cells lie below it.
    classic: Box<[u32]>,
    /// The same for the zero threshold, and then for each native bound.
    native: Box<[u32]>,
}

impl Cells {
    /// `classic` are bounds in the metric's unit, rising, none of them infinite.
    pub(crate) fn new(classic: &[f64], native: &Native, repr: Repr, nanos_per_unit: u64) -> Self {
        let exponential = || std::iter::once(native.zero_threshold()).chain(native.bounds());
        if repr == Repr::F64 {
            let mut all: Vec<f64> = classic.iter().copied().chain(exponential()).map(|bound| bound + 0.0).collect();
            all.sort_by(f64::total_cmp);
            all.dedup();
            let below = |bound: f64| all.partition_point(|each| *each <= bound) as u32;
            let (classic, native) = (classic.iter().copied().map(below).collect(), exponential().map(below).collect());
            let search = Search::of_floats(all.iter().map(|bound| bound.to_bits()).collect());
            return Cells { search, width: all.len() + 1, classic, native };
        }
        let factor = if repr == Repr::Nanos { nanos_per_unit.max(1) } else { 1 };
        let classic: Vec<Option<u64>> = classic.iter().map(|bound| declared(*bound, factor)).collect();
        let native: Vec<u64> = exponential().map(|bound| floor(bound, factor)).collect();
        let mut all: Vec<u64> = classic.iter().copied().flatten().chain(native.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        let below = |bound: u64| all.partition_point(|each| *each <= bound) as u32;
        Cells {
            width: all.len() + 1,
            classic: classic.into_iter().map(|bound| bound.map_or(0, below)).collect(),
            native: native.into_iter().map(below).collect(),
            search: Search::of_integers(all),
        }
    }

    /// The classic bucket of a cell, `None` if there is none but `+Inf`.
    pub(crate) fn classic_of(&self, cell: usize) -> Option<usize> {
        (!self.classic.is_empty()).then(|| self.classic.partition_point(|end| *end as usize <= cell))
    }

    /// The counts of the classic buckets, not cumulated, `+Inf` last.
    pub(crate) fn classic<'c>(&'c self, cells: &'c [u64]) -> impl Iterator<Item = u64> {
        between(self.classic.iter().copied().chain([cells.len() as u32]), cells)
    }

    /// The counts of the zero bucket, of each native bucket, and of what lies above.
    pub(crate) fn native<'c>(&'c self, cells: &'c [u64]) -> impl Iterator<Item = u64> + Clone {
        between(self.native.iter().copied().chain([cells.len() as u32]), cells)
    }
}

/// Sums of the cells up to each end, from the end before.
fn between(ends: impl Iterator<Item = u32> + Clone, cells: &[u64]) -> impl Iterator<Item = u64> + Clone {
    let mut begin = 0;
    ends.map(move |end| {
        let end = end as usize;
        let within = cells.get(begin..end).unwrap_or_default();
        begin = end;
        within.iter().fold(0, |sum: u64, cell| sum.wrapping_add(*cell))
    })
}

/// A declared bound as the greatest integer that is at most `bound · factor`; `None` if it is below 0. A product that misses
/// an integer by a rounding error, such as that of 0.0022 s and a billion, is that integer.
fn declared(bound: f64, factor: u64) -> Option<u64> {
    let product = bound * factor as f64;
    let nearest = product.round();
    let exact = (product - nearest).abs() <= nearest.abs() * 1e-12;
    (bound >= 0.0).then_some((if exact { nearest } else { product.floor() }) as u64)
}

/// The greatest integer that is at most `bound · factor`, exactly. `bound` is at least 0.
fn floor(bound: f64, factor: u64) -> u64 {
    let bits = bound.to_bits();
    let exponent = (bits >> 52) as i32 - 1075;
    let mantissa = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
    let product = mantissa * u128::from(factor);
    let scaled = match exponent {
        // At most 111 bits; what is shifted out is greater than any value.
        12.. => return u64::MAX,
        0..=11 => product.checked_shl(exponent.cast_unsigned()),
        _ => Some(product.checked_shr(exponent.unsigned_abs()).unwrap_or_default()),
    };
    scaled.and_then(|scaled| u64::try_from(scaled).ok()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn bounds_become_integers_exactly() {
        for (bound, factor, want) in [
            (0.0, SECOND, 0),
            (f64::MIN_POSITIVE, SECOND, 0),
            (0.5, SECOND, 500_000_000),
            (2f64.powi(-20), SECOND, 953),
            (2f64.powi(-30), SECOND, 0),
            (2f64.powi(20), SECOND, 1_048_576_000_000_000),
            (0.917, 1, 0),
            (1.0, 1, 1),
            (9.5, 1, 9),
            (2f64.powi(60), 1, 1 << 60),
            (2f64.powi(63), 1, 1 << 63),
            (2f64.powi(64), 1, u64::MAX),
            (2f64.powi(63), SECOND, u64::MAX),
            (1e300, SECOND, u64::MAX),
            (f64::INFINITY, 1, u64::MAX),
        ] {
            assert_eq!(floor(bound, factor), want, "{bound} {factor}");
        }
        // The `f64` below 600 s: 599,999,999,999.99… ns, which a product of floats would round up.
        assert_eq!(floor(600f64.next_down(), SECOND), 599_999_999_999);
        assert_eq!(declared(0.0022, SECOND), Some(2_200_000));
        assert_eq!(declared(-0.5, 1), None);
    }

    /// Counts of both kinds, each observed value put into its cell; beside them those that the definition gives.
    #[track_caller]
    fn check(classic: &[f64], native: &Native, repr: Repr, nanos: u64, values: &[f64]) {
        let cells = Cells::new(classic, native, repr, nanos);
        let mut counts = vec![0; cells.width];
        let (mut of_classic, mut of_native) = (vec![0; classic.len() + 1], vec![0; native.count as usize + 2]);
        for value in values {
            let cell = match repr {
                Repr::F64 => cells.search.below_float(*value),
                _ => cells.search.below_integer(*value as u64),
            };
            counts[cell] += 1;
            // What is recorded, in the unit. A quotient may round onto a bound, so integers are compared as such.
            let at_most = |bound: f64, exact: bool| match repr {
                Repr::F64 => *value <= bound,
                _ if exact => *value as u64 <= floor(bound, nanos),
                _ => bound >= 0.0 && *value as u64 <= (bound * nanos as f64).round() as u64,
            };
            of_classic[classic.iter().take_while(|bound| !at_most(**bound, false)).count()] += 1;
            let bounds = std::iter::once(native.zero_threshold()).chain(native.bounds());
            of_native[bounds.take_while(|bound| !at_most(*bound, true)).count()] += 1;
        }
        assert_eq!(cells.classic(&counts).collect::<Vec<_>>(), of_classic);
        assert_eq!(cells.native(&counts).collect::<Vec<_>>(), of_native);
        assert_eq!(counts.iter().sum::<u64>(), values.len() as u64);
    }

    #[test]
    fn both_kinds_tell_of_the_same_records() {
        let native = Native { schema: 3, lowest: -79, count: 152 };
        let edges = native.bounds().flat_map(|b| [b.next_down(), b, b.next_up()]);
        let floats: Vec<f64> = edges.chain([-1.0, 0.0, -0.0, 0.0022, 1e9, f64::INFINITY, 1e-9]).collect();
        for classic in [&[][..], &[0.0, 0.0022, 0.1, 1.0, 48.0], &[-1.0, 0.5, 1.0, 1000.0]] {
            check(classic, &native, Repr::F64, 1, &floats);
        }
        let edges = native.bounds().map(|b| (b * 1e9).floor());
        let nanos: Vec<f64> = edges.flat_map(|b| [b - 1.0, b, b + 1.0]).chain([0.0, 1.0, 2_200_000.0, 1e15]).collect();
        for classic in [&[][..], &[0.0, 0.0022, 0.1, 1.0, 48.0]] {
            check(classic, &native, Repr::Nanos, SECOND, &nanos);
        }
        let tokens = Native { schema: 2, lowest: 0, count: 50 };
        let counts: Vec<f64> = (0..6000).map(f64::from).collect();
        for classic in [&[][..], &[-1.0, 0.0, 100.0, 210.0, 5000.0]] {
            check(classic, &tokens, Repr::U64, 1, &counts);
        }
    }

    #[test]
    fn no_cell_is_kept_that_no_integer_can_reach() {
        // Eight bounds between 1 and 2, eight between 2 and 4: of these, 1, 2 and 3 are integers.
        let cells = Cells::new(&[], &Native { schema: 3, lowest: 0, count: 17 }, Repr::U64, 1);
        assert_eq!(cells.width, 6);
    }
}
