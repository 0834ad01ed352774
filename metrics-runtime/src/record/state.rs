//! Statesets.

use crate::kind::StateSet;
use crate::label::{Closed, Value};
use crate::series::recorders;

recorders! { [L: Closed] StateSet<L> {
    /// Sets the state: its series becomes 1, those of the others 0.
    #[inline]
    pub fn set(&self, state: impl Value<L>) {
        let series = self.series();
        if let Some(row) = series.place.row() {
            row.block.single.set(series.index, state.value().index() as u64 + 1);
            row.block.mark(series.index);
        }
    }
} }
