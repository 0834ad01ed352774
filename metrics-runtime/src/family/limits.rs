//! Which bucket a value belongs to.

use crate::kind::Repr;

/// Upper bounds in what is recorded: nanoseconds for durations.
#[derive(Debug)]
pub(crate) enum Limits {
    Float(Box<[f64]>),
    /// Bounds below 0, which no such value can be at most, and the others.
    Integer {
        below: usize,
        bounds: Box<[u64]>,
    },
}

impl Limits {
    pub(crate) fn new(bounds: &[f64], repr: Repr, nanos_per_unit: u64) -> Self {
        if repr == Repr::F64 {
            return Limits::Float(bounds.into());
        }
        let below = bounds.iter().take_while(|bound| **bound < 0.0).count();
        let factor = if repr == Repr::Nanos { nanos_per_unit.max(1) } else { 1 };
        Limits::Integer { below, bounds: bounds[below..].iter().map(|bound| integer(*bound, factor)).collect() }
    }

    /// Position of the first bound that is at least the value; the number of bounds stands for `+Inf`. `None` for what
    /// is no number.
    #[inline]
    pub(crate) fn bucket(&self, bits: u64) -> Option<usize> {
        match self {
            Limits::Float(bounds) => {
                let value = f64::from_bits(bits);
                (!value.is_nan()).then(|| bounds.partition_point(|bound| *bound < value))
            }
            Limits::Integer { below, bounds } => Some(below + bounds.partition_point(|bound| *bound < bits)),
        }
    }
}

/// The greatest integer that is at most `bound * factor`. A product that misses an integer by a rounding error, such as
/// that of 0.0022 s and a billion, is that integer.
fn integer(bound: f64, factor: u64) -> u64 {
    let product = bound * factor as f64;
    let nearest = product.round();
    let exact = (product - nearest).abs() <= nearest.abs() * 1e-12;
    (if exact { nearest } else { product.floor() }) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(seconds.bucket(nanos), Some(want), "{nanos}");
        }
        let counts = Limits::new(&[-1.0, 0.5, 2.0], Repr::U64, 1);
        assert_eq!([0, 1, 2, 3].map(|n| counts.bucket(n)), [Some(1), Some(2), Some(2), Some(3)]);
    }

    #[test]
    fn floats() {
        let limits = Limits::new(&[-1.0, 0.0, 1.0], Repr::F64, 1);
        for (value, want) in
            [(-2.0, 0), (-1.0, 0), (-0.5, 1), (-0.0, 1), (1.0, 2), (f64::INFINITY, 3), (f64::NEG_INFINITY, 0)]
        {
            assert_eq!(limits.bucket(f64::to_bits(value)), Some(want), "{value}");
        }
        assert_eq!(limits.bucket(f64::NAN.to_bits()), None);
    }
}
