//! The labels of a metric as a tuple: `(Model, WorkerId)`.

use super::{Closed, Open};

/// The open labels of a metric: a tuple of types that implement [`Open`].
pub trait OpenLabels: Send + Sync + 'static {
    /// How many they are.
    const COUNT: usize;
}

/// The closed labels of a metric: a tuple of types that implement [`Closed`].
pub trait ClosedLabels: Send + Sync + 'static {
    /// Number of combinations of their values; 1 if there is no label.
    const COMBINATIONS: usize;
}

macro_rules! tuples {
    ($(($($label:ident)*))*) => {$(
        impl<$($label: Open),*> OpenLabels for ($($label,)*) {
            const COUNT: usize = 0 $(+ { let _ = $label::DESC; 1 })*;
        }

        impl<$($label: Closed),*> ClosedLabels for ($($label,)*) {
            const COMBINATIONS: usize = 1 $(* $label::DESC.values.len())*;
        }
    )*};
}

tuples! { () (A) (A B) (A B D) (A B D E) (A B D E F) (A B D E F G) }
