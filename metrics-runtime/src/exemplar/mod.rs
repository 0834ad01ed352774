//! Exemplars: a call says which trace it belongs to, and a scrape shows the last such call of each bucket or counter.
//!
//! A metric has exemplars if its schema lists their labels, `exemplar = ["trace_id"]`. Then its type has the calls
//! `inc_with`, `add_with` and `observe_with`, which take them. Each label is a type of the module `exemplars` of the schema,
//! and holds whatever can be displayed: `TraceId(span.trace_id())`. Nothing is allocated and nothing is waited for: an
//! exemplar that meets another one, or a scrape, is left out. So is one that is too long, with a warning of the registry.
//!
//! Exemplars are part of OpenMetrics and of the protobuf format; the text format 0.0.4 has none.

mod slots;
mod text;

use std::fmt::Display;

pub(crate) use slots::{Exemplars, Slots, Stored};
pub(crate) use text::{Texts, Unusable};

/// A label of an exemplar. Implemented by generated wrappers.
pub trait Label {
    /// The label, whatever it holds.
    type Of: Send + Sync + 'static;
    /// What it holds here. A label that is displayed as the empty text is left out.
    fn value(&self) -> &dyn Display;
}

/// The labels of a metric's exemplars: a tuple of them, `()` if the metric has none.
pub trait Labels: Send + Sync + 'static {}

/// The labels of a metric that has exemplars.
#[diagnostic::on_unimplemented(
    message = "this metric has no exemplars",
    label = "its schema lists no labels for them",
    note = "put `exemplar = [\"trace_id\"]` into its table in the schema"
)]
pub trait Declared: Labels {}

impl Labels for () {}

/// What a call accepts as the exemplar of a metric that declares the labels `E`: the label, or a tuple of all of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the exemplar that this metric declares",
    label = "expected the labels of `{E}`",
    note = "pass the types of the schema's module `exemplars`, several as a tuple, in the order of the schema"
)]
pub trait Exemplar<E> {
    /// Displays each label.
    #[doc(hidden)]
    fn display(&self, show: &mut dyn FnMut(&dyn Display));
}

impl<A: Label> Exemplar<(A::Of,)> for A {
    fn display(&self, show: &mut dyn FnMut(&dyn Display)) {
        show(self.value());
    }
}

macro_rules! tuples {
    ($(($($label:ident $at:tt)*))*) => {$(
        impl<$($label: Send + Sync + 'static),*> Labels for ($($label,)*) {}
        impl<$($label: Send + Sync + 'static),*> Declared for ($($label,)*) {}
    )*};
}

tuples! { (A 0) (A 0 B 1) (A 0 B 1 C 2) (A 0 B 1 C 2 D 3) }

macro_rules! exemplars {
    ($(($($label:ident $at:tt)*))*) => {$(
        impl<$($label: Label),*> Exemplar<($($label::Of,)*)> for ($($label,)*) {
            fn display(&self, show: &mut dyn FnMut(&dyn Display)) {
                $(show(self.$at.value());)*
            }
        }
    )*};
}

exemplars! { (A 0 B 1) (A 0 B 1 C 2) (A 0 B 1 C 2 D 3) }
