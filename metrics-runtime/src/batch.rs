//! Kinds whose series are given all at once: snapshots, callbacks and info metrics.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::family::Given;
use crate::kind::{CallbackCounter, CallbackGauge, Number, Snapshot};
use crate::label::{ClosedLabels, OpenLabels};
use crate::metric::{Metric, Schema};

/// Takes all series of a metric, one after the other.
pub struct Batch<'a, O, C, V> {
    pub(crate) given: &'a mut Given,
    types: PhantomData<fn(O, C, V)>,
}

impl<'a, O, C, V> Batch<'a, O, C, V> {
    pub(crate) fn new(given: &'a mut Given) -> Self {
        Batch { given, types: PhantomData }
    }
}

impl<O, C, V: Number> Batch<'_, O, C, V> {
    pub(crate) fn push(&mut self, open: &[&str], closed: usize, value: V) {
        self.given.push(open, closed, value.to_bits());
    }
}

impl<O, C, V> fmt::Debug for Batch<'_, O, C, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Batch").field(&self.given.len()).finish()
    }
}

impl<S: Schema, const N: usize, O: OpenLabels, C: ClosedLabels, V: Number> Metric<S, N, O, C, Snapshot<V>> {
    /// Replaces all series at once by those that `fill` sets; the others are gone. A scrape sees the old ones or the new
    /// ones. Of a series that is set twice, the last value stands.
    ///
    /// Beyond the bound of an open label, values that the last snapshot had come first, then others in their order.
    pub fn replace(&self, fill: impl FnOnce(&mut Batch<'_, O, C, V>)) {
        let family = self.family();
        family.batches.replace(&family.admission, |given| fill(&mut Batch::new(given)));
    }
}

macro_rules! callbacks {
    ($($kind:ident)*) => {$(
        impl<S: Schema, const N: usize, O: OpenLabels, C: ClosedLabels, V: Number> Metric<S, N, O, C, $kind<V>> {
            /// From now on, each scrape calls `read`, and exposes the series that it sets. If it sets none, the metric is
            /// absent; so it is if it panics, which is reported once among the registry's warnings. Of a counter, an `f64`
            /// that is negative or not finite is left out.
            ///
            /// There is one such function at a time: it replaces the one that was given before. It is called without
            /// any lock held, so it may record, and two scrapes may call it at once. It lives as long as the recorder:
            /// if it holds what the recorder is part of, neither is ever freed.
            pub fn on_scrape(&self, read: impl Fn(&mut Batch<'_, O, C, V>) + Send + Sync + 'static) {
                self.family().batches.on_scrape(Arc::new(move |given: &mut Given| read(&mut Batch::new(given))));
            }
        }
    )*};
}

callbacks! { CallbackCounter CallbackGauge }
