//! The series of one set of open values, numbered by the combination of their closed values.

use std::sync::atomic::{AtomicBool, Ordering};

use super::single::Single;
use super::table::{NONE, Pattern, TABLE};
use super::{Number, Sums, Value};
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

/// Cells of a level.
pub(crate) const LEVEL: usize = 4;
pub(crate) const DOWN: usize = 0;
pub(crate) const UP: usize = 1;
/// Guards that ended, and those that began. They have cells of their own, so that the cells are known to be in use as long
/// as there are guards, which hold nothing else.
pub(crate) const ENDED: usize = 2;
pub(crate) const BEGUN: usize = 3;

impl Layout {
    /// Its cells that are sums over all threads.
    pub(crate) fn pattern(&self) -> Pattern {
        let float = u64::from(self.storage.repr == Repr::F64);
        let (stride, float, early) = match self.storage.shape {
            Shape::Sum => (1, float, 0),
            Shape::Histogram => (self.width + 1, float, 0),
            Shape::UpDown => (LEVEL, 0, 1 << DOWN | 1 << ENDED),
            Shape::Max | Shape::Last | Shape::State | Shape::Batch => (0, 0, 0),
        };
        let guarded = self.storage.shape == Shape::UpDown;
        let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
        let series = if stride == 0 { 0 } else { number(self.series) };
        Pattern { series, stride: number(stride), float, early, guarded }
    }

    /// Its cells that are overwritten or raised.
    fn single(&self) -> usize {
        match self.storage.shape {
            Shape::Max | Shape::Last | Shape::State => self.series,
            // Floats have no exact sums: two large ones would not cancel out.
            Shape::UpDown if self.storage.repr == Repr::F64 => self.series,
            _ => 0,
        }
    }

    fn number(&self, bits: u64) -> Number {
        Number::new(bits, self.storage.repr, self.nanos_per_unit)
    }
}

/// The series of one set of open values. Sums are cells of the process' table, what is overwritten is here.
#[derive(Debug)]
pub(crate) struct Block {
    /// Number of the first cell; [`NONE`] if there are none.
    pub(crate) first: u32,
    pub(crate) single: Single,
    /// Which series have been seen, or have a record that their cells do not show; `None` if all exist from the start.
    present: Option<Box<[AtomicBool]>>,
}

impl Block {
    pub(crate) fn new(layout: &Layout) -> Self {
        let pattern = layout.pattern();
        let first = if pattern.cells() == 0 { NONE } else { TABLE.alloc(pattern) };
        let present = (!layout.initial_zero).then(|| (0..layout.series).map(|_| AtomicBool::new(false)).collect());
        Block { first, single: Single::new(layout.single()), present }
    }

    /// Wants its cells.
    pub(crate) fn want(&self, cells: usize, sums: &mut Sums) {
        if self.first != NONE {
            sums.want(self.first as usize, cells);
        }
    }

    /// Whether a guard has not ended; none can begin any more.
    pub(crate) fn has_guards(&self, layout: &Layout) -> bool {
        self.first != NONE && TABLE.has_guards(self.first, layout.pattern())
    }

    /// Makes it as new. Nobody can reach it.
    pub(crate) fn clear(&self, layout: &Layout) {
        if self.first != NONE {
            let state = TABLE.lock();
            TABLE.zero(&state, self.first, layout.pattern());
        }
        self.single.clear();
        for mark in self.present.iter().flatten() {
            mark.store(false, Ordering::Relaxed);
        }
    }

    /// Gives the cells back. Nobody can reach them but guards.
    pub(crate) fn free(&self, layout: &Layout) {
        TABLE.free(self.first, layout.pattern());
    }

    /// A series begins to exist.
    #[inline]
    pub(crate) fn mark(&self, series: usize) {
        if let Some(mark) = self.present.as_ref().and_then(|present| present.get(series))
            && !mark.load(Ordering::Relaxed)
        {
            // Release: whoever sees the series sees the record that brought it into being.
            mark.store(true, Ordering::Release);
        }
    }

    fn is_marked(&self, series: usize) -> bool {
        let Some(present) = &self.present else { return true };
        present.get(series).is_some_and(|mark| mark.load(Ordering::Acquire))
    }

    /// What a scrape sees of a series, `None` if it does not exist yet.
    pub(crate) fn read<'s>(&self, layout: &Layout, series: usize, sums: &'s Sums) -> Option<Value<'s>> {
        if series >= layout.series {
            return None;
        }
        // Before the cells that are not in `sums`: who sees the mark sees the record.
        let marked = self.is_marked(series);
        let cells = |stride: usize| sums.get((self.first as usize).saturating_add(series * stride), stride);
        let (seen, value) = match layout.storage.shape {
            Shape::Sum => {
                let sum = cells(1).first().copied().unwrap_or_default();
                (sum != 0, Value::Number(layout.number(sum)))
            }
            Shape::Max | Shape::Last => (false, Value::Number(layout.number(self.single.get(series)))),
            Shape::UpDown => {
                let cells = cells(LEVEL);
                (cells.iter().any(|cell| *cell != 0), Value::Number(self.level(layout, series, cells)))
            }
            Shape::Histogram => {
                let (sum, buckets) = cells(layout.width + 1).split_first().unwrap_or((&0, &[]));
                (buckets.iter().any(|bucket| *bucket != 0), Value::Histogram { buckets, sum: layout.number(*sum) })
            }
            Shape::State => (false, Value::State(usize::try_from(self.single.get(series)).unwrap_or_default())),
            Shape::Batch => return None,
        };
        if seen && !marked {
            // A sum that wraps around to 0 is still there.
            self.mark(series);
        }
        (seen || marked).then_some(value)
    }

    /// All series that are numbers and exist, with what a scrape sees of them.
    pub(crate) fn numbers(&self, layout: &Layout, sums: &Sums, found: &mut Vec<(usize, Number)>) {
        let all = sums.get(self.first as usize, layout.series);
        match (layout.storage.shape, &self.present) {
            (Shape::Sum, None) if all.len() == layout.series => {
                found.extend(all.iter().enumerate().map(|(series, sum)| (series, layout.number(*sum))));
            }
            (Shape::Sum, Some(present)) if all.len() == present.len() => {
                for (series, (sum, mark)) in all.iter().zip(present).enumerate() {
                    let marked = mark.load(Ordering::Acquire);
                    if *sum != 0 && !marked {
                        // A sum that wraps around to 0 is still there.
                        mark.store(true, Ordering::Release);
                    }
                    if *sum != 0 || marked {
                        found.push((series, layout.number(*sum)));
                    }
                }
            }
            _ => {
                for series in 0..layout.series {
                    if let Some(Value::Number(number)) = self.read(layout, series, sums) {
                        found.push((series, number));
                    }
                }
            }
        }
    }

    fn level(&self, layout: &Layout, series: usize, cells: &[u64]) -> Number {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let down = cell(DOWN).wrapping_add(cell(ENDED));
        let up = cell(UP).wrapping_add(cell(BEGUN));
        let level = up.wrapping_sub(down);
        match layout.storage.repr {
            Repr::F64 => Number::F64(f64::from_bits(self.single.get(series)) + level.cast_signed() as f64),
            Repr::I64 => Number::I64(level.cast_signed()),
            _ if up >= down => layout.number(level),
            Repr::Nanos => Number::F64(-(down.wrapping_sub(up) as f64 / layout.nanos_per_unit.max(1) as f64)),
            _ => Number::I64(level.cast_signed()),
        }
    }
}
