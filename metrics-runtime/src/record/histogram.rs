//! Histograms.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::family::Row;
use crate::kind::Histogram;
use crate::series::recorders;

recorders! { [] Histogram<f64> {
    /// Observes a value. One that is not a number is left out: it would belong to no bucket, and make the sum useless for
    /// good.
    #[inline]
    pub fn observe(&self, value: f64) {
        let series = self.series();
        series.row.observe(series.index, value.to_bits(), value.to_bits(), 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: f64, times: u64) {
        let series = self.series();
        if times > 0 {
            series.row.observe(series.index, value.to_bits(), (value * times as f64).to_bits(), times);
        }
    }
} }

recorders! { [] Histogram<u64> {
    /// Observes a value. The sum wraps around at 2⁶⁴, which to Prometheus is a restart.
    #[inline]
    pub fn observe(&self, value: u64) {
        let series = self.series();
        series.row.observe(series.index, value, value, 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: u64, times: u64) {
        let series = self.series();
        if times > 0 {
            series.row.observe(series.index, value, value.wrapping_mul(times), times);
        }
    }
} }

recorders! { [] Histogram<Duration> {
    /// Observes a duration. Nanoseconds are kept; it is exposed in the metric's unit.
    #[inline]
    pub fn observe(&self, value: Duration) {
        self.observe_n(value, 1);
    }

    /// Observes the same duration `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&self, value: Duration, times: u64) {
        let series = self.series();
        let nanos = u64::try_from(value.as_nanos()).unwrap_or(u64::MAX);
        if times > 0 {
            series.row.observe(series.index, nanos, nanos.wrapping_mul(times), times);
        }
    }

    /// Starts a timer that observes the time until it is dropped.
    pub fn timer(&self) -> Timer {
        let series = self.series();
        Timer { row: Some(Arc::clone(&series.row)), index: series.index, start: Instant::now() }
    }
} }

/// A running timer. The time until it is dropped is observed.
#[must_use = "the time until the timer is dropped is observed"]
pub struct Timer {
    /// `None` once there is nothing more to observe.
    row: Option<Arc<Row>>,
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
        self.row = None;
    }

    fn observe(&mut self, elapsed: Duration) {
        if let Some(row) = self.row.take() {
            let nanos = u64::try_from(elapsed.as_nanos()).unwrap_or(u64::MAX);
            row.observe(self.index, nanos, nanos, 1);
        }
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
