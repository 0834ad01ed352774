//! What differs between two moments.

use std::collections::BTreeMap;
use std::fmt;

use crate::data::Number;

use super::error::ReadError;
use super::samples::Sample;
use super::snapshot::Snapshot;

/// What differs between two moments: [`Snapshot::since`]. Its `Display` has a line for each change, for messages and to be
/// compared: `shop_orders_total{result="accepted"} 1 -> 3`.
///
/// Buckets are left out, since counts and sums tell of them.
#[derive(Clone, Debug)]
pub struct Changes {
    before: Snapshot,
    after: Snapshot,
    all: Vec<Change>,
}

/// A sample that has changed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// Name and labels, as the text format writes them: `shop_orders_total{result="accepted"}`.
    pub series: String,
    /// The earlier value, `None` if there was no such series.
    pub before: Option<Number>,
    /// The later value, `None` if there is no such series any more.
    pub after: Option<Number>,
}

impl Changes {
    pub(super) fn new(before: Snapshot, after: Snapshot) -> Self {
        let mut values: BTreeMap<_, [Option<Number>; 2]> = BTreeMap::new();
        for (at, snapshot) in [&before, &after].into_iter().enumerate() {
            let is_bucket = |sample: &&Sample| sample.labels.iter().any(|(name, _)| name == "le");
            for sample in snapshot.samples.iter().filter(|sample| !is_bucket(sample)) {
                values.entry((&sample.name, sample.to_string())).or_default()[at] = Some(sample.value);
            }
        }
        let changed = values.into_iter().filter(|(_, [before, after])| !same(*before, *after));
        let all = changed.map(|((_, series), [before, after])| Change { series, before, after }).collect();
        Changes { before, after, all }
    }

    /// By how much one sample has changed, which is found as by [`Snapshot::value`]; a series that is absent counts as 0.
    ///
    /// # Errors
    /// If the name, a label or a value is unknown, or if several series are meant.
    pub fn of(&self, name: &str, labels: &[(&str, &str)]) -> Result<f64, ReadError> {
        let value = |snapshot: &Snapshot| match snapshot.value(name, labels) {
            Err(error) if error.is_absent() => Ok(0.0),
            other => other,
        };
        // What was registered in between is unknown before; what was taken out, after.
        match (value(&self.before), value(&self.after)) {
            (Ok(before), Ok(after)) => Ok(after - before),
            (Err(ReadError::Unknown { .. }), Ok(after)) => Ok(after),
            (Ok(before), Err(ReadError::Unknown { .. })) => Ok(-before),
            (_, Err(error)) | (Err(error), _) => Err(error),
        }
    }

    /// All changes, in the order of their names.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.all.iter()
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Whether both are one value; NaN is one, too.
fn same(a: Option<Number>, b: Option<Number>) -> bool {
    match (a, b) {
        (Some(Number::F64(a)), Some(Number::F64(b))) => a == b || (a.is_nan() && b.is_nan()),
        _ => a == b,
    }
}

impl<'a> IntoIterator for &'a Changes {
    type Item = &'a Change;
    type IntoIter = std::slice::Iter<'a, Change>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A line for each change; nothing if there is none.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.all.iter().try_for_each(|change| writeln!(f, "{change}"))
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |number: Option<Number>| number.map_or_else(|| "absent".to_owned(), |number| number.to_string());
        write!(f, "{} {} -> {}", self.series, text(self.before), text(self.after))
    }
}
