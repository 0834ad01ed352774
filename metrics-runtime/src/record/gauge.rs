//! Gauges that are set, and those that go up and down.

use crate::kind::{Countable, Gauge, Number, Repr, UpDown};
use crate::series::{Series, recorders};
use crate::storage::{BEGUN, DOWN, ENDED, LEVEL, UP, hot};

recorders! { [V: Number] Gauge<V> {
    /// Sets the value.
    #[inline]
    pub fn set(&self, value: V) {
        let series = self.series();
        if let Some(row) = series.place.row() {
            row.block.single.set(series.index, value.to_bits());
            row.block.mark(series.index);
        }
    }
} }

recorders! { [V: Countable] UpDown<V> {
    /// Goes up by one.
    #[inline]
    pub fn inc(&self) {
        self.series().change(V::ONE, true);
    }

    /// Goes down by one.
    #[inline]
    pub fn dec(&self) {
        self.series().change(V::ONE, false);
    }

    /// Goes up by one now, and down by one when the guard is dropped, on whatever thread that is.
    #[inline]
    pub fn guard(&self) -> Guard {
        self.series().begin()
    }
} }

recorders! { [V: Number] UpDown<V> {
    /// Goes up by `n`. An `f64` that is not finite changes nothing: no later call could undo it.
    #[inline]
    pub fn add(&self, n: V) {
        self.series().change(n, true);
    }

    /// Goes down by `n`, as [`add`](Self::add) goes up.
    #[inline]
    pub fn sub(&self, n: V) {
        self.series().change(n, false);
    }
} }

impl<V: Number> Series<'_, UpDown<V>> {
    #[inline(always)]
    fn change(&self, n: V, up: bool) {
        let mut bits = n.to_bits();
        if V::REPR == Repr::F64 {
            return self.change_f64(f64::from_bits(bits), up);
        }
        let mut up = up;
        if V::REPR == Repr::I64 && bits.cast_signed() < 0 {
            // The cells of a level only grow, so that a scrape sees none that is half of a change.
            (bits, up) = (bits.wrapping_neg(), !up);
        }
        if bits == 0 {
            return self.mark();
        }
        let offset = self.index * LEVEL + if up { UP } else { DOWN };
        if !up {
            // Who sees it go down sees what was recorded before, all that went up above all.
            if !hot::try_add_after(self.place.cell(offset), bits) {
                self.place.cold_add(offset, bits);
            }
        } else {
            self.add_to(offset, bits);
        }
    }

    fn change_f64(&self, n: f64, up: bool) {
        if let Some(row) = self.place.row()
            && n.is_finite()
        {
            row.block.single.add_f64(self.index, if up { n } else { -n });
            row.block.mark(self.index);
        }
    }

    #[inline(always)]
    fn begin(&self) -> Guard {
        let offset = self.index * LEVEL;
        let mut first = self.place.cell(offset);
        if !hot::try_add(first + BEGUN, 1) {
            first = self.place.cold_first() as usize + offset;
            hot::cold_add(first + BEGUN, 1);
        }
        Guard { ended: (first + ENDED) as u32 }
    }
}

/// Something in flight: a gauge has gone up by one, and goes down by one when this is dropped.
#[must_use = "the gauge goes down again as soon as the guard is dropped"]
#[derive(Debug)]
pub struct Guard {
    /// The cell that counts guards that ended, which stays what it is until this one has ended. At least `NONE` if there
    /// is none, which no record finds.
    ended: u32,
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        hot::add_after(self.ended as usize, 1);
    }
}
