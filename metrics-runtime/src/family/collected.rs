//! Series as values of their own.

use std::sync::Arc;

use super::{Family, Key};
use crate::kind::{Shape, Storage};
use crate::storage::{Number, Sums, Value};

/// A series as a scrape sees it.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    pub(crate) key: Arc<Key>,
    /// Which combination of closed values, row by row: the last label changes fastest.
    pub(crate) closed: usize,
    pub(crate) point: Point,
}

/// A series at one moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Point {
    Number(Number),
    /// Counts by bucket, not cumulated; the last one is `+Inf`.
    Histogram {
        buckets: Box<[u64]>,
        sum: Number,
    },
    /// Stateset: 0 or 1 for each state.
    States(Box<[u64]>),
}

impl Point {
    /// Adds the same series of another instance.
    pub(crate) fn add(&mut self, other: &Point) {
        match (self, other) {
            (Point::Number(a), Point::Number(b)) => *a = a.plus(*b),
            (Point::Histogram { buckets, sum }, Point::Histogram { buckets: more, sum: other }) => {
                buckets.iter_mut().zip(more).for_each(|(to, from)| *to = to.wrapping_add(*from));
                *sum = sum.plus(*other);
            }
            // OpenMetrics has no other numbers here: a state is there if an instance is in it.
            (Point::States(a), Point::States(b)) => a.iter_mut().zip(b).for_each(|(a, b)| *a = (*a).max(*b)),
            // Both are of one metric, so that they have one shape.
            _ => {}
        }
    }
}

impl Family {
    /// All series that exist, sorted by their open values and then as the schema lists the closed ones.
    pub(crate) fn collect(&self, storage: Storage) -> Vec<Series> {
        if storage.shape == Shape::Batch {
            return self.batches.collect(self.desc, storage, &self.admission);
        }
        let _pin = crate::storage::pin();
        let rows = self.rows();
        let mut sums = Sums::default();
        sums.take();
        let width = self.table.plan.layout.width;
        let point = |value| match value {
            Value::Number(number) => Point::Number(number),
            Value::Histogram { buckets, sum } => {
                let buckets = if buckets.is_empty() { vec![0; width].into() } else { buckets.into() };
                Point::Histogram { buckets, sum }
            }
            Value::State(state) => Point::States((1..=width).map(|each| u64::from(each == state)).collect()),
        };
        let mut all = Vec::new();
        for row in rows.iter() {
            all.extend((0..self.width()).filter_map(|closed| {
                let point = point(self.read(row, closed, &sums)?);
                Some(Series { key: Arc::clone(&row.key), closed, point })
            }));
        }
        all
    }
}
