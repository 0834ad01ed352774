//! Which bucket a value belongs to.

use crate::desc;
use crate::kind::{Repr, Shape, Storage};
use crate::native::Cells;

/// Most bounds that are found by a table.
const BOUNDS: usize = 63;
/// Classes of the table.
const CLASSES: usize = 256;

/// Upper bounds in what is recorded: nanoseconds for durations.
#[derive(Debug)]
pub(crate) enum Limits {
    Table(Box<Search>),
    Many(Many),
    /// With native buckets.
    Native(Cells),
}

/// Up to 63 bounds.
///
/// A value's class is what its float form begins with, its exponent and a few bits more. If no class has two bounds, the
/// table tells how many bounds are below a class, and one compare settles the rest. That needs a few bits for bounds that
/// grow by a factor; where bounds lie too close together for it, they are searched.
#[derive(Debug)]
pub(crate) struct Search {
    /// Buckets, `+Inf` included.
    buckets: usize,
    /// Bounds of an integer that are below 0.
    below: usize,
    /// As recorded: integers, or bits of floats; what is missing at the end is greater than any value.
    bounds: [u64; BOUNDS + 1],
    /// Bits of the float form that do not count; 0 if there is no table.
    shift: u32,
    /// The first class.
    first: i64,
    last: usize,
    classes: [u8; CLASSES],
}

/// More bounds than a table has room for.
#[derive(Debug)]
pub(crate) struct Many {
    below: usize,
    bounds: Box<[u64]>,
}

/// Bounds that nothing but the schema sets, if there are not too many: their table is made when the service is compiled.
pub(crate) const fn fixed(metric: &desc::Metric, storage: Storage) -> Option<Search> {
    match (&metric.buckets, storage.shape) {
        (Some(buckets), Shape::Histogram) if buckets.env.is_empty() && metric.native.is_none() => {
            Search::new(buckets.bounds, storage.repr, metric.nanos_per_unit)
        }
        _ => None,
    }
}

impl Limits {
    /// Of a metric whose classic bounds are these.
    pub(crate) fn of(metric: &desc::Metric, bounds: &[f64], repr: Repr) -> Self {
        match &metric.native {
            Some(native) => Limits::Native(Cells::new(bounds, native, repr, metric.nanos_per_unit)),
            None => Limits::new(bounds, repr, metric.nanos_per_unit),
        }
    }

    fn new(bounds: &[f64], repr: Repr, nanos_per_unit: u64) -> Self {
        // Most metrics have no bounds.
        let search = if bounds.is_empty() { None } else { Search::new(bounds, repr, nanos_per_unit) };
        match search {
            Some(search) => Limits::Table(Box::new(search)),
            None => {
                let below = below(bounds, repr);
                let bounds = bounds[below..].iter().map(|bound| recorded(*bound, repr, nanos_per_unit)).collect();
                Limits::Many(Many { below, bounds })
            }
        }
    }

    /// Number of the bounds that are below a number.
    #[inline]
    pub(crate) fn of_integer(&self, value: u64) -> usize {
        match self {
            Limits::Table(search) => search.of_integer(value),
            Limits::Many(many) => many.below + many.bounds.partition_point(|bound| *bound < value),
            Limits::Native(cells) => cells.search.below_integer(value),
        }
    }

    /// Cells of a series: buckets, `+Inf` included.
    #[inline]
    pub(crate) fn buckets(&self) -> usize {
        match self {
            Limits::Table(search) => search.buckets,
            Limits::Many(many) => many.below + many.bounds.len() + 1,
            Limits::Native(cells) => cells.width,
        }
    }

    /// As [`of_integer`](Limits::of_integer), of a float that is a number.
    #[inline]
    pub(crate) fn of_float(&self, value: f64) -> usize {
        match self {
            Limits::Table(search) => search.of_float(value),
            Limits::Many(many) => many.bounds.partition_point(|bound| f64::from_bits(*bound) < value),
            Limits::Native(cells) => cells.search.below_float(value),
        }
    }

    /// How classic and native buckets are made of the cells, if there are native ones; else cells are classic buckets.
    pub(crate) fn cells(&self) -> Option<&Cells> {
        match self {
            Limits::Native(cells) => Some(cells),
            Limits::Table(_) | Limits::Many(_) => None,
        }
    }
}

impl Search {
    const fn new(bounds: &[f64], repr: Repr, nanos_per_unit: u64) -> Option<Self> {
        let float = matches!(repr, Repr::F64);
        let below = below(bounds, repr);
        let len = bounds.len() - below;
        if len > BOUNDS {
            return None;
        }
        let missing = if float { f64::INFINITY.to_bits() } else { u64::MAX };
        let mut all = [missing; BOUNDS + 1];
        let mut at = 0;
        while at < len {
            all[at] = recorded(bounds[below + at], repr, nanos_per_unit);
            at += 1;
        }
        let mut search = Search {
            buckets: bounds.len() + 1,
            below,
            bounds: all,
            shift: 0,
            first: 0,
            last: 0,
            classes: [0; CLASSES],
        };
        let mut shift = 52;
        while shift > 45 && search.shift == 0 {
            search.classify(len, shift, float);
            shift -= 1;
        }
        Some(search)
    }

