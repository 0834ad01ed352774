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

    pub(crate) fn as_f64(self) -> f64 {
        match self {
            Number::U64(value) => value as f64,
            Number::I64(value) => value as f64,
            Number::F64(value) => value,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Number::U64(a), Number::U64(b)) => Number::U64(a.wrapping_add(b)),
            (Number::I64(a), Number::I64(b)) => Number::I64(a.wrapping_add(b)),
            _ => Number::F64(self.as_f64() + other.as_f64()),
        }
    }
}

/// A series at one moment. Numbers of a histogram are borrowed from the sums of the scrape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value<'s> {
    Number(Number),
    /// Counts by bucket, not cumulated; the last one is `+Inf`. None at all if there is no record yet.
    Histogram {
        buckets: &'s [u64],
        sum: Number,
    },
    /// Stateset: the state's position plus 1, 0 before there is one.
    State(usize),
}
