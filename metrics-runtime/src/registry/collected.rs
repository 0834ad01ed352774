//! The series of one recorder, as a scrape finds them.

use std::sync::Arc;

use crate::exemplar::Exemplars;
use crate::expose::{Open, Sample, States};
use crate::family::{Given, RowView};
use crate::kind::Shape;
use crate::storage::{Number, Sums, Value};

use super::entry::Entry;

/// The series of one recorder.
#[derive(Clone, Debug)]
pub(crate) enum Collected {
    /// Those that are recorded one by one.
    Rows(Arc<[RowView]>),
    /// Those that are given all at once.
    Given(Arc<Given>),
    /// Nothing yet.
    Missing,
}

impl Collected {
    /// Collects series that are given, for which callbacks are called.
    pub(crate) fn given(entry: &Entry) -> Self {
        let family = &entry.family;
        match entry.storage.shape {
            Shape::Batch => Collected::Given(family.batches.collect(family.desc, entry.storage, &family.admission)),
            _ => Collected::Missing,
        }
    }

    /// Collects the others, whose cells are wanted. Later, because callbacks may record, too.
    pub(crate) fn recorded(&mut self, entry: &Entry, sums: &mut Sums) {
        if let Collected::Missing = self {
            let rows = entry.family.rows();
            entry.family.want(&rows, sums);
            *self = Collected::Rows(rows);
        }
    }

    /// Leaves what can be used again to the next scrape.
    pub(crate) fn give_back(self, entry: &Entry) {
        if let Collected::Given(given) = self {
            entry.family.batches.give_back(given);
        }
    }

    /// How many rows there are: sets of open values.
    pub(crate) fn rows(&self) -> usize {
        match self {
            Collected::Rows(rows) => rows.len(),
            Collected::Given(given) => given.rows(),
            Collected::Missing => 0,
        }
    }

    /// The open values of a row.
    pub(crate) fn open(&self, row: usize) -> Open<'_> {
        match self {
            Collected::Rows(rows) => rows.get(row).map_or(Open::None, |row| Open::Key(&row.key)),
            Collected::Given(given) => Open::Given(given, row),
            Collected::Missing => Open::None,
        }
    }

    /// Shows each series of a row that exists, by its combination of closed values.
    #[inline]
    pub(crate) fn each<'s>(
        &'s self,
        entry: &'s Entry,
        sums: &'s Sums,
        row: usize,
        mut show: impl FnMut(usize, Sample<'s>, Exemplars<'s>),
    ) {
        match self {
            Collected::Rows(rows) => {
                let Some(row) = rows.get(row) else { return };
                for closed in 0..entry.family.combinations() {
                    if let Some(value) = entry.family.read(row, closed, sums) {
                        show(closed, sample(value), entry.family.exemplars(row, closed));
                    }
                }
            }
            Collected::Given(given) => {
                given.series(row, entry.family.desc, entry.storage).for_each(|(closed, number)| {
                    show(closed, Sample::Number(number), Exemplars::None);
                });
            }
            Collected::Missing => {}
        }
    }

    /// All series of a row that are numbers and exist, by the combination of closed values.
    pub(crate) fn numbers(&self, entry: &Entry, sums: &Sums, row: usize, found: &mut Vec<(usize, Number)>) {
        match self {
            Collected::Rows(rows) => {
                if let Some(row) = rows.get(row) {
                    entry.family.numbers(row, sums, found);
                }
            }
            Collected::Given(given) => found.extend(given.series(row, entry.family.desc, entry.storage)),
            Collected::Missing => {}
        }
    }

    /// A series, `None` if it does not exist.
    #[inline]
    pub(crate) fn get<'s>(&self, entry: &Entry, sums: &'s Sums, row: usize, closed: usize) -> Option<Sample<'s>> {
        match self {
            Collected::Rows(rows) => entry.family.read(rows.get(row)?, closed, sums).map(sample),
            Collected::Given(given) => given.get(row, closed, entry.family.desc, entry.storage).map(Sample::Number),
            Collected::Missing => None,
        }
    }

    /// The exemplars of a series.
    pub(crate) fn exemplars<'s>(&self, entry: &'s Entry, row: usize, closed: usize) -> Exemplars<'s> {
        match self {
            Collected::Rows(rows) => rows.get(row).map_or(Exemplars::None, |row| entry.family.exemplars(row, closed)),
            Collected::Given(_) | Collected::Missing => Exemplars::None,
        }
    }

    /// Tells of each series that could exist whether it does.
    pub(crate) fn each_presence(&self, entry: &Entry, sums: &Sums, mut tell: impl FnMut(usize, bool)) {
        if let Collected::Rows(rows) = self {
            let width = entry.family.combinations();
            for (at, row) in rows.iter().enumerate() {
                for closed in 0..width {
                    tell(at * width + closed, entry.family.read(row, closed, sums).is_some());
                }
            }
        }
    }

    /// Whether the rows are the same, and of series that are given, the series; whatever their numbers.
    pub(crate) fn same_series(&self, other: &Self) -> bool {
        match (self, other) {
            (Collected::Rows(a), Collected::Rows(b)) => Arc::ptr_eq(a, b),
            (Collected::Given(a), Collected::Given(b)) => Arc::ptr_eq(a, b) || a.same_series(b),
            _ => false,
        }
    }
}

#[inline]
fn sample(value: Value<'_>) -> Sample<'_> {
    match value {
        Value::Number(number) => Sample::Number(number),
        Value::Histogram { buckets, sum, .. } => Sample::Histogram { buckets, sum },
        Value::State(state) => Sample::States(States::One(state)),
    }
}
