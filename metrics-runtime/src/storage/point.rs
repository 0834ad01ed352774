//! What a scrape reads.

use crate::kind::Repr;

/// A number in the metric's unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    U64(u64),
    I64(i64),
    F64(f64),
}

impl Number {
    pub(crate) fn new(bits: u64, repr: Repr, nanos_per_unit: u64) -> Self {
        match repr {
            Repr::U64 | Repr::Bool => Number::U64(bits),
            Repr::I64 => Number::I64(bits.cast_signed()),
            Repr::F64 => Number::F64(f64::from_bits(bits)),
            Repr::Nanos if nanos_per_unit <= 1 => Number::U64(bits),
            Repr::Nanos => Number::F64(bits as f64 / nanos_per_unit as f64),
        }
    }

    fn as_f64(self) -> f64 {
        match self {
            Number::U64(value) => value as f64,
            Number::I64(value) => value as f64,
            Number::F64(value) => value,
        }
    }

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Number::U64(a), Number::U64(b)) => Number::U64(a.wrapping_add(b)),
            (Number::I64(a), Number::I64(b)) => Number::I64(a.wrapping_add(b)),
            _ => Number::F64(self.as_f64() + other.as_f64()),
        }
    }
}

/// A series at one moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Point {
    Number(Number),
    /// Counts by bucket, not cumulated; the last one is `+Inf`.
    Histogram {
        buckets: Box<[u64]>,
        sum: Number,
    },
    /// Stateset: 0 or 1 for each state.
    States(Box<[u64]>),
}

impl Point {
    /// Adds the same series of another instance.
    pub(crate) fn add(&mut self, other: &Point) {
        match (self, other) {
            (Point::Number(a), Point::Number(b)) => *a = a.plus(*b),
            (Point::Histogram { buckets, sum }, Point::Histogram { buckets: more, sum: other }) => {
                add_all(buckets, more);
                *sum = sum.plus(*other);
            }
            // OpenMetrics has no other numbers here: a state is there if an instance is in it.
            (Point::States(a), Point::States(b)) => a.iter_mut().zip(b).for_each(|(a, b)| *a = (*a).max(*b)),
            // Both are of one metric, so that they have one shape.
            _ => {}
        }
    }
}

fn add_all(to: &mut [u64], from: &[u64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = to.wrapping_add(*from);
    }
}
