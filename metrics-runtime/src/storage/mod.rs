//! Where values are kept: the one interface behind which the layout of memory can change.
//!
//! A [`Block`] holds the series of one set of open values, numbered by the combination of their closed values. Sums
//! are sharded by thread ([`sharded`]); what is overwritten is one atomic ([`single`]). No call can panic: a number
//! beyond the block is ignored.

mod point;
mod sharded;
mod single;

use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use point::{Number, Point};
use sharded::Sharded;
use single::Single;

use crate::kind::{Repr, Shape, Storage};

/// How the series of a metric are laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    pub(crate) storage: Storage,
    /// Series of a block.
    pub(crate) series: usize,
    /// Histogram: buckets, `+Inf` included. Stateset: states.
    pub(crate) width: usize,
    /// Whether series exist before their first record.
    pub(crate) initial_zero: bool,
    /// Durations: nanoseconds in the unit in which they are exposed.
    pub(crate) nanos_per_unit: u64,
}

/// The series of one set of open values.
#[derive(Debug)]
pub(crate) struct Block {
    layout: Layout,
    sums: Sharded,
    cells: Single,
    /// Which series have a record; `None` if all exist from the start.
    present: Option<Box<[AtomicBool]>>,
}

impl Block {
    pub(crate) fn new(layout: Layout) -> Self {
        let (sums, cells) = match layout.storage.shape {
            Shape::Sum => (layout.series, 0),
            Shape::Max | Shape::Last | Shape::State => (0, layout.series),
            Shape::UpDown if layout.storage.repr == Repr::F64 => (0, layout.series),
            Shape::UpDown => (layout.series * 2, 0),
            Shape::Histogram => (layout.series * (layout.width + 1), 0),
            Shape::Batch => (0, 0),
        };
        let present = (!layout.initial_zero).then(|| (0..layout.series).map(|_| AtomicBool::new(false)).collect());
        Block { layout, sums: Sharded::new(sums), cells: Single::new(cells), present }
    }

    /// Counts. Integers wrap; an `f64` that is negative or not finite is left out, since a counter only goes up.
    #[inline]
    pub(crate) fn add(&self, series: usize, bits: u64) {
        if self.layout.storage.repr == Repr::F64 {
            let value = f64::from_bits(bits);
            if !value.is_finite() || value < 0.0 {
                return;
            }
            self.sums.add_f64(series, value);
        } else {
            self.sums.add(series, bits);
        }
        self.mark(series);
    }

    /// Raises a total; a smaller one, or one that is not finite, changes nothing.
    #[inline]
    pub(crate) fn raise(&self, series: usize, mut bits: u64) {
        if self.layout.storage.repr == Repr::F64 {
            let value = f64::from_bits(bits);
            if !value.is_finite() || value < 0.0 {
                return;
            }
            // The bits of two floats have the order of the floats if no sign is set, not even that of -0.0.
            bits = value.abs().to_bits();
        }
        self.cells.raise(series, bits);
        self.mark(series);
    }

    #[inline]
    pub(crate) fn set(&self, series: usize, bits: u64) {
        self.cells.set(series, bits);
        self.mark(series);
    }

    /// Goes up. An `f64` that is not finite is left out: no later call could undo it.
    #[inline]
    pub(crate) fn up(&self, series: usize, bits: u64) {
        if self.layout.storage.repr == Repr::F64 {
            if !f64::from_bits(bits).is_finite() {
                return;
            }
            self.cells.add_f64(series, f64::from_bits(bits));
        } else {
            self.sums.add(series * 2, bits);
        }
        self.mark(series);
    }

    #[inline]
    pub(crate) fn down(&self, series: usize, bits: u64) {
        if self.layout.storage.repr == Repr::F64 {
            if !f64::from_bits(bits).is_finite() {
                return;
            }
            self.cells.add_f64(series, -f64::from_bits(bits));
        } else {
            self.sums.add(series * 2 + 1, bits);
        }
        self.mark(series);
    }

    /// Observes `sum / times`, `times` times.
    #[inline]
    pub(crate) fn observe(&self, series: usize, bucket: usize, sum: u64, times: u64) {
        if series >= self.layout.series || bucket >= self.layout.width {
            return;
        }
        let first = series * (self.layout.width + 1);
        self.sums.add(first + 1 + bucket, times);
        if self.layout.storage.repr == Repr::F64 {
            self.sums.add_f64(first, f64::from_bits(sum));
        } else {
            self.sums.add(first, sum);
        }
        self.mark(series);
    }

    #[inline]
    fn mark(&self, series: usize) {
        if let Some(mark) = self.present.as_ref().and_then(|present| present.get(series))
            && !mark.load(Ordering::Relaxed)
        {
            // Release: whoever sees the series sees the record that brought it into being.
            mark.store(true, Ordering::Release);
        }
    }

    /// What a scrape sees of a series, `None` if it does not exist yet.
    pub(crate) fn read(&self, series: usize) -> Option<Point> {
        let present = match &self.present {
            None => series < self.layout.series,
            Some(present) => present.get(series)?.load(Ordering::Acquire),
        };
        if !present {
            return None;
        }
        Some(match self.layout.storage.shape {
            Shape::Sum if self.layout.storage.repr == Repr::F64 => {
                Point::Number(Number::F64(self.sums.sum_f64(series)))
            }
            Shape::Sum => Point::Number(self.number(self.sums.sum(series))),
            Shape::Max | Shape::Last => Point::Number(self.number(self.cells.get(series))),
            Shape::UpDown => Point::Number(self.level(series)),
            Shape::Histogram => self.histogram(series),
            Shape::State => {
                let state = self.cells.get(series);
                Point::States((1..=self.layout.width as u64).map(|each| u64::from(each == state)).collect())
            }
            Shape::Batch => return None,
        })
    }

