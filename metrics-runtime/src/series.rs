//! What `with` and `bind` give.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::family::{Family, Row, Search};
use crate::kind::Kind;
use crate::label::OpenLabels;
use crate::metric::{Core, Metric, Schema};
use crate::storage::table::NONE;
use crate::storage::{Pin, hot, pin};

/// One series of a metric, to record into.
///
/// A series that is removed meanwhile is recorded into nowhere: its values are never seen again, nor do they land on
/// another series. It is meant for one statement; what `bind` gives is for keeping.
pub struct Series<'a, K> {
    pub(crate) place: Place<'a>,
    /// The combination of closed values.
    pub(crate) index: usize,
    /// Bounds of a histogram that only the schema sets.
    pub(crate) fixed: Option<&'static Search>,
    kind: PhantomData<fn() -> K>,
}

/// Where a series is.
pub(crate) struct Place<'a> {
    /// Number of the first cell of the row, as far as it is known.
    first: u32,
    owner: Owner<'a>,
}

enum Owner<'a> {
    /// A metric without open labels.
    Metric(&'a Core),
    /// A row that was looked up; `None` if the values are refused.
    Row {
        family: &'a Arc<Family>,
        number: Option<u32>,
        _pin: Pin,
    },
    Handle(&'a Handle),
}

impl<'a> Place<'a> {
    #[inline(always)]
    fn of_metric(core: &'a Core) -> Self {
        Place { first: core.first(), owner: Owner::Metric(core) }
    }

    #[inline(always)]
    fn of_handle(handle: &'a Handle) -> Self {
        Place { first: handle.first, owner: Owner::Handle(handle) }
    }

    #[inline(always)]
    fn of_values(family: &'a Arc<Family>, values: &[&str]) -> Self {
        // Before the look-up: what it finds stays what it is.
        let _pin = pin();
        let found = family.table.row(&family.admission, values);
        let first = found.map_or(NONE, |found| found.first);
        Place { first, owner: Owner::Row { family, number: found.map(|found| found.number), _pin } }
    }

    /// Number of a cell, with which a thread finds it, or finds that it must go the long way.
    #[inline(always)]
    pub(crate) fn cell(&self, offset: usize) -> usize {
        self.first as usize + offset
    }

    // The long way. The metric is handed over, not the place: to have an address, that would be written to memory at each
    // record.

    #[inline(always)]
    pub(crate) fn cold_add(&self, offset: usize, value: u64) {
        match self.owner {
            Owner::Metric(core) => core.cold_add(offset, value),
            _ => hot::cold_add(self.cell(offset), value),
        }
    }

    #[inline(always)]
    pub(crate) fn cold_add_f64(&self, offset: usize, value: f64) {
        match self.owner {
            Owner::Metric(core) => core.cold_add_f64(offset, value),
            _ => hot::cold_add_f64(self.cell(offset), value),
        }
    }

    /// Number of the first cell after everything is made that has to be; [`NONE`] if there is none.
    #[inline(always)]
    pub(crate) fn cold_first(&self) -> u32 {
        match self.owner {
            Owner::Metric(core) => core.first_for_new(),
            _ => self.first,
        }
    }

    /// The row; `None` if nothing is to be recorded.
    #[inline]
    pub(crate) fn row(&self) -> Option<&Row> {
        let number = match self.owner {
            Owner::Metric(core) => core.family().table.base()?.number,
            Owner::Row { number, .. } => number?,
            Owner::Handle(handle) => handle.number?,
        };
        self.family().table.get(number)
    }

    /// The family, made if it has to be.
    #[inline]
    pub(crate) fn family(&self) -> &Arc<Family> {
        match self.owner {
            Owner::Metric(core) => core.family(),
            Owner::Row { family, .. } => family,
            Owner::Handle(handle) => &handle.family,
        }
    }

    /// A handle to the same row, to keep.
    pub(crate) fn handle(&self, fixed: Option<&'static Search>) -> Handle {
        let number = match self.owner {
            Owner::Metric(core) => core.family().table.base().map(|base| base.number),
            Owner::Row { number, .. } => number,
            Owner::Handle(handle) => return handle.clone(),
        };
        Handle::new(Arc::clone(self.family()), number, fixed)
    }
}

impl<'a, K> Series<'a, K> {
    #[inline(always)]
    fn new(place: Place<'a>, index: usize, fixed: Option<&'static Search>) -> Self {
        Series { place, index, fixed, kind: PhantomData }
    }
}

impl<K> fmt::Debug for Series<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.place.row().map(Row::key).unwrap_or_default();
        f.debug_struct("Series").field("open", &key.values).field("closed", &self.index).finish()
    }
}

