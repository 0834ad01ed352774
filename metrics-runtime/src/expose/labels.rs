//! The labels of an exposed name: what each series of it has, value by value.

use crate::desc;

use super::escape;

/// The closed labels of an exposed name, in the order of the arguments.
#[derive(Debug)]
pub(crate) struct ClosedLabels {
    labels: Vec<&'static desc::ClosedLabel>,
    /// How far apart the combinations lie that differ by one in a label.
    strides: Vec<usize>,
    /// The label whose value has gone into the name.
    skip: Option<&'static str>,
}

impl ClosedLabels {
    pub(crate) fn new(desc: &'static desc::Metric, skip: Option<&'static str>) -> Self {
        let mut stride = 1;
        let mut strides: Vec<usize> = Vec::with_capacity(desc.closed.len());
        for label in desc.closed.iter().rev() {
            strides.push(stride);
            stride *= label.values.len().max(1);
        }
        strides.reverse();
        ClosedLabels { labels: desc.closed.to_vec(), strides, skip }
    }

    /// How many combinations of values there are.
    pub(crate) fn combinations(&self) -> usize {
        self.labels.iter().map(|label| label.values.len()).product()
    }

    /// How many labels there are.
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }

    /// Values of a label.
    pub(crate) fn values(&self, label: usize) -> usize {
        self.labels.get(label).map_or(0, |label| label.values.len())
    }

    /// Which value of a label a combination has.
    #[inline]
    pub(crate) fn value_at(&self, label: usize, closed: usize) -> usize {
        let stride = self.strides.get(label).copied().unwrap_or(1);
        closed / stride % self.values(label).max(1)
    }

    /// Exposed names and texts of a value; two for a pair, none if it has gone into the name.
    pub(crate) fn pairs(&self, label: usize, value: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
        let skip = self.skip;
        let label = self.labels.get(label);
        let texts = label.and_then(|label| label.values.get(value)).copied().unwrap_or_default();
        let names = label.map_or(&[][..], |label| label.names);
        names.iter().copied().zip(texts.iter().copied()).filter(move |(name, _)| Some(*name) != skip)
    }

    /// Exposed names and texts of a combination.
    pub(crate) fn all(&self, closed: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
        (0..self.len()).flat_map(move |label| self.pairs(label, self.value_at(label, closed)))
    }
}

/// Appends `name="value"` to label text, after a comma if there is something before it.
pub(crate) fn push_label(text: &mut String, name: &str, value: &str) {
    if !text.is_empty() {
        text.push(',');
    }
    push_pair(text, name, value);
}

/// Appends `name="value"`.
pub(crate) fn push_pair(text: &mut String, name: &str, value: &str) {
    text.push_str(name);
    text.push_str("=\"");
    escape(text, value, true);
    text.push('"');
}

/// Label text of some labels.
pub(crate) fn label_text<'n, 'v>(labels: impl IntoIterator<Item = (&'n str, &'v str)>) -> String {
    let mut text = String::new();
    for (name, value) in labels {
        push_label(&mut text, name, value);
    }
    text
}
