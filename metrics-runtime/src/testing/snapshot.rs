//! The values of one moment.

use crate::data::Family;
use crate::registry::Known;

use super::changes::Changes;
use super::error::ReadError;
use super::samples::{Sample, find, samples};

/// All values of a registry at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(super) samples: Vec<Sample>,
    pub(super) known: Vec<Known>,
}

impl Snapshot {
    pub(super) fn new(families: Vec<Family>, known: Vec<Known>) -> Self {
        Snapshot { samples: samples(families), known }
    }

    /// The value of one sample, as the text format has it: of a histogram there are `…_count`, `…_sum`, and `…_bucket` with
    /// a label `le`; of an info metric it is 1; of a stateset 1 for the state that is on. Labels that do not tell series
    /// apart can be left out.
    ///
    /// # Errors
    /// If there is not exactly one, see [`ReadError`].
    pub fn value(&self, name: &str, labels: &[(&str, &str)]) -> Result<f64, ReadError> {
        find(&self.samples, &self.known, name, labels).map(|sample| sample.value.as_f64())
    }

    /// What has changed from an earlier moment to this one.
    pub fn since(&self, before: &Snapshot) -> Changes {
        Changes::new(before.clone(), self.clone())
    }
}
