//! What a scrape is written to. One walk over the registry serves every form, so that no two can disagree on what there
//! is.

use crate::desc;
use crate::exemplar::{Exemplars, Stored};
use crate::family::{Family, Given, Key};
use crate::native::Cells;
use crate::storage::Number;

use super::head::Heads;
use super::labels::ClosedLabels;
use super::text::Texts;

/// An exposed name, and what is rendered once for all of its series.
#[derive(Clone, Copy)]
pub(crate) struct Exposed<'a> {
    /// Name of the samples; of a histogram, without a suffix.
    pub(crate) name: &'a str,
    pub(crate) help: &'static str,
    /// One of the recorders that have the name: they are of one metric.
    pub(crate) family: &'a Family,
    /// The label whose value has gone into the name.
    pub(crate) skip: Option<&'static str>,
    pub(crate) labels: &'a ClosedLabels,
    pub(crate) heads: &'a Heads,
    pub(crate) texts: &'a Texts,
}

impl<'a> Exposed<'a> {
    /// Histogram with native buckets: how its buckets are made of what is counted.
    pub(crate) fn cells(&self) -> Option<&'a Cells> {
        self.family.table.plan.limits.cells()
    }

    /// The counts of a histogram's classic buckets, not cumulated. There are none before the first record.
    pub(crate) fn counts(&self, buckets: &'a [u64]) -> impl Iterator<Item = u64> {
        let (cells, own) = match self.cells() {
            Some(cells) => (Some(cells.classic(buckets)), None),
            None => (None, Some(buckets.iter().copied())),
        };
        cells.into_iter().flatten().chain(own.into_iter().flatten())
    }

    /// What an exemplar belongs to, in the metric's unit.
    pub(crate) fn value_of(&self, exemplar: &Stored) -> Number {
        let layout = &self.family.table.plan.layout;
        Number::new(exemplar.bits, layout.storage.repr, layout.nanos_per_unit)
    }

    /// The exemplar of a classic bucket. Where there are none but `+Inf`, it has the newest of all.
    pub(crate) fn of_bucket(&self, exemplars: Exemplars<'_>, bucket: usize) -> Option<Stored> {
        if matches!(exemplars, Exemplars::None) {
            return None;
        }
        match self.family.settings.bounds.is_empty() {
            true => self.all_of(exemplars).max_by_key(|stored| stored.millis),
            false => exemplars.get(bucket),
        }
    }

    /// All exemplars of a series.
    pub(crate) fn all_of(&self, exemplars: Exemplars<'_>) -> impl Iterator<Item = Stored> {
        (0..self.family.table.plan.places).filter_map(move |place| exemplars.get(place))
    }

    /// Histogram: its upper bounds, the infinite one last.
    pub(crate) fn bounds(&self) -> impl Iterator<Item = f64> + use<'a> {
        self.family.settings.bounds.iter().copied().chain([f64::INFINITY])
    }
}

/// The const labels of series.
#[derive(Clone, Copy)]
pub(crate) struct Consts<'a> {
    pub(crate) text: &'a str,
    pub(crate) pairs: &'a [(String, String)],
}

/// The open labels of series.
#[derive(Clone, Copy)]
pub(crate) enum Open<'a> {
    /// There are none.
    None,
    /// Of a row of a table.
    Key(&'a Key),
    /// Of a row of series that were given all at once.
    Given(&'a Given, usize),
}

impl<'a> Open<'a> {
    /// As label text.
    pub(crate) fn text(self) -> &'a str {
        match self {
            Open::None => "",
            Open::Key(key) => &key.text,
            Open::Given(given, row) => given.label_text(row),
        }
    }

    /// A value by the position of its label; empty if there are not so many.
    pub(crate) fn value(self, at: usize) -> &'a str {
        match self {
            Open::None => "",
            Open::Key(key) => key.values.get(at).map_or("", |value| value),
            Open::Given(given, row) => given.value(row, at),
        }
    }

    /// Exposed names and values.
    pub(crate) fn pairs(self, desc: &'static desc::Metric) -> impl Iterator<Item = (&'static str, &'a str)> {
        desc.open.iter().enumerate().map(move |(at, label)| (label.name, self.value(at)))
    }

    /// In the order of the exposition.
    pub(crate) fn cmp(self, other: Self, labels: usize) -> std::cmp::Ordering {
        (0..labels)
            .map(|at| self.value(at).cmp(other.value(at)))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    }
}

/// A series at the moment of the scrape.
#[derive(Clone, Copy)]
pub(crate) enum Sample<'a> {
    Number(Number),
    /// Counts by bucket, not cumulated; the last one is `+Inf`. With native buckets, counts by cell.
    Histogram {
        buckets: &'a [u64],
        sum: Number,
    },
    States(States<'a>),
}

/// Which states a series is in.
#[derive(Clone, Copy)]
pub(crate) enum States<'a> {
    /// The state's position plus 1, 0 if none was set yet.
    One(usize),
    /// Of several instances that are added up: whether one is in it.
    Any(&'a [bool]),
}

impl States<'_> {
    pub(crate) fn has(self, at: usize) -> bool {
        match self {
            States::One(state) => state == at + 1,
            States::Any(states) => states.get(at) == Some(&true),
        }
    }
}

/// A form of an exposition. Names come in order; within one, const labels, rows of open labels and series do.
pub(crate) trait Sink {
    /// From here on, series of this name follow, if there are any.
    fn family(&mut self, exposed: &Exposed<'_>);
    /// From here on, series have these const labels.
    fn group(&mut self, exposed: &Exposed<'_>, consts: Consts<'_>);
    /// From here on, series have these open labels.
    fn row(&mut self, exposed: &Exposed<'_>, open: Open<'_>);
    /// Series that are numbers without exemplars, by their combinations of closed values, which rise.
    fn numbers(&mut self, exposed: &Exposed<'_>, numbers: &[(usize, Number)]) {
        for (closed, number) in numbers {
            self.series(exposed, *closed, Sample::Number(*number), Exemplars::None);
        }
    }
    /// A series, by its combination of closed values.
    fn series(&mut self, exposed: &Exposed<'_>, closed: usize, sample: Sample<'_>, exemplars: Exemplars<'_>);
    /// The name has no more series.
    fn end(&mut self, exposed: &Exposed<'_>);
    /// There are no more names.
    fn finish(self);
}
