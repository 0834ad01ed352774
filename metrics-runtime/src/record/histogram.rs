//! Histograms.

use std::fmt;
use std::time::{Duration, Instant};

use crate::exemplar::Labels;
use crate::family::Limits;
use crate::kind::sealed::Number as _;
use crate::kind::{Histogram, Number};
use crate::series::{Handle, Series, recorders};
use crate::storage::hot;

recorders! { [E: Labels] Histogram<f64, E> {
    /// Observes a value. One that is not a number is left out: it would belong to no bucket, and make the sum useless for
    /// good.
    #[inline]
    pub fn observe(&self, value: f64) {
        self.series().observe_float(value, value, 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: f64, times: u64) {
        self.series().observe_float(value, value * times as f64, times);
    }
} }

recorders! { [E: Labels] Histogram<u64, E> {
    /// Observes a value. The sum wraps around at 2⁶⁴, which to Prometheus is a restart.
    #[inline]
    pub fn observe(&self, value: u64) {
        self.series().observe_integer(value, value, 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: u64, times: u64) {
        self.series().observe_integer(value, value.wrapping_mul(times), times);
    }
} }

recorders! { [E: Labels] Histogram<Duration, E> {
    /// Observes a duration. Nanoseconds are kept; it is exposed in the metric's unit.
    #[inline]
    pub fn observe(&self, value: Duration) {
        let nanos = value.to_bits();
        self.series().observe_integer(nanos, nanos, 1);
    }

    /// Observes the same duration `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: Duration, times: u64) {
        let nanos = value.to_bits();
        self.series().observe_integer(nanos, nanos.wrapping_mul(times), times);
    }

    /// Starts a timer that observes the time until it is dropped.
    pub fn timer(&self) -> Timer {
        let series = self.series();
        let handle = series.place.handle(series.fixed);
        Timer { handle: Some(handle), index: series.index, start: Instant::now() }
    }
} }

impl<V: Number, E: Labels> Series<'_, Histogram<V, E>> {
    #[inline(always)]
    pub(crate) fn observe_integer(&self, value: u64, sum: u64, times: u64) {
        let (cell, cells) = self.cell_of_integer(value);
        self.integer_into(cell, cells, sum, times);
    }

    #[inline(always)]
    fn observe_float(&self, value: f64, sum: f64, times: u64) {
        if !value.is_nan() {
            let (cell, cells) = self.cell_of_float(value);
            self.float_into(cell, cells, sum, times);
        }
    }

    /// The cell of a value, and the number of cells.
    #[inline(always)]
    pub(super) fn cell_of_integer(&self, value: u64) -> (usize, usize) {
        match self.fixed {
            Some(search) => (search.of_integer(value), search.buckets()),
            None => (self.limits().of_integer(value), self.limits().buckets()),
        }
    }

    /// The same of a float that is a number.
    #[inline(always)]
    pub(super) fn cell_of_float(&self, value: f64) -> (usize, usize) {
        match self.fixed {
            Some(search) => (search.of_float(value), search.buckets()),
            None => (self.limits().of_float(value), self.limits().buckets()),
        }
    }

    #[inline(always)]
    pub(super) fn limits(&self) -> &Limits {
        &self.place.family().table.plan.limits
    }

    // A row is its sum and its buckets.

    #[inline(always)]
    pub(super) fn integer_into(&self, bucket: usize, buckets: usize, sum: u64, times: u64) {
        let row = self.index * (buckets + 1);
        if times != 0 && !hot::try_observe(self.place.cell(row), bucket + 1, times, sum) {
            self.place.cold_add(row + 1 + bucket, times);
            self.place.cold_add(row, sum);
        }
    }

    #[inline(always)]
    pub(super) fn float_into(&self, bucket: usize, buckets: usize, sum: f64, times: u64) {
        let row = self.index * (buckets + 1);
        if times != 0 && !hot::try_observe_f64(self.place.cell(row), bucket + 1, times, sum) {
            self.place.cold_add(row + 1 + bucket, times);
            self.place.cold_add_f64(row, sum);
        }
    }
}

/// A running timer. The time until it is dropped is observed.
#[must_use = "the time until the timer is dropped is observed"]
pub struct Timer {
    /// `None` once there is nothing more to observe.
    handle: Option<Handle>,
    index: usize,
    start: Instant,
}

impl Timer {
    /// Observes now, and tells the time.
    pub fn stop(mut self) -> Duration {
        let elapsed = self.start.elapsed();
        self.observe(elapsed);
        elapsed
    }

    /// Observes nothing.
    pub fn discard(mut self) {
        self.handle = None;
    }

    fn observe(&mut self, elapsed: Duration) {
        if let Some(handle) = self.handle.take() {
            handle.observe(self.index, elapsed);
        }
    }
}

impl Handle {
    /// Observes a duration in a series of the row.
    pub(crate) fn observe(&self, index: usize, elapsed: Duration) {
        let nanos = elapsed.to_bits();
        self.series::<Histogram<Duration>>(index).observe_integer(nanos, nanos, 1);
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        let elapsed = self.start.elapsed();
        self.observe(elapsed);
    }
}

impl fmt::Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timer").field("start", &self.start).finish_non_exhaustive()
    }
}
