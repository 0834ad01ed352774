//! What a series has now: for tests, and for the rare decision that depends on it. Open values become known by it, as by a
//! record, but the series does not begin to exist.

use crate::exemplar::Labels;
use crate::kind::{Counter, Gauge, Histogram, Number, Repr, StateSet, Total, UpDown};
use crate::label::Closed;
use crate::series::{Series, recorders};
use crate::storage::table::TABLE;
use crate::storage::{BEGUN, DOWN, ENDED, LEVEL, UP};

recorders! { [V: Number, E: Labels] Counter<V, E> {
    /// The total so far; 0 before the first record. All threads' shares are added up, which is no work for an inner loop.
    pub fn value(&self) -> V {
        let series = self.series();
        V::from_bits(if V::REPR == Repr::F64 { series.cell_f64(series.index) } else { series.cell(series.index) })
    }
} }

recorders! { [V: Number] Total<V> {
    /// The greatest total so far; 0 before the first record.
    pub fn value(&self) -> V {
        let series = self.series();
        V::from_bits(series.last())
    }
} }

recorders! { [V: Number] Gauge<V> {
    /// The value that was set last; 0 before the first record.
    pub fn value(&self) -> V {
        let series = self.series();
        V::from_bits(series.last())
    }
} }

recorders! { [V: Number] UpDown<V> {
    /// How much it went up and not down again; 0 before the first record. Types without a sign have no number for less than
    /// 0, and tell 0. All threads' shares are added up, which is no work for an inner loop.
    pub fn value(&self) -> V {
        let series = self.series();
        let first = series.index * LEVEL;
        // What went down first, as at a scrape.
        let down = series.cell(first + DOWN).wrapping_add(series.cell(first + ENDED));
        let up = series.cell(first + UP).wrapping_add(series.cell(first + BEGUN));
        let level = up.wrapping_sub(down).cast_signed();
        V::from_bits(match V::REPR {
            Repr::F64 => (f64::from_bits(series.last()) + level as f64).to_bits(),
            Repr::I64 => level.cast_unsigned(),
            _ => level.max(0).cast_unsigned(),
        })
    }
} }

recorders! { [V: Number, E: Labels] Histogram<V, E> {
    /// How many values were observed so far. All threads' shares are added up, which is no work for an inner loop.
    pub fn count(&self) -> u64 {
        let series = self.series();
        let (first, buckets) = series.row_of_histogram();
        (1..=buckets).fold(0, |count, bucket| count.wrapping_add(series.cell(first + bucket)))
    }

    /// The sum of the values that were observed so far.
    pub fn sum(&self) -> V {
        let series = self.series();
        let (first, _) = series.row_of_histogram();
        V::from_bits(if V::REPR == Repr::F64 { series.cell_f64(first) } else { series.cell(first) })
    }
} }

recorders! { [L: Closed] StateSet<L> {
    /// The state that was set last, `None` before the first one.
    pub fn state(&self) -> Option<L> {
        let series = self.series();
        L::from_index(usize::try_from(series.last()).ok()?.checked_sub(1)?)
    }
} }

impl<K> Series<'_, K> {
    /// The sum of one of the row's cells.
    fn cell(&self, offset: usize) -> u64 {
        TABLE.sum(self.place.cold_first() as usize + offset)
    }

    /// The bits of the sum of one of the row's cells that are floats.
    fn cell_f64(&self, offset: usize) -> u64 {
        TABLE.sum_f64(self.place.cold_first() as usize + offset).to_bits()
    }

    /// What was set or raised last.
    fn last(&self) -> u64 {
        self.place.row().map_or(0, |row| row.block.single.get(self.index))
    }

    /// The series' first cell in the row, which is the sum, and the number of buckets that follow it.
    fn row_of_histogram(&self) -> (usize, usize) {
        let layout = &self.place.family().table.plan.layout;
        (self.index * layout.pattern().stride as usize, layout.width)
    }
}
