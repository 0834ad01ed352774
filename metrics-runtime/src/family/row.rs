//! The series of one set of open values.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::desc;
use crate::exemplar;
use crate::expose::push_label;
use crate::kind::{Shape, Storage};
use crate::storage::{Block, Layout};

use super::Limits;
use super::key::{Long, Wanted};

/// What all rows of a family have in common.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    pub(crate) limits: Limits,
    /// Exemplars of a series.
    pub(crate) places: usize,
}

/// Most exemplars of a histogram with native buckets alone.
const EXEMPLARS: usize = 16;

impl Plan {
    pub(crate) fn new(desc: &desc::Metric, storage: Storage, bounds: &[f64]) -> Self {
        let limits = Limits::of(desc, bounds, storage.repr);
        let width = match storage.shape {
            Shape::Histogram => limits.buckets(),
            Shape::State => desc.state.map_or(0, |state| state.values.len()),
            _ => 0,
        };
        let layout = Layout {
            storage,
            series: match storage.shape {
                Shape::Batch => 0,
                _ => desc.closed.iter().map(|label| label.values.len()).product(),
            },
            width,
            initial_zero: desc.initial_zero,
            nanos_per_unit: desc.nanos_per_unit,
        };
        let places = match (storage.shape, limits.cells()) {
            _ if desc.exemplar.is_empty() => 0,
            (Shape::Histogram, Some(_)) if bounds.is_empty() => width.min(EXEMPLARS),
            (Shape::Histogram, _) => bounds.len() + 1,
            _ => 1,
        };
        Plan { layout, limits, places }
    }

    /// Where the exemplar of a cell of a histogram is: at its classic bucket, or at its part of all native ones.
    pub(crate) fn place_of(&self, cell: usize) -> usize {
        match self.limits.cells() {
            None => cell,
            Some(cells) => cells.classic_of(cell).unwrap_or_else(|| cell * self.places / self.layout.width.max(1)),
        }
    }
}

/// The open values of a row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Key {
    /// As they are exposed, in the order of the arguments.
    pub(crate) values: Box<[Box<str>]>,
    /// The same as label text: `model="a",worker_id="7"`.
    pub(crate) text: Box<str>,
}

impl Key {
    pub(crate) fn new(desc: &desc::Metric, values: &[&str]) -> Self {
        let mut text = String::new();
        for (label, value) in desc.open.iter().zip(values) {
            push_label(&mut text, label.name, value);
        }
        Key { values: values.iter().map(|value| (*value).into()).collect(), text: text.into() }
    }
}

/// The series of one set of open values. Its place is used for other values only after it was taken out of its table and
/// nobody has a handle to it: old handles record into nowhere, not into another series.
#[derive(Debug)]
pub(crate) struct Row {
    /// What look-ups compare of values that are too long for a slot.
    pub(crate) long: Long,
    /// Handles that outlive the look-up.
    handles: AtomicU32,
    pub(crate) block: Block,
    /// The last exemplars of each series, if the metric has any.
    pub(crate) exemplars: Option<exemplar::Slots>,
    key: RwLock<Arc<Key>>,
}

impl Row {
    pub(crate) fn new(plan: &Plan, wanted: &Wanted<'_>) -> Self {
        let exemplars = plan.layout.series * plan.places;
        Row {
            long: Long::for_key(wanted),
            handles: AtomicU32::new(0),
            block: Block::new(&plan.layout),
            exemplars: (exemplars > 0).then(|| exemplar::Slots::new(exemplars)),
            key: RwLock::default(),
        }
    }

    /// Gives it its values. Nobody can reach it yet.
    pub(crate) fn begin(&self, wanted: &Wanted<'_>, key: Key) {
        self.long.set(wanted);
        self.exemplars.as_ref().inspect(|exemplars| exemplars.clear());
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(key);
    }

    pub(crate) fn key(&self) -> Arc<Key> {
        Arc::clone(&self.key.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// One more handle. The caller has another one, or a pin under which it found the row.
    pub(crate) fn hold(&self) {
        self.handles.fetch_add(1, Ordering::Relaxed);
    }

    /// One handle less. Release, so that what was recorded through it comes before the row is cleared.
    pub(crate) fn let_go(&self) {
        self.handles.fetch_sub(1, Ordering::Release);
    }

    pub(crate) fn is_held(&self) -> bool {
        self.handles.load(Ordering::Acquire) != 0
    }
}

/// Rows by their number; none ever moves.
#[derive(Debug)]
pub(crate) struct Rows {
    chunks: [OnceLock<Box<[OnceLock<Row>]>>; CHUNKS],
}

/// Rows of the first chunk; each further one has twice as many.
const FIRST: usize = 8;
const CHUNKS: usize = 29;

impl Rows {
    pub(crate) fn new() -> Self {
        Rows { chunks: [const { OnceLock::new() }; CHUNKS] }
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> Option<&Row> {
        let (chunk, at) = place(number);
        self.chunks.get(chunk)?.get()?.get(at)?.get()
    }

    /// Puts a row at a number that has none yet.
    pub(crate) fn put(&self, number: u32, row: Row) -> Option<&Row> {
        let (chunk, at) = place(number);
        let make = || (0..FIRST << chunk).map(|_| OnceLock::new()).collect();
        Some(self.chunks.get(chunk)?.get_or_init(make).get(at)?.get_or_init(|| row))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Row> {
        self.chunks.iter().filter_map(OnceLock::get).flatten().filter_map(OnceLock::get)
    }
}

#[inline]
fn place(number: u32) -> (usize, usize) {
    let number = number as usize + FIRST;
    let chunk = number.ilog2() - FIRST.ilog2();
    (chunk as usize, number - (FIRST << chunk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!([0, 7, 8, 23, 24].map(place), [(0, 0), (0, 7), (1, 0), (1, 15), (2, 0)]);
        assert!(place(u32::MAX - 8).0 < CHUNKS);
    }
}