    /// Makes the table for classes of this width, if no class has two bounds.
    const fn classify(&mut self, len: usize, shift: u32, float: bool) {
        if len == 0 {
            self.shift = shift;
            return;
        }
        let mut at = 1;
        while at < len {
            if self.class_of(at, shift, float) == self.class_of(at - 1, shift, float) {
                return;
            }
            at += 1;
        }
        // The first class goes down to the lowest value, the last up to the highest.
        let lowest = self.class_of(0, shift, float);
        let first = if len > 1 { self.class_of(1, shift, float) - 1 } else { lowest };
        let last = self.class_of(len - 1, shift, float) - first;
        if lowest > first || last < 0 || last >= CLASSES as i64 {
            return;
        }
        let (mut class, mut bound) = (0, 0);
        while class <= last {
            while bound < len && class > 0 && self.class_of(bound, shift, float) < first + class {
                bound += 1;
            }
            self.classes[class as usize] = bound as u8;
            class += 1;
        }
        (self.shift, self.first, self.last) = (shift, first, last as usize);
    }

    const fn class_of(&self, bound: usize, shift: u32, float: bool) -> i64 {
        if float {
            class_of_float(f64::from_bits(self.bounds[bound]), shift)
        } else {
            class_of(self.bounds[bound], shift)
        }
    }

    #[inline(always)]
    pub(crate) fn of_integer(&self, value: u64) -> usize {
        if self.shift == 0 {
            return self.below + self.search(|bound| bound < value);
        }
        let start = self.start(class_of(value, self.shift));
        self.below + start + usize::from(self.bounds[start] < value)
    }

    #[inline(always)]
    pub(crate) fn of_float(&self, value: f64) -> usize {
        if self.shift == 0 {
            return self.search(|bound| f64::from_bits(bound) < value);
        }
        let start = self.start(class_of_float(value, self.shift));
        start + usize::from(f64::from_bits(self.bounds[start]) < value)
    }

    #[inline(always)]
    pub(crate) fn buckets(&self) -> usize {
        self.buckets
    }

    /// How many bounds are below a class.
    #[inline(always)]
    fn start(&self, class: i64) -> usize {
        let class = (class - self.first).clamp(0, self.last as i64) as usize;
        usize::from(self.classes[class % CLASSES]) % (BOUNDS + 1)
    }

    /// Halves the bounds without a branch.
    #[inline]
    fn search(&self, is_below: impl Fn(u64) -> bool) -> usize {
        let mut found = 0;
        for step in [32, 16, 8, 4, 2, 1] {
            found += step * usize::from(is_below(self.bounds[(found + step - 1) % (BOUNDS + 1)]));
        }
        found
    }
}

/// What the float form of an integer begins with. Half of it, since a signed integer is what processors convert.
#[inline(always)]
const fn class_of(value: u64, shift: u32) -> i64 {
    class_of_float((value >> 1).cast_signed() as f64, shift)
}

#[inline(always)]
const fn class_of_float(value: f64, shift: u32) -> i64 {
    value.to_bits().cast_signed() >> shift
}

/// Bounds that every integer is above.
const fn below(bounds: &[f64], repr: Repr) -> usize {
    let mut below = 0;
    while below < bounds.len() && bounds[below] < 0.0 && !matches!(repr, Repr::F64) {
        below += 1;
    }
    below
}

/// A bound as it is compared with what is recorded.
const fn recorded(bound: f64, repr: Repr, nanos_per_unit: u64) -> u64 {
    match repr {
        Repr::F64 => bound.to_bits(),
        Repr::Nanos if nanos_per_unit > 1 => integer(bound, nanos_per_unit),
        _ => integer(bound, 1),
    }
}