/// A reference to a row that keeps it, and its family, from being used for something else.
#[derive(Debug)]
pub(crate) struct Handle {
    family: Arc<Family>,
    /// `None` if nothing is to be recorded.
    number: Option<u32>,
    /// Number of its first cell.
    first: u32,
    fixed: Option<&'static Search>,
}

impl Handle {
    /// The caller has a pin or another handle.
    fn new(family: Arc<Family>, number: Option<u32>, fixed: Option<&'static Search>) -> Self {
        let row = number.and_then(|number| family.table.get(number));
        let first = row.map_or(NONE, |row| row.block.first);
        row.inspect(|row| row.hold());
        Handle { family, number, first, fixed }
    }

    #[inline]
    fn row(&self) -> Option<&Row> {
        self.family.table.get(self.number?)
    }

    /// A series of the row.
    #[inline(always)]
    pub(crate) fn series<K>(&self, index: usize) -> Series<'_, K> {
        Series::new(Place::of_handle(self), index, self.fixed)
    }
}

impl Clone for Handle {
    fn clone(&self) -> Self {
        Handle::new(Arc::clone(&self.family), self.number, self.fixed)
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let Some(row) = self.row() {
            row.let_go();
        }
    }
}

/// The series of a metric with the same open values, to record into: what `bind` gives. Its closed labels `C` are left to
/// `with`; if there are none, it is a series. It can be kept, cloned and sent to other threads.
pub struct Bound<C, K> {
    pub(crate) handle: Handle,
    types: PhantomData<fn() -> (C, K)>,
}

impl<C, K> Clone for Bound<C, K> {
    fn clone(&self) -> Self {
        Bound { handle: self.handle.clone(), types: PhantomData }
    }
}

impl<C, K> fmt::Debug for Bound<C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.handle.row().map(Row::key).unwrap_or_default();
        f.debug_tuple("Bound").field(&key.values).finish()
    }
}

// What a recording call needs, of each of the three things that can record. The methods themselves are written once, for
// all three, with the macro `recorders`.

impl<S: Schema, const N: usize, K: Kind> Metric<S, N, (), (), K> {
    #[inline(always)]
    pub(crate) fn series(&self) -> Series<'_, K> {
        Series::new(Place::of_metric(self.core()), 0, Self::fixed())
    }
}

impl<K: Kind> Bound<(), K> {
    #[inline(always)]
    pub(crate) fn series(&self) -> Series<'_, K> {
        self.handle.series(0)
    }
}

impl<K: Kind> Series<'_, K> {
    #[inline(always)]
    pub(crate) fn series(&self) -> &Self {
        self
    }
}

impl<S: Schema, const N: usize, O: OpenLabels, C, K: Kind> Metric<S, N, O, C, K> {
    /// The series of these labels.
    #[inline(always)]
    pub(crate) fn at(&self, values: &[&str], index: usize) -> Series<'_, K> {
        let place = if O::COUNT == 0 { Place::of_metric(self.core()) } else { Place::of_values(self.family(), values) };
        Series::new(place, index, Self::fixed())
    }

    pub(crate) fn bound(&self, values: &[&str]) -> Bound<C, K> {
        Bound { handle: self.at(values, 0).place.handle(Self::fixed()), types: PhantomData }
    }
}

/// Writes the methods of a kind once for a metric without labels, a bound one without closed labels, and a series.
macro_rules! recorders {
    ([$($generics:tt)*] $kind:ty { $($methods:tt)* }) => {
        impl<S: $crate::Schema, const N: usize, $($generics)*> $crate::Metric<S, N, (), (), $kind> { $($methods)* }
        impl<$($generics)*> $crate::Bound<(), $kind> { $($methods)* }
        impl<$($generics)*> $crate::Series<'_, $kind> { $($methods)* }
    };
}
pub(crate) use recorders;
