//! Buffers for inner loops.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use crate::exemplar::Labels;
use crate::kind::sealed::Number as _;
use crate::kind::{Histogram, Number, Repr};
use crate::series::{Handle, Series, recorders};

recorders! { [V: Number, E: Labels] Histogram<V, E> {
    /// A buffer for this series, which one thread at a time fills: records into it are plain additions. What is in it is
    /// exposed once `threshold` values are, or after [`flush`](LocalHistogram::flush), or when it is dropped.
    pub fn local(&self, threshold: u64) -> LocalHistogram<V> {
        let series = self.series();
        let handle = series.place.handle(series.fixed);
        let cells = vec![0; series.limits().buckets()].into();
        LocalHistogram { handle, index: series.index, cells, sum: 0, pending: 0, threshold, types: PhantomData }
    }
} }

/// Values of a histogram that are not exposed yet, see [`Histogram`]'s `local`.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// # metricspec::schema!("schemas/shop.toml");
/// # use std::time::Duration;
/// let shop = shop::Recorders::new();
/// let mut durations = shop.order_duration_seconds.local(1000);
/// for millis in 0..2500 {
///     durations.observe(Duration::from_millis(millis));
/// }
/// assert_eq!(durations.pending(), 500);
/// durations.flush();
/// # }
/// ```
pub struct LocalHistogram<V: Number> {
    handle: Handle,
    index: usize,
    /// Counts of the cells.
    cells: Box<[u64]>,
    /// The sum as it is recorded: an integer, or the bits of a float.
    sum: u64,
    pending: u64,
    threshold: u64,
    types: PhantomData<fn() -> V>,
}

impl<V: Number> LocalHistogram<V> {
    /// How many values are in the buffer.
    pub fn pending(&self) -> u64 {
        self.pending
    }

    /// Records what is in the buffer.
    pub fn flush(&mut self) {
        if std::mem::take(&mut self.pending) == 0 {
            return;
        }
        // The sum goes with the first count: afterwards it is 0, of floats as well as of integers.
        let mut sum = std::mem::take(&mut self.sum);
        let series = self.handle.series::<Histogram<V>>(self.index);
        let width = self.cells.len();
        for (cell, count) in self.cells.iter_mut().enumerate().filter(|(_, count)| **count != 0) {
            let (sum, times) = (std::mem::take(&mut sum), std::mem::take(count));
            match V::REPR {
                Repr::F64 => series.float_into(cell, width, f64::from_bits(sum), times),
                _ => series.integer_into(cell, width, sum, times),
            }
        }
    }

    fn series(&self) -> Series<'_, Histogram<V>> {
        self.handle.series(self.index)
    }

    #[inline]
    fn add_integer(&mut self, value: u64, times: u64) {
        let cell = self.series().cell_of_integer(value).0;
        self.sum = self.sum.wrapping_add(value.wrapping_mul(times));
        self.count(cell, times);
    }

    #[inline]
    fn count(&mut self, cell: usize, times: u64) {
        if let Some(count) = self.cells.get_mut(cell) {
            *count = count.wrapping_add(times);
        }
        self.pending = self.pending.saturating_add(times);
        if self.pending >= self.threshold {
            self.flush();
        }
    }
}

impl LocalHistogram<f64> {
    /// Observes a value. One that is not a number is left out.
    #[inline]
    pub fn observe(&mut self, value: f64) {
        self.observe_n(value, 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&mut self, value: f64, times: u64) {
        if !value.is_nan() && times > 0 {
            let cell = self.series().cell_of_float(value).0;
            self.sum = (f64::from_bits(self.sum) + value * times as f64).to_bits();
            self.count(cell, times);
        }
    }
}

impl LocalHistogram<u64> {
    /// Observes a value.
    #[inline]
    pub fn observe(&mut self, value: u64) {
        self.add_integer(value, 1);
    }

    /// Observes the same value `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&mut self, value: u64, times: u64) {
        self.add_integer(value, times);
    }
}

impl LocalHistogram<Duration> {
    /// Observes a duration.
    #[inline]
    pub fn observe(&mut self, value: Duration) {
        self.add_integer(value.to_bits(), 1);
    }

    /// Observes the same duration `times` times, at the cost of once.
    #[inline]
    pub fn observe_n(&mut self, value: Duration, times: u64) {
        self.add_integer(value.to_bits(), times);
    }
}

impl<V: Number> Drop for LocalHistogram<V> {
    fn drop(&mut self) {
        self.flush();
    }
}

impl<V: Number> fmt::Debug for LocalHistogram<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LocalHistogram { pending, threshold, .. } = self;
        f.debug_struct("LocalHistogram").field("pending", pending).field("threshold", threshold).finish_non_exhaustive()
    }
}
