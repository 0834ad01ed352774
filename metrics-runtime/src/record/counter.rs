//! Counters.

use crate::exemplar::Labels;
use crate::kind::{Countable, Counter, Number, Repr, Total};
use crate::series::{Series, recorders};

recorders! { [V: Countable, E: Labels] Counter<V, E> {
    /// Counts one.
    #[inline]
    pub fn inc(&self) {
        self.series().count(V::ONE);
    }
} }

recorders! { [V: Number, E: Labels] Counter<V, E> {
    /// Counts `n`. A counter only goes up: an `f64` that is negative or not finite is left out. Integers wrap around,
    /// which to Prometheus is a restart.
    #[inline]
    pub fn add(&self, n: V) {
        self.series().count(n);
    }
} }

impl<V: Number, E: Labels> Series<'_, Counter<V, E>> {
    #[inline(always)]
    pub(crate) fn count(&self, n: V) {
        let bits = n.to_bits();
        if V::REPR == Repr::F64 {
            let value = f64::from_bits(bits);
            match value > 0.0 && value.is_finite() {
                true => self.add_f64_to(self.index, value),
                // -0.0 is 0, too.
                false if value == 0.0 => self.mark(),
                false => {}
            }
        } else if bits == 0 {
            self.mark();
        } else {
            self.add_to(self.index, bits);
        }
    }
}

recorders! { [V: Number] Total<V> {
    /// Takes over a total that is kept elsewhere. One that is smaller than the last, or not finite, changes nothing.
    #[inline]
    pub fn advance_to(&self, total: V) {
        let series = self.series();
        let mut bits = total.to_bits();
        if V::REPR == Repr::F64 {
            let value = f64::from_bits(bits);
            if !value.is_finite() || value < 0.0 {
                return;
            }
            // The bits of two floats have the order of the floats if no sign is set, not even that of -0.0.
            bits = value.abs().to_bits();
        }
        if let Some(row) = series.place.row() {
            row.block.single.raise(series.index, bits);
            row.block.mark(series.index);
        }
    }
} }
