//! What the calls of several kinds do.

use crate::series::Series;
use crate::storage::hot;

impl<K> Series<'_, K> {
    /// Adds to one of the cells of a series.
    #[inline(always)]
    pub(super) fn add_to(&self, offset: usize, value: u64) {
        if !hot::try_add(self.place.cell(offset), value) {
            self.place.cold_add(offset, value);
        }
    }

    #[inline(always)]
    pub(super) fn add_f64_to(&self, offset: usize, value: f64) {
        if !hot::try_add_f64(self.place.cell(offset), value) {
            self.place.cold_add_f64(offset, value);
        }
    }

    /// Brings the series into being, for a record that changes no cell.
    #[cold]
    pub(super) fn mark(&self) {
        if let Some(row) = self.place.row() {
            row.block.mark(self.index);
        }
    }
}
