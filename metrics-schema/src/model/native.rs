//! Native buckets: exponential ones of Prometheus' standard schemas.

use super::Decimal;
use crate::source::Span;

/// `native`, with the buckets that come of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Native {
    /// Greatest growth from bound to bound.
    pub factor: Decimal,
    /// Most buckets that are kept.
    pub max_buckets: u32,
    /// Prometheus' standard schema, from -4 to 8: each bound is 2^(2^-schema) times the one before.
    pub schema: i8,
    /// Index of the lowest bucket: its bound is 2^(lowest · 2^-schema).
    pub lowest: i32,
    /// Number of buckets, all of which have a place in memory.
    pub count: u32,
    /// Where it is declared.
    pub span: Span,
}

impl Native {
    /// Growth from bound to bound, which is at most `factor`.
    pub fn growth(&self) -> f64 {
        growth(self.schema)
    }

    /// Values up to this count as zero; the lower bound of the lowest bucket.
    pub fn zero_threshold(&self) -> f64 {
        bound(self.schema, self.lowest - 1)
    }

    /// The upper bound of the highest bucket. What is above it is in one further bucket.
    pub fn highest(&self) -> f64 {
        bound(self.schema, self.lowest + self.count.saturating_sub(1).cast_signed())
    }
}

/// Standard schemas, the coarsest first.
pub(crate) const SCHEMAS: std::ops::RangeInclusive<i8> = -4..=8;

/// Growth from bound to bound of a schema.
pub(crate) fn growth(schema: i8) -> f64 {
    (-f64::from(schema)).exp2().exp2()
}

/// Upper bound of a bucket.
fn bound(schema: i8, index: i32) -> f64 {
    (f64::from(index) * (-f64::from(schema)).exp2()).exp2()
}

/// Index of the bucket of a value above 0: its bound is the first that is at least the value.
pub(crate) fn index_of(schema: i8, value: f64) -> i32 {
    // Of the bounds only powers of two are numbers that can be written down, so that only these need care.
    let exponent = (value.to_bits() >> 52) as i32 - 1023;
    let mantissa = f64::from_bits(value.to_bits() & ((1 << 52) - 1) | 1f64.to_bits());
    if schema <= 0 {
        let power = exponent + i32::from(mantissa > 1.0);
        return -((-power) >> -schema);
    }
    let per_octave = 1 << schema;
    let within = (mantissa.log2() * f64::from(per_octave)).ceil() as i32;
    exponent * per_octave + if mantissa > 1.0 { within.clamp(1, per_octave) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_in_its_bucket() {
        for (schema, value, want) in [
            (0, 1.0, 0),
            (0, 1.5, 1),
            (0, 2.0, 1),
            (0, 0.5, -1),
            (0, 0.51, 0),
            (3, 1.0, 0),
            (3, 1.09, 1),
            (3, 1.1, 2),
            (3, 2.0, 8),
            (3, 0.5, -8),
            (8, 1.002, 1),
            (8, 480.0, 2281),
            (-1, 1.0, 0),
            (-1, 1.1, 1),
            (-1, 4.0, 1),
            (-1, 4.1, 2),
            (-1, 0.25, -1),
            (-1, 0.2, -1),
            (-1, 0.3, 0),
            (-4, 65536.0, 1),
            (-4, 65537.0, 2),
        ] {
            assert_eq!(index_of(schema, value), want, "{schema} {value}");
        }
    }

    #[test]
    fn bounds_enclose_what_is_in_their_bucket() {
        for schema in SCHEMAS {
            for value in [1e-300, 2.2e-9, 0.001, 0.7, 1.0, 3.0, 480.0, 1e12, 1e300] {
                let index = index_of(schema, value);
                let (lower, upper) = (bound(schema, index - 1), bound(schema, index));
                assert!(lower < value && value <= upper, "{schema} {value}: {lower} {upper}");
            }
        }
        assert_eq!((growth(0), growth(-1), growth(1)), (2.0, 4.0, 2f64.sqrt()));
    }
}
