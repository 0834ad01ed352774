//! What `with` and `bind` give.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use crate::family::Row;
use crate::kind::Kind;
use crate::label::{ClosedLabels, OpenLabels};
use crate::metric::{Metric, Schema};

/// One series of a metric, to record into.
///
/// A series that is removed meanwhile is recorded into nowhere: its values are never seen again, nor do they land on
/// another series.
pub struct Series<'a, K> {
    pub(crate) row: RowRef<'a>,
    /// The combination of closed values.
    pub(crate) index: usize,
    kind: PhantomData<fn() -> K>,
}

/// A row that its table keeps, or that lives as long as this.
#[derive(Debug)]
pub(crate) enum RowRef<'a> {
    Borrowed(&'a Arc<Row>),
    Owned(Arc<Row>),
}

impl Deref for RowRef<'_> {
    type Target = Arc<Row>;

    #[inline]
    fn deref(&self) -> &Arc<Row> {
        match self {
            RowRef::Borrowed(row) => row,
            RowRef::Owned(row) => row,
        }
    }
}

impl<'a, K> Series<'a, K> {
    #[inline]
    pub(crate) fn new(row: RowRef<'a>, index: usize) -> Self {
        Series { row, index, kind: PhantomData }
    }
}

impl<K> fmt::Debug for Series<'_, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Series").field("open", &self.row.key.values).field("closed", &self.index).finish()
    }
}

/// The series of a metric with the same open values, to record into: what `bind` gives. Its closed labels `C` are left to
/// `with`; if there are none, it is a series. It can be kept, cloned and sent to other threads.
pub struct Bound<C, K> {
    pub(crate) row: Arc<Row>,
    types: PhantomData<fn() -> (C, K)>,
}

impl<C, K> Bound<C, K> {
    #[inline]
    pub(crate) fn new(row: Arc<Row>) -> Self {
        Bound { row, types: PhantomData }
    }
}

impl<C, K> Clone for Bound<C, K> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.row))
    }
}

impl<C, K> fmt::Debug for Bound<C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Bound").field(&self.row.key.values).finish()
    }
}

// What a recording call needs, of each of the three things that can record. The methods themselves are written once, for
// all three, with the macro `recorders`.

impl<S: Schema, const N: usize, K: Kind> Metric<S, N, (), (), K> {
    #[inline]
    pub(crate) fn series(&self) -> Series<'_, K> {
        Series::new(RowRef::Borrowed(self.family().table.base()), 0)
    }
}

impl<K: Kind> Bound<(), K> {
    #[inline]
    pub(crate) fn series(&self) -> Series<'_, K> {
        Series::new(RowRef::Borrowed(&self.row), 0)
    }
}

impl<K: Kind> Series<'_, K> {
    #[inline]
    pub(crate) fn series(&self) -> Series<'_, K> {
        Series::new(RowRef::Borrowed(&self.row), self.index)
    }
}

impl<S: Schema, const N: usize, O: OpenLabels, C: ClosedLabels, K: Kind> Metric<S, N, O, C, K> {
    /// The row of these open values.
    #[inline]
    pub(crate) fn row(&self, values: &[&str]) -> RowRef<'_> {
        let family = self.family();
        if O::COUNT == 0 {
            RowRef::Borrowed(family.table.base())
        } else {
            RowRef::Owned(family.table.row(&family.admission, values))
        }
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