/// The greatest integer that is at most `bound * factor`. A product that misses an integer by a rounding error, such as
/// that of 0.0022 s and a billion, is that integer.
const fn integer(bound: f64, factor: u64) -> u64 {
    let product = bound * factor as f64;
    let nearest = product.round();
    let exact = (product - nearest).abs() <= nearest.abs() * 1e-12;
    (if exact { nearest } else { product.floor() }) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::log_bounds;

    #[test]
    fn a_bound_belongs_to_its_bucket() {
        let seconds = Limits::new(&[0.0, 0.0022, 0.1, 2.2], Repr::Nanos, 1_000_000_000);
        for (nanos, want) in [
            (0, 0),
            (1, 1),
            (2_200_000, 1),
            (2_200_001, 2),
            (100_000_000, 2),
            (2_200_000_000, 3),
            (2_200_000_001, 4),
            (u64::MAX, 4),
        ] {
            assert_eq!(seconds.of_integer(nanos), want, "{nanos}");
        }
        let counts = Limits::new(&[-1.0, 0.5, 2.0], Repr::U64, 1);
        assert_eq!([0, 1, 2, 3].map(|n| counts.of_integer(n)), [1, 2, 2, 3]);
    }

    #[test]
    fn floats() {
        let limits = Limits::new(&[-1.0, 0.0, 1.0], Repr::F64, 1);
        for (value, want) in
            [(-2.0, 0), (-1.0, 0), (-0.5, 1), (-0.0, 1), (1.0, 2), (f64::INFINITY, 3), (f64::NEG_INFINITY, 0)]
        {
            assert_eq!(limits.of_float(value), want, "{value}");
        }
    }

    /// Every way to search finds what counting finds, at each bound, beside it, and anywhere.
    #[test]
    fn all_ways_agree_with_counting() {
        let linear = |n: usize| (0..n).map(|i| i as f64 * 0.7 + 100.0).collect::<Vec<_>>();
        let mut tables = 0;
        for bounds in [
            vec![],
            vec![0.0],
            vec![5.0],
            vec![-3.0, -1.0, 0.0, 1.0],
            vec![0.0, 1.0, 1.5, 1e9],
            log_bounds(0.001, 480.0, 18),
            log_bounds(0.001, 480.0, 60),
            log_bounds(1.0, 128_000.0, 12),
            (0..20).map(|i| 0.001 * f64::from(1 << i)).collect(),
            vec![0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0],
            vec![1e-9, 1e9],
            vec![f64::MIN_POSITIVE, 1.0, f64::MAX],
            linear(63),
            linear(64),
            linear(500),
        ] {
            let mut state = 7u64;
            let mut random = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state
            };
            for (repr, unit) in [(Repr::U64, 1), (Repr::Nanos, 1_000_000_000), (Repr::Nanos, 1_000_000), (Repr::F64, 1)]
            {
                let limits = Limits::new(&bounds, repr, unit);
                tables += usize::from(matches!(&limits, Limits::Table(search) if search.shift > 0));
                if repr == Repr::F64 {
                    let near = bounds.iter().flat_map(|bound| [*bound, bound.next_up(), bound.next_down(), -bound]);
                    let any = (0..2000).map(|_| f64::from_bits(random())).filter(|value| !value.is_nan());
                    let some: Vec<f64> =
                        near.chain(any).chain([0.0, -0.0, f64::MAX, f64::MIN, f64::INFINITY]).collect();
                    for value in some {
                        let want = bounds.iter().filter(|bound| **bound < value).count();
                        assert_eq!(limits.of_float(value), want, "{value} in {bounds:?}");
                    }
                    continue;
                }
                let exact: Vec<u64> = bounds.iter().map(|bound| recorded(*bound, repr, unit)).collect();
                let near = exact.iter().flat_map(|bound| [*bound, bound.saturating_add(1), bound.saturating_sub(1)]);
                let some: Vec<u64> = near.chain([0, 1, 2, 3, u64::MAX, u64::MAX / 2]).collect();
                let any: Vec<u64> = (0..2000).map(|_| random() >> (random() % 64)).collect();
                for value in some.into_iter().chain(any) {
                    let want =
                        bounds.iter().zip(&exact).filter(|(bound, exact)| **bound < 0.0 || **exact < value).count();
                    assert_eq!(limits.of_integer(value), want, "{value} in {bounds:?}, {repr:?} {unit}");
                }
            }
        }
        assert_eq!(tables, 35);
    }

    #[test]
    fn bounds_of_the_schema_are_known_when_it_is_compiled() {
        const BUCKETS: desc::Buckets = desc::Buckets { bounds: &[0.1, 0.2], log: None, env: &[], kept: &[] };
        const METRIC: desc::Metric = desc::Metric {
            buckets: Some(BUCKETS),
            ..desc::Metric::new("m", desc::Name::Whole("m"), desc::Kind::Histogram, "h", "schemas/a.toml:1:1")
        };
        const STORAGE: Storage = Storage { shape: Shape::Histogram, repr: Repr::F64 };
        const FIXED: Option<Search> = fixed(&METRIC, STORAGE);
        assert_eq!(FIXED.unwrap().of_float(0.15), 1);
        let env = desc::Metric { buckets: Some(desc::Buckets { env: &["B"], ..BUCKETS }), ..METRIC };
        assert!(fixed(&env, STORAGE).is_none());
    }
}
