//! Cells in 16 shards, one of which each thread adds to with an instruction that locks: where every record ends that has no
//! slab of its own. It is right everywhere, and threads rarely fight for a cache line.
//!
//! The feature `sharded` puts all records here: for targets and services that want no thread to own memory.

use std::cell::Cell;
use std::sync::OnceLock;

use super::memory::{Cells, SIZES, len_of};
use super::sync::{AtomicU64, AtomicUsize, Ordering};

pub(crate) const SHARDS: usize = if cfg!(loom) { 1 } else { 16 };

/// The shard of the next thread.
#[cfg(not(loom))]
static NEXT: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// The thread's shard; `SHARDS` before its first record.
    #[cfg(not(loom))]
    static SHARD: Cell<usize> = const { Cell::new(SHARDS) };
    /// Whether the thread is asking for memory. An allocator that counts its calls would come back here.
    static ALLOCATING: Cell<bool> = const { Cell::new(false) };
}

#[cfg(not(loom))]
fn shard() -> usize {
    if SHARD.get() == SHARDS {
        SHARD.set(NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS);
    }
    SHARD.get()
}

#[cfg(loom)]
fn shard() -> usize {
    0
}

#[derive(Debug)]
pub(crate) struct Sharded {
    shards: [Shard; SHARDS],
    /// Records that found no memory.
    lost: AtomicUsize,
}

/// Chunks of rising size, none of which ever moves.
#[derive(Debug)]
struct Shard([OnceLock<Cells>; SIZES]);

macro_rules! constructor {
    ($($const:ident)?) => {
        impl Sharded {
            pub(crate) $($const)? fn new() -> Self {
                let shards = [const { Shard([const { OnceLock::new() }; SIZES]) }; SHARDS];
                Sharded { shards, lost: AtomicUsize::new(0) }
            }
        }
    };
}
#[cfg(not(loom))]
constructor!(const);
#[cfg(loom)]
constructor!();

/// Chunk of a cell, and its place there: the chunks begin at 0, 512, 1536, 3584…
fn place(cell: usize) -> (usize, usize) {
    let chunk = (cell / len_of(0) + 1).ilog2() as usize;
    (chunk, cell - (len_of(chunk) - len_of(0)))
}

impl Sharded {
    /// The thread's cell of this number. `None` if there is no memory for it, which is counted.
    fn cell(&self, cell: usize) -> Option<&AtomicU64> {
        let (chunk, at) = place(cell);
        let chunks = &self.shards.get(shard())?.0;
        let chunk_of = chunks.get(chunk)?;
        if chunk_of.get().is_none() && !ALLOCATING.replace(true) {
            // Without the lock of the cell: another thread may be faster, and this memory then goes back.
            if let Some(cells) = Cells::new(len_of(chunk)) {
                _ = chunk_of.set(cells);
            }
            ALLOCATING.set(false);
        }
        let found = chunk_of.get().and_then(|cells| cells.all().get(at));
        if found.is_none() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        found
    }

    /// Adds, wrapping. Release, so that a reader who sees this sees what came before it.
    pub(crate) fn add(&self, cell: usize, value: u64) {
        if let Some(cell) = self.cell(cell) {
            cell.fetch_add(value, Ordering::Release);
        }
    }

    pub(crate) fn add_f64(&self, cell: usize, value: f64) {
        if let Some(cell) = self.cell(cell) {
            super::single::add_f64(cell, value);
        }
    }

    /// All chunks: number of their first cell, and the cells.
    pub(crate) fn chunks(&self) -> impl Iterator<Item = (usize, &[AtomicU64])> {
        self.shards.iter().flat_map(|shard| shard.0.iter().enumerate()).filter_map(|(chunk, cells)| {
            let cells = cells.get()?;
            Some((len_of(chunk) - len_of(0), cells.all()))
        })
    }

    /// Records that found no memory.
    pub(crate) fn lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn sum(cells: &Sharded, cell: usize, add: impl Fn(u64) -> f64) -> f64 {
        cells
            .chunks()
            .filter_map(|(first, cells)| cells.get(cell.checked_sub(first)?))
            .map(|cell| add(cell.load(Ordering::Acquire)))
            .sum::<f64>()
            + 0.0
    }

    #[test]
    fn threads_add_up_exactly() {
        let cells = Sharded::new();
        std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    for _ in 0..1000 {
                        cells.add(1, 1);
                        cells.add_f64(5000, 0.25);
                    }
                });
            }
        });
        assert_eq!(sum(&cells, 0, |bits| bits as f64), 0.0);
        assert_eq!(sum(&cells, 1, |bits| bits as f64), 40_000.0);
        assert_eq!(sum(&cells, 5000, f64::from_bits), 10_000.0);
        assert_eq!(cells.lost(), 0);
    }

    #[test]
    fn places() {
        assert_eq!([0, 511, 512, 1535, 1536].map(place), [(0, 0), (0, 511), (1, 0), (1, 1023), (2, 0)]);
    }
}
