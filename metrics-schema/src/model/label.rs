//! Labels and their values.

use super::{Deprecation, LabelId, Waiver};
use crate::source::{FileId, Spanned};

/// Most open labels of a call: the run time has a method for each number of them.
pub const MAX_OPEN: usize = 6;
/// Most closed arguments of a call; a dependent label and its sibling are one.
pub const MAX_CLOSED: usize = 6;

/// `[labels.KEY]`.
#[derive(Clone, Debug)]
pub struct Label {
    /// The table key: its name inside the language.
    pub key: Spanned<String>,
    /// The file that declares it: the schema's own, or one of its includes.
    pub file: FileId,
    /// Exposed name.
    pub name: Spanned<String>,
    /// What it tells apart, in markdown.
    pub description: String,
    /// Its values.
    pub set: LabelSet,
    /// Rust type that a call passes.
    pub value_type: LabelType,
    /// How a number is written.
    pub format: LabelFormat,
    /// Whether the value may be left out.
    pub optional: bool,
    /// Name of the generated type. For a dependent label this is the type of the pair: [`LabelSet::Dependent`].
    pub rust: Spanned<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

impl Label {
    /// Number of values that can be exposed, `None` if nothing bounds them. For a dependent label this is the number
    /// of valid pairs with its sibling. The overflow value `__other__` and the empty value of an optional label count.
    pub fn cardinality(&self) -> Option<u64> {
        match &self.set {
            LabelSet::Closed(values) => Some(values.len() as u64),
            LabelSet::Dependent { groups, .. } => Some(groups.iter().map(|g| g.len() as u64).sum()),
            LabelSet::Open { known, max_values } => {
                Some(known.len() as u64 + u64::from(*max_values) + 1 + u64::from(self.optional))
            }
            LabelSet::Free => None,
        }
    }

    /// Of a dependent label: the enum of the values that go with one value of the sibling, where there is a choice. Named
    /// after the label, and after the sibling's value too if several have a choice.
    pub fn choice_type(&self, sibling_value: &Value) -> String {
        let several = match &self.set {
            LabelSet::Dependent { groups, .. } => groups.iter().filter(|g| g.len() > 1).count() > 1,
            _ => false,
        };
        let base = crate::names::pascal(&self.key.value);
        if several { base + &sibling_value.rust } else { base }
    }

    /// Whether its values are closed: an enum in Rust.
    pub fn is_closed(&self) -> bool {
        matches!(self.set, LabelSet::Closed(_) | LabelSet::Dependent { .. })
    }
}

/// Values of a label.
#[derive(Clone, Debug)]
pub enum LabelSet {
    /// `values`, or a `bool` (then `false` and `true`).
    Closed(Vec<Value>),
    /// `values_by`: for each value of the sibling (same order) the values that may go with it; never empty.
    Dependent {
        /// The sibling, a [`LabelSet::Closed`] label.
        sibling: LabelId,
        /// One list for each value of the sibling.
        groups: Vec<Vec<Value>>,
    },
    /// `max_values`.
    Open {
        /// Values known beforehand; they do not count towards the bound.
        known: Vec<Value>,
        /// Most further values.
        max_values: u32,
    },
    /// Neither: only for const labels and labels of info metrics.
    Free,
}

/// A declared value of a label.
#[derive(Clone, Debug)]
pub struct Value {
    /// What is exposed.
    pub text: Spanned<String>,
    /// Rust variant (`ChatCompletions`), as derived from the text or as declared. For known values of an open label of
    /// strings the constant's name is this in upper snake case, see [`Value::constant`].
    pub rust: String,
    /// What it means.
    pub description: Option<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

impl Value {
    /// Name of the constant of a known value of an open label: `UNKNOWN_MODEL`.
    pub fn constant(&self) -> String {
        crate::names::upper_snake(&self.rust)
    }
}

/// `value_type` of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelType {
    /// `&str`.
    String,
    /// `bool`; closed.
    Bool,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
}

/// `format` of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelFormat {
    /// Decimal digits.
    Decimal,
    /// Lower-case hexadecimal digits without a prefix.
    Hex,
}
