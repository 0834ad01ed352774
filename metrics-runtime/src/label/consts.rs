//! Const labels: given once, when a recorder is registered.

use super::{Closed, Open, Text};

/// The generated `ConstLabels` of a schema; `()` if it has none.
pub trait ConstLabels {
    /// Hands over each value.
    fn collect(&self, values: &mut ConstValues);
}

impl ConstLabels for () {
    fn collect(&self, _: &mut ConstValues) {}
}

/// Collects the values of const labels.
#[derive(Debug, Default)]
pub struct ConstValues {
    /// By position in the schema's `const_labels`: one text for each exposed name.
    pub(crate) declared: Vec<(usize, Vec<String>)>,
    /// Those whose names are known only now.
    pub(crate) others: Vec<(String, String)>,
}

impl ConstValues {
    /// The value of an open or free const label, by its position in the schema's `const_labels`.
    pub fn open<L: Open>(&mut self, position: usize, arg: &L::Arg<'_>) {
        let mut buffer = Text::new();
        self.declared.push((position, vec![L::text(arg, &mut buffer).to_owned()]));
    }

    /// The value of a closed const label, or of a pair.
    pub fn closed<L: Closed>(&mut self, position: usize, value: L) {
        let texts = L::DESC.values.get(value.index()).copied().unwrap_or_default();
        self.declared.push((position, texts.iter().map(|text| (*text).to_owned()).collect()));
    }

    /// Const labels that the schema admits by `"*"`: name and value of each.
    pub fn others(&mut self, others: &[(&str, &str)]) {
        self.others.extend(others.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    }
}
