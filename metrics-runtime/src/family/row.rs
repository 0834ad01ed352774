//! The series of one set of open values.

use std::sync::Arc;

use crate::desc;
use crate::expose::push_label;
use crate::kind::{Shape, Storage};
use crate::storage::{Block, Layout, Point};

use super::Limits;

/// What all rows of a family have in common.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) layout: Layout,
    pub(crate) limits: Limits,
}

impl Plan {
    pub(crate) fn new(desc: &desc::Metric, storage: Storage, bounds: &[f64]) -> Self {
        let width = match storage.shape {
            Shape::Histogram => bounds.len() + 1,
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
        Plan { layout, limits: Limits::new(bounds, storage.repr, desc.nanos_per_unit) }
    }
}

/// The open values of a row.
#[derive(Debug, PartialEq, Eq)]
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

    pub(crate) fn is(&self, values: &[&str]) -> bool {
        self.values.len() == values.len() && self.values.iter().zip(values).all(|(a, b)| **a == **b)
    }
}

/// The series of one set of open values. A row that is taken out of its table lives as long as somebody holds it, and
/// is never exposed again: old handles record into nowhere, not into another series.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) key: Arc<Key>,
    pub(crate) plan: Arc<Plan>,
    pub(crate) block: Block,
}

impl Row {
    pub(crate) fn new(key: Key, plan: &Arc<Plan>) -> Self {
        Row { key: Arc::new(key), plan: Arc::clone(plan), block: Block::new(plan.layout) }
    }

    /// Records a value into a histogram, `times` times. What is no number is left out.
    #[inline]
    pub(crate) fn observe(&self, series: usize, bits: u64, sum: u64, times: u64) {
        if let Some(bucket) = self.plan.limits.bucket(bits) {
            self.block.observe(series, bucket, sum, times);
        }
    }
}

/// A series as a scrape sees it.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    pub(crate) key: Arc<Key>,
    /// Which combination of closed values, row by row: the last label changes fastest.
    pub(crate) closed: usize,
    pub(crate) point: Point,
}
