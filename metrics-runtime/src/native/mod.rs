//! Native buckets: the bounds of Prometheus' standard schemas.
//!
//! A bucket's index says its upper bound, 2^(index · 2^-schema), which belongs to it. The bounds here are the `f64`s next
//! to these, as in other clients, so that one value is in one bucket whoever observes it.

mod cells;
mod mantissas;
mod search;

pub(crate) use cells::Cells;
pub(crate) use search::Search;

use mantissas::MANTISSAS;

use crate::desc::Native;

/// Finest schema that [`MANTISSAS`] serves.
const FINEST: u32 = 8;

impl Native {
    /// Upper bound of the bucket with an index; 0 or infinite if that is beyond an `f64`.
    pub fn bound(&self, index: i32) -> f64 {
        let index = i64::from(index);
        let schema = self.schema.clamp(-4, FINEST as i8);
        if schema <= 0 {
            return power(index << -schema, 0);
        }
        let per_octave = 1 << schema;
        let within = index.rem_euclid(per_octave) << (FINEST - u32::from(schema.unsigned_abs()));
        let mantissa = usize::try_from(within).ok().and_then(|at| MANTISSAS.get(at));
        power(index.div_euclid(per_octave), mantissa.copied().unwrap_or_default())
    }

    /// Values up to this count as zero: the lower bound of the lowest bucket.
    pub fn zero_threshold(&self) -> f64 {
        self.bound(self.lowest.saturating_sub(1))
    }

    /// The upper bounds of all buckets, rising.
    pub fn bounds(&self) -> impl Iterator<Item = f64> {
        (0..self.count).map(|at| self.bound(self.lowest.saturating_add_unsigned(at)))
    }
}

/// `1.mantissa · 2^exponent`.
fn power(exponent: i64, mantissa: u64) -> f64 {
    match u64::try_from(exponent + 1023) {
        Ok(biased @ 1..=2046) => f64::from_bits(biased << 52 | mantissa),
        // No declared bucket is so small that precision is lost here: schemas end at 1e-300.
        Ok(0) | Err(_) => 0.0,
        Ok(_) => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn native(schema: i8) -> Native {
        Native { schema, lowest: -3, count: 7 }
    }

    #[test]
    fn bounds_of_known_schemas() {
        let all = |schema| native(schema).bounds().collect::<Vec<_>>();
        assert_eq!(all(0), [0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0]);
        assert_eq!(all(-1), [0.015625, 0.0625, 0.25, 1.0, 4.0, 16.0, 64.0]);
        assert_eq!(native(-4).bound(1), 65536.0);
        assert_eq!(native(1).bound(1), std::f64::consts::SQRT_2);
        assert_eq!(native(1).bound(-1), std::f64::consts::FRAC_1_SQRT_2);
        assert_eq!(native(0).zero_threshold(), 0.0625);
        assert_eq!(native(8).bound(256 * 10), 1024.0);
        assert_eq!((native(0).bound(-1023), native(0).bound(1024)), (0.0, f64::INFINITY));
        assert_eq!((native(-4).bound(i32::MAX), native(-4).bound(i32::MIN)), (f64::INFINITY, 0.0));
    }

    /// Each mantissa against exact arithmetic: 2^i lies between the 256th powers of the numbers half a step below it and
    /// half a step above it.
    #[test]
    fn mantissas_are_the_nearest() {
        for (i, mantissa) in MANTISSAS.iter().enumerate().skip(1) {
            // In half steps: the number is `2 · (2^52 + mantissa) / 2^53`.
            let twice = 2 * ((1 << 52) + mantissa);
            // 2^i, scaled as the 256th power of a number of half steps is.
            let bit = i + 53 * 256;
            assert!(bits(&power_256(twice - 1)) <= bit, "{i}");
            assert!(bits(&power_256(twice + 1)) > bit, "{i}");
        }
        assert_eq!(MANTISSAS[0], 0);
    }

    /// Number of binary digits. A number below 2^bit has at most `bit` of them.
    fn bits(number: &[u32]) -> usize {
        let used = number.iter().rposition(|limb| *limb != 0).map_or(0, |at| at + 1);
        used * 32 - number[used - 1].leading_zeros() as usize
    }

    fn power_256(base: u64) -> Vec<u32> {
        let mut all = vec![base as u32, (base >> 32) as u32];
        for _ in 0..8 {
            all = square(&all);
        }
        all
    }

    fn square(number: &[u32]) -> Vec<u32> {
        let mut product = vec![0; number.len() * 2];
        for (i, a) in number.iter().enumerate() {
            let mut carry = 0;
            for (j, b) in number.iter().enumerate() {
                let sum = u64::from(*a) * u64::from(*b) + u64::from(product[i + j]) + carry;
                product[i + j] = sum as u32;
                carry = sum >> 32;
            }
            product[i + number.len()] = carry as u32;
        }
        product
    }
}
