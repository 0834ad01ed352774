//! Operations: the metrics of one piece of work behind one guard.
//!
//! What an operation records at its end are series that are looked up at its start. Each keeps the series of the outcome
//! that a dropped guard has; another outcome is another place in the same row, as far away as `offsets` says. So there is
//! one way to end, and it looks nothing up.

use std::fmt;
use std::time::{Duration, Instant};

use crate::exemplar::Labels;
use crate::kind::{Countable, Counter, Histogram, Repr};
use crate::label::{Closed, Value};
use crate::record::Guard;
use crate::series::{Handle, recorders};

/// A piece of work that has been started. It ends with an outcome, by [`finish`](Self::finish), or when it is dropped,
/// with the one that the schema declares for that; then it is counted and timed, and what is in flight goes down.
///
/// Recorders have a method for each operation of their schema, which starts one. `X` is a tuple of the labels that are
/// known only at the end, so that a guard can be kept in a struct: `Operation<(Outcome,)>`, or `Operation<()>` without
/// such a label. It can end on another thread than the one that it began on. There is no way out that records nothing:
/// what was counted as started ends somehow. One that is forgotten (`std::mem::forget`) stays in flight.
#[must_use = "the operation ends as soon as this is dropped"]
pub struct Operation<X> {
    start: Instant,
    /// The outcome that is recorded if nothing else is said.
    outcome: X,
    ends: [Option<AtEnd>; 2],
    /// Dropped after everything else is recorded, so that what is no longer in flight has been counted.
    in_flight: Option<Guard>,
}

impl<X> Operation<X> {
    /// Starts, with the outcome that a dropped guard records. For generated code.
    #[doc(hidden)]
    pub fn start(outcome: X) -> Self {
        Operation { start: Instant::now(), outcome, ends: [None, None], in_flight: None }
    }

    /// Adds what is up until the end.
    #[doc(hidden)]
    pub fn in_flight(mut self, guard: Guard) -> Self {
        self.in_flight = Some(guard);
        self
    }

    /// Adds what is recorded at the end, of which there are at most two: a count, a time.
    #[doc(hidden)]
    pub fn at_end(mut self, series: AtEnd) -> Self {
        if let Some(free) = self.ends.iter_mut().find(|end| end.is_none()) {
            *free = Some(series);
        }
        self
    }

    /// Time since the start.
    pub fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    /// Exchanges the value of the outcome label at a position.
    fn exchange(&mut self, position: usize, old: usize, new: usize) {
        for end in self.ends.iter_mut().flatten() {
            let values = end.offsets.get(position).copied().unwrap_or_default();
            if let (Some(old), Some(new)) = (values.get(old), values.get(new)) {
                end.index = end.index.wrapping_sub(*old).wrapping_add(*new);
            }
        }
    }
}

impl<X> Drop for Operation<X> {
    fn drop(&mut self) {
        let elapsed = self.start.elapsed();
        for end in self.ends.iter().flatten() {
            match end.record {
                Record::One => end.handle.series::<Counter<u64>>(end.index).count(1),
                Record::OneFloat => end.handle.series::<Counter<f64>>(end.index).count(1.0),
                Record::Time => end.handle.observe(end.index, elapsed),
            }
        }
    }
}

impl<X> fmt::Debug for Operation<X> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation").field("start", &self.start).finish_non_exhaustive()
    }
}

impl Operation<()> {
    /// Ends the operation.
    pub fn finish(self) {}
}

macro_rules! outcomes {
    ($(($($at:tt $label:ident $value:ident)*);)*) => {$(
        #[allow(clippy::too_many_arguments)]
        impl<$($label: Closed),*> Operation<($($label,)*)> {
            /// Ends the operation with this outcome.
            pub fn finish(mut self, $($value: impl Value<$label>),*) {
                self.if_dropped($($value),*);
            }

            /// From here on, a dropped guard has this outcome: that of a client that goes away while its reply is under
            /// way, say, in place of what the schema declares.
            pub fn if_dropped(&mut self, $($value: impl Value<$label>),*) {
                $(
                    let new = $value.value();
                    self.exchange($at, self.outcome.$at.index(), new.index());
                    self.outcome.$at = new;
                )*
            }
        }
    )*};
}

outcomes! {
    (0 A outcome);
    (0 A first 1 B second);
    (0 A first 1 B second 2 C third);
    (0 A first 1 B second 2 C third 3 D fourth);
    (0 A first 1 B second 2 C third 3 D fourth 4 E fifth);
    (0 A first 1 B second 2 C third 3 D fourth 4 E fifth 5 F sixth);
}

/// A series that an operation records into at its end.
#[doc(hidden)]
#[derive(Debug)]
pub struct AtEnd {
    handle: Handle,
    /// The series, with the outcome as it is now.
    index: usize,
    /// For each outcome label how far the series of its values lie behind that of the first; nothing for a label that the
    /// metric does not have.
    offsets: &'static [&'static [usize]],
    record: Record,
}

#[derive(Clone, Copy, Debug)]
enum Record {
    /// Counts one.
    One,
    OneFloat,
    /// Observes the time since the start.
    Time,
}

recorders! { [V: Countable, E: Labels] Counter<V, E> {
    /// For generated code: what an [`Operation`](crate::Operation) counts when it ends.
    #[doc(hidden)]
    pub fn at_end(&self, offsets: &'static [&'static [usize]]) -> AtEnd {
        let series = self.series();
        let record = if V::REPR == Repr::F64 { Record::OneFloat } else { Record::One };
        AtEnd { handle: series.place.handle(series.fixed), index: series.index, offsets, record }
    }
} }

recorders! { [E: Labels] Histogram<Duration, E> {
    /// For generated code: what an [`Operation`](crate::Operation) observes when it ends.
    #[doc(hidden)]
    pub fn at_end(&self, offsets: &'static [&'static [usize]]) -> AtEnd {
        let series = self.series();
        let handle = series.place.handle(series.fixed);
        AtEnd { handle, index: series.index, offsets, record: Record::Time }
    }
} }
