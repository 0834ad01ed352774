//! Counters.

use crate::kind::{Countable, Counter, Number, Total};
use crate::series::recorders;

recorders! { [V: Countable] Counter<V> {
    /// Counts one.
    #[inline]
    pub fn inc(&self) {
        self.add(V::ONE);
    }
} }

recorders! { [V: Number] Counter<V> {
    /// Counts `n`. A counter only goes up: an `f64` that is negative or not finite is left out. Integers wrap around,
    /// which to Prometheus is a restart.
    #[inline]
    pub fn add(&self, n: V) {
        let series = self.series();
        series.row.block.add(series.index, n.to_bits());
    }
} }

recorders! { [V: Number] Total<V> {
    /// Takes over a total that is kept elsewhere. One that is smaller than the last, or not finite, changes nothing.
    #[inline]
    pub fn advance_to(&self, total: V) {
        let series = self.series();
        series.row.block.raise(series.index, total.to_bits());
    }
} }
