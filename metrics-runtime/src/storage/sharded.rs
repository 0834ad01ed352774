//! Sums that are spread over 16 shards, one of which each thread adds to: threads do not fight for a cache line.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

const SHARDS: usize = 16;
/// Cells in 128 bytes: two cache lines, since processors fetch them in pairs.
const PAD: usize = 16;

/// The shard of the next thread.
static NEXT: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// The thread's shard; `SHARDS` before its first record.
    static SHARD: Cell<usize> = const { Cell::new(SHARDS) };
}

#[inline]
fn shard() -> usize {
    // A thread-local without a destructor can be read until its thread is gone; should that change, any shard is right.
    SHARD
        .try_with(|shard| {
            if shard.get() == SHARDS {
                shard.set(NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS);
            }
            shard.get()
        })
        .unwrap_or(0)
}

/// Cells of which only the sums over all shards mean something.
#[derive(Debug)]
pub(crate) struct Sharded {
    /// Cells of a shard, rounded up so that no two shards share a line.
    stride: usize,
    cells: Box<[AtomicU64]>,
}

impl Sharded {
    pub(crate) fn new(cells: usize) -> Self {
        let stride = cells.next_multiple_of(PAD);
        // One more stretch of padding: where an allocation begins is not known.
        let all = if cells == 0 { 0 } else { stride * SHARDS + PAD };
        Sharded { stride, cells: (0..all).map(|_| AtomicU64::new(0)).collect() }
    }

    #[inline]
    fn cell(&self, cell: usize) -> Option<&AtomicU64> {
        if cell >= self.stride {
            return None;
        }
        self.cells.get(shard() * self.stride + cell)
    }

    /// Adds, wrapping. Release, so that a reader who sees this sees what came before it.
    #[inline]
    pub(crate) fn add(&self, cell: usize, value: u64) {
        if let Some(cell) = self.cell(cell) {
            cell.fetch_add(value, Ordering::Release);
        }
    }

    #[inline]
    pub(crate) fn add_f64(&self, cell: usize, value: f64) {
        if let Some(cell) = self.cell(cell) {
            super::single::add_f64(cell, value);
        }
    }

    fn shards(&self, cell: usize) -> impl Iterator<Item = u64> {
        let shards = if cell < self.stride { SHARDS } else { 0 };
        (0..shards).filter_map(move |shard| Some(self.cells.get(shard * self.stride + cell)?.load(Ordering::Acquire)))
    }

    pub(crate) fn sum(&self, cell: usize) -> u64 {
        self.shards(cell).fold(0, u64::wrapping_add)
    }

    pub(crate) fn sum_f64(&self, cell: usize) -> f64 {
        self.shards(cell).map(f64::from_bits).sum::<f64>() + 0.0 // the sum of nothing is -0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_add_up_exactly() {
        let cells = Sharded::new(3);
        std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    for _ in 0..1000 {
                        cells.add(1, 1);
                        cells.add_f64(2, 0.25);
                    }
                });
            }
        });
        assert_eq!((cells.sum(0), cells.sum(1), cells.sum_f64(2)), (0, 40_000, 10_000.0));
        assert!(cells.sum_f64(0).is_sign_positive());
    }

    #[test]
    fn cells_of_different_shards_are_far_apart() {
        let cells = Sharded::new(17);
        assert_eq!(cells.stride, 32);
        assert_eq!(Sharded::new(0).cells.len(), 0);
        Sharded::new(0).add(0, 1);
        assert_eq!(Sharded::new(0).sum(0), 0);
    }
}