    fn level(&self, series: usize) -> Number {
        if self.layout.storage.repr == Repr::F64 {
            return Number::F64(f64::from_bits(self.cells.get(series)));
        }
        // What went down first: an `inc` that came before a `dec` which is seen here is seen below, so that a level
        // never reads lower than it was. The other order can read -1 for a guard that comes and goes meanwhile.
        let down = self.sums.sum(series * 2 + 1);
        let up = self.sums.sum(series * 2);
        match self.layout.storage.repr {
            Repr::I64 => Number::I64(up.wrapping_sub(down).cast_signed()),
            _ if up >= down => self.number(up - down),
            Repr::Nanos => Number::F64(-((down - up) as f64 / self.layout.nanos_per_unit.max(1) as f64)),
            _ => Number::I64(up.wrapping_sub(down).cast_signed()),
        }
    }

    fn histogram(&self, series: usize) -> Point {
        let first = series * (self.layout.width + 1);
        let buckets = (1..=self.layout.width).map(|bucket| self.sums.sum(first + bucket)).collect();
        let sum = match self.layout.storage.repr {
            Repr::F64 => Number::F64(self.sums.sum_f64(first)),
            _ => self.number(self.sums.sum(first)),
        };
        Point::Histogram { buckets, sum }
    }

    fn number(&self, bits: u64) -> Number {
        Number::new(bits, self.layout.storage.repr, self.layout.nanos_per_unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(shape: Shape, repr: Repr, initial_zero: bool) -> Block {
        let storage = Storage { shape, repr };
        Block::new(Layout { storage, series: 2, width: 3, initial_zero, nanos_per_unit: 1_000_000_000 })
    }

    #[test]
    fn a_series_is_absent_until_its_first_record() {
        let counter = block(Shape::Sum, Repr::U64, false);
        assert_eq!(counter.read(0), None);
        counter.add(0, 0);
        assert_eq!(counter.read(0), Some(Point::Number(Number::U64(0))));
        assert_eq!(counter.read(1), None);
        assert_eq!(block(Shape::Sum, Repr::U64, true).read(1), Some(Point::Number(Number::U64(0))));
    }

    #[test]
    fn counters_only_go_up() {
        let counter = block(Shape::Sum, Repr::F64, false);
        counter.add(0, f64::to_bits(-1.0));
        counter.add(0, f64::to_bits(f64::NAN));
        assert_eq!(counter.read(0), None);
        counter.add(0, f64::to_bits(0.5));
        assert_eq!(counter.read(0), Some(Point::Number(Number::F64(0.5))));

        let total = block(Shape::Max, Repr::F64, true);
        for value in [2.5, 1.0, f64::NAN, -3.0, -0.0, f64::INFINITY] {
            total.raise(0, f64::to_bits(value));
        }
        assert_eq!(total.read(0), Some(Point::Number(Number::F64(2.5))));
    }

    #[test]
    fn levels_have_their_sign() {
        for (repr, down) in [(Repr::I64, 3), (Repr::U64, 3)] {
            let gauge = block(Shape::UpDown, repr, true);
            gauge.up(1, 1);
            gauge.down(1, down);
            assert_eq!(gauge.read(1), Some(Point::Number(Number::I64(-2))), "{repr:?}");
        }
        let gauge = block(Shape::UpDown, Repr::Nanos, true);
        gauge.down(0, 1_500_000_000);
        assert_eq!(gauge.read(0), Some(Point::Number(Number::F64(-1.5))));
        let gauge = block(Shape::UpDown, Repr::F64, true);
        gauge.up(0, f64::to_bits(1.5));
        gauge.down(0, f64::to_bits(2.0));
        gauge.down(0, f64::INFINITY.to_bits());
        gauge.up(0, f64::NAN.to_bits());
        assert_eq!(gauge.read(0), Some(Point::Number(Number::F64(-0.5))));
    }

    #[test]
    fn what_lies_beyond_the_block_is_ignored() {
        let histogram = block(Shape::Histogram, Repr::U64, true);
        histogram.observe(0, 3, 1, 1);
        histogram.observe(2, 0, 1, 1);
        for series in 0..2 {
            let Some(Point::Histogram { buckets, .. }) = histogram.read(series) else { panic!() };
            assert_eq!(*buckets, [0, 0, 0]);
        }
        block(Shape::Sum, Repr::U64, false).add(7, 1);
        block(Shape::Last, Repr::U64, false).set(7, 1);
        assert_eq!(block(Shape::Last, Repr::U64, true).read(7), None);
    }

    #[test]
    fn one_state_at_a_time() {
        let state = block(Shape::State, Repr::U64, true);
        assert_eq!(state.read(0), Some(Point::States([0, 0, 0].into())));
        state.set(0, 2);
        assert_eq!(state.read(0), Some(Point::States([0, 1, 0].into())));
    }
}
