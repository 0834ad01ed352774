//! Gauges that are set, and those that go up and down.

use std::fmt;
use std::sync::Arc;

use crate::family::Row;
use crate::kind::{Countable, Gauge, Number, UpDown};
use crate::series::recorders;

recorders! { [V: Number] Gauge<V> {
    /// Sets the value.
    #[inline]
    pub fn set(&self, value: V) {
        let series = self.series();
        series.row.block.set(series.index, value.to_bits());
    }
} }

recorders! { [V: Countable] UpDown<V> {
    /// Goes up by one.
    #[inline]
    pub fn inc(&self) {
        self.add(V::ONE);
    }

    /// Goes down by one.
    #[inline]
    pub fn dec(&self) {
        self.sub(V::ONE);
    }

    /// Goes up by one now, and down by one when the guard is dropped, on whatever thread that is.
    pub fn guard(&self) -> Guard {
        let series = self.series();
        series.row.block.up(series.index, V::ONE.to_bits());
        Guard { row: Arc::clone(&series.row), index: series.index, one: V::ONE.to_bits() }
    }
} }

recorders! { [V: Number] UpDown<V> {
    /// Goes up by `n`. An `f64` that is not finite changes nothing: no later call could undo it.
    #[inline]
    pub fn add(&self, n: V) {
        let series = self.series();
        series.row.block.up(series.index, n.to_bits());
    }

    /// Goes down by `n`, as [`add`](Self::add) goes up.
    #[inline]
    pub fn sub(&self, n: V) {
        let series = self.series();
        series.row.block.down(series.index, n.to_bits());
    }
} }

/// Something in flight: a gauge has gone up by one, and goes down by one when this is dropped.
#[must_use = "the gauge goes down again as soon as the guard is dropped"]
pub struct Guard {
    row: Arc<Row>,
    index: usize,
    one: u64,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.row.block.down(self.index, self.one);
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Guard").field(&self.row.key.values).finish()
    }
}
