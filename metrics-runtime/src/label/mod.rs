//! Labels as types: every label has its own argument type, so that two of them cannot be swapped.
//!
//! The types themselves are generated, in the module `labels` of a schema. A closed label is an enum that implements
//! [`Closed`]; so is a pair of a label and the one that depends on it. An open or free label is a wrapper around a
//! text or a number that implements [`Open`].

mod consts;
mod text;
mod tuple;

pub use consts::{ConstLabels, ConstValues};
pub use text::Text;
pub use tuple::{ClosedLabels, OpenLabels};

use crate::desc;

/// Most open or free labels that a metric can have.
pub const MAX_OPEN: usize = 6;
/// Most arguments for closed labels that a metric can have; a pair of dependent labels is one.
pub const MAX_CLOSED: usize = 6;

/// What is recorded in place of a value beyond the `max_values` of an open label.
pub const OTHER: &str = "__other__";

/// A closed label, or a pair of dependent labels. Implemented by generated enums.
pub trait Closed: Copy + Send + Sync + 'static {
    /// Exposed names and values.
    const DESC: &'static desc::ClosedLabel;
    /// Position of the value in [`DESC`](Closed::DESC)`.values`.
    fn index(self) -> usize;
    /// The value at a position, `None` if there are not so many.
    fn from_index(index: usize) -> Option<Self>;
}

/// What a call accepts for the closed label `L`: its generated enum, or a service's own enum with `#[derive(Label)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the label `{L}`",
    label = "expected a value of `{L}`",
    note = "pass a variant of `{L}`, or put `#[derive(metricspec::Label)]` on `{Self}`"
)]
pub trait Value<L: Closed> {
    /// The same value in the label's own type.
    fn value(self) -> L;
}

impl<L: Closed> Value<L> for L {
    #[inline]
    fn value(self) -> L {
        self
    }
}

/// An open or free label. Implemented by generated wrappers, for the `'static` form of those that borrow a text.
pub trait Open: Send + Sync + 'static {
    /// What a call passes: `Model<'a>`, `WorkerId`.
    type Arg<'a>;
    /// Exposed name and bounds.
    const DESC: &'static desc::OpenLabel;
    /// What is exposed for a value. Numbers are written into `buffer`; nothing is allocated.
    fn text<'b>(arg: &'b Self::Arg<'_>, buffer: &'b mut Text) -> &'b str;
    /// The value that is exposed as `text`; `None` if there is none.
    fn from_text(text: &str) -> Option<Self::Arg<'_>>;
}
