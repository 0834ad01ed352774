//! Series that are given all at once, in memory that can be used again for the next ones.

use std::cmp::Ordering;

use crate::desc;
use crate::expose::push_pair;
use crate::kind::{Repr, Storage};
use crate::label::OTHER;
use crate::storage::Number;

/// Series as a caller gave them; once they are [arranged](Given::arrange), sorted into rows of equal open values.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// Open labels of a series.
    labels: usize,
    /// Open values, one after the other; and where each one is.
    text: String,
    values: Vec<(usize, usize)>,
    series: Vec<OneOf>,
    rows: Vec<RowOf>,
    /// Label text of the rows, one after the other.
    label_text: String,
}

#[derive(Clone, Copy, Debug)]
struct OneOf {
    /// Its first open value.
    values: usize,
    /// The combination of closed values.
    closed: usize,
    bits: u64,
}

#[derive(Debug)]
struct RowOf {
    values: usize,
    /// Where its series end, and its label text.
    series: usize,
    label_text: usize,
}

impl Given {
    /// Forgets all series but not the memory, unless that is much more than they took.
    pub(crate) fn clear(&mut self) {
        let wasteful = |capacity: usize, len: usize| capacity > 4 * len + 1024;
        if wasteful(self.series.capacity(), self.series.len()) || wasteful(self.text.capacity(), self.text.len()) {
            *self = Given::default();
        }
        self.text.clear();
        self.values.clear();
        self.series.clear();
        self.rows.clear();
        self.label_text.clear();
    }

    pub(crate) fn push(&mut self, open: &[&str], closed: usize, bits: u64) {
        self.labels = open.len();
        self.series.push(OneOf { values: self.values.len(), closed, bits });
        for value in open {
            let start = self.text.len();
            self.text.push_str(value);
            self.values.push((start, self.text.len()));
        }
    }

    /// How many series there are.
    pub(crate) fn len(&self) -> usize {
        self.series.len()
    }

    fn text_at(&self, value: usize) -> &str {
        let place = self.values.get(value).copied();
        place.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    fn values_from(&self, first: usize) -> impl Iterator<Item = &str> {
        (first..first + self.labels).map(|value| self.text_at(value))
    }

    /// Each open value, with the position of its label, in the order in which they were given.
    pub(crate) fn each_value(&self) -> impl Iterator<Item = (usize, &str)> {
        let series = self.series.iter();
        series.flat_map(|series| self.values_from(series.values).enumerate())
    }

    /// Leaves out series of which the number is not accepted.
    pub(crate) fn retain_numbers(&mut self, accept: impl Fn(u64) -> bool) {
        self.series.retain(|series| accept(series.bits));
    }

    /// Leaves out series of which a value is refused, and puts `__other__` in place of values that are not to be told
    /// apart.
    pub(crate) fn admit(&mut self, mut judge: impl FnMut(usize, &str) -> Admit) {
        let other = (self.text.len(), self.text.len() + OTHER.len());
        self.text.push_str(OTHER);
        let mut series = std::mem::take(&mut self.series);
        series.retain(|series| {
            (0..self.labels).all(|label| {
                let verdict = judge(label, self.text_at(series.values + label));
                if verdict == Admit::Other
                    && let Some(place) = self.values.get_mut(series.values + label)
                {
                    *place = other;
                }
                verdict != Admit::Refused
            })
        });
        self.series = series;
    }

    /// Sorts the series into rows. Of one that is given twice, the last number stands.
    pub(crate) fn arrange(&mut self, desc: &desc::Metric) {
        let mut series = std::mem::take(&mut self.series);
        // Values come in the order in which they were given. A sort that kept the order of equals would allocate.
        series.sort_unstable_by(|a, b| self.order(a, b).then(a.values.cmp(&b.values)));
        series.dedup_by(|later, kept| {
            let same = self.order(later, kept).is_eq();
            if same {
                kept.bits = later.bits;
            }
            same
        });
        for (at, one) in series.iter().enumerate() {
            let same = |row: &RowOf| self.values_from(row.values).eq(self.values_from(one.values));
            if !self.rows.last().is_some_and(same) {
                let mut text = std::mem::take(&mut self.label_text);
                let before = text.len();
                for (label, value) in desc.open.iter().zip(self.values_from(one.values)) {
                    if text.len() > before {
                        text.push(',');
                    }
                    push_pair(&mut text, label.name, value);
                }
                self.rows.push(RowOf { values: one.values, series: 0, label_text: text.len() });
                self.label_text = text;
            }
            if let Some(row) = self.rows.last_mut() {
                row.series = at + 1;
            }
        }
        self.series = series;
    }

    fn order(&self, a: &OneOf, b: &OneOf) -> Ordering {
        self.values_from(a.values).cmp(self.values_from(b.values)).then(a.closed.cmp(&b.closed))
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The label text of a row.
    pub(crate) fn label_text(&self, row: usize) -> &str {
        let start = row.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |before| before.label_text);
        self.rows.get(row).and_then(|row| self.label_text.get(start..row.label_text)).unwrap_or_default()
    }

    /// An open value of a row.
    pub(crate) fn value(&self, row: usize, label: usize) -> &str {
        match self.rows.get(row) {
            Some(row) if label < self.labels => self.text_at(row.values + label),
            _ => "",
        }
    }

    /// The series of a row, by the combination of closed values.
    pub(crate) fn series(
        &self,
        row: usize,
        desc: &desc::Metric,
        storage: Storage,
    ) -> impl Iterator<Item = (usize, Number)> {
        let start = row.checked_sub(1).and_then(|before| self.rows.get(before)).map_or(0, |before| before.series);
        let series = self.rows.get(row).and_then(|row| self.series.get(start..row.series)).unwrap_or_default();
        let nanos_per_unit = desc.nanos_per_unit;
        series.iter().map(move |series| (series.closed, Number::new(series.bits, storage.repr, nanos_per_unit)))
    }

    /// A number, `None` if there is no such series.
    pub(crate) fn get(&self, row: usize, closed: usize, desc: &desc::Metric, storage: Storage) -> Option<Number> {
        self.series(row, desc, storage).find(|(each, _)| *each == closed).map(|(_, number)| number)
    }

    /// Whether both have the same rows and series, whatever their numbers.
    pub(crate) fn same_series(&self, other: &Given) -> bool {
        let all = |given: &Given| given.series.len() == self.series.len();
        all(other)
            && self
                .series
                .iter()
                .zip(&other.series)
                .all(|(a, b)| a.closed == b.closed && self.values_from(a.values).eq(other.values_from(b.values)))
    }
}

/// What happens to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admit {
    Own,
    Other,
    Refused,
}

/// Whether a counter can have this number: no reader takes NaN, and none what is below 0.
pub(crate) fn counts(repr: Repr, bits: u64) -> bool {
    repr != Repr::F64 || (f64::from_bits(bits).is_finite() && f64::from_bits(bits) >= 0.0)
}
