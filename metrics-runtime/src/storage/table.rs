//! Which cell belongs to whom, and what they add up to.
//!
//! Cells are numbered through the process; each number is a place in every slab and in every shard. The lock is held to
//! hand out numbers, to take them back, to exchange the array of a slab, and while the cells are added up. No record waits
//! for it: a thread that finds it taken when its slab must grow uses the shards this time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::memory::MAX_CELLS;
use super::sharded::Sharded;
use super::slab::Slabs;
use super::sync::{AtomicU32, AtomicU64, Mutex, MutexGuard, Ordering, PoisonError, TryLockError};

/// Most slabs of a process.
pub(crate) const MAX_SLABS: usize = 256;

/// In place of a number: no cells yet, or none left. It is above the number of any cell, so that the compare that finds out
/// whether a slab is long enough finds this, too.
pub(crate) const NONE: u32 = 1 << 31;

/// Cells of the pins, see [`super::pin`]: for each of two parities one that counts those that ended, and one for the others.
pub(crate) const PINS: u32 = 4;
const PIN_PATTERN: Pattern = Pattern { series: 2, stride: 2, float: 0, early: 0b01, guarded: false };

/// How long a store can stay unseen by other processors, and much more: they drain their buffers within microseconds.
const GRACE: Duration = Duration::from_millis(if cfg!(loom) { 0 } else { 100 });

#[cfg(not(loom))]
pub(crate) static TABLE: Table<MAX_SLABS> = Table::new();

/// What the cells of a range are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pattern {
    pub(crate) series: u32,
    /// Cells of a series.
    pub(crate) stride: u32,
    /// Which of a series' first 64 cells are floats.
    pub(crate) float: u64,
    /// Which of them are read before all others: what went down, before what went up.
    pub(crate) early: u64,
    /// Whether the last two cells of a series count guards that ended and that began. Whoever has a guard holds nothing
    /// but the number of a cell, so these are not used again before both are equal.
    pub(crate) guarded: bool,
}

impl Pattern {
    pub(crate) fn cells(self) -> usize {
        self.series as usize * self.stride as usize
    }
}

#[derive(Debug)]
pub(crate) struct Table<const N: usize> {
    pub(crate) slabs: Slabs<N>,
    pub(crate) shared: Sharded,
    /// Number of the next cell.
    next: AtomicU32,
    /// Which pair of cells new pins count in.
    parity: AtomicU32,
    state: Mutex<State>,
}

/// What the lock protects.
#[derive(Debug)]
pub(crate) struct State {
    /// Ranges that were given back, all of them zero.
    free: BTreeMap<Pattern, Vec<u32>>,
    /// Ranges that were given back while there were guards.
    guarded: Vec<(u32, Pattern)>,
    /// A bit for each cell that is a float.
    pub(super) float: Vec<u64>,
    /// A bit for each cell that is read early.
    pub(super) early: Vec<u64>,
    /// Times that all pins of a parity were seen to have ended.
    epoch: u64,
    /// When it last was counted up.
    counted: Option<Instant>,
}

macro_rules! constructor {
    ($($const:ident)?) => {
        impl<const N: usize> Table<N> {
            pub(crate) $($const)? fn new() -> Self {
                let state = State {
                    free: BTreeMap::new(),
                    guarded: Vec::new(),
                    float: Vec::new(),
                    early: Vec::new(),
                    epoch: 0,
                    counted: None,
                };
                Table {
                    slabs: Slabs::new(),
                    shared: Sharded::new(),
                    next: AtomicU32::new(PINS),
                    parity: AtomicU32::new(0),
                    state: Mutex::new(state),
                }
            }
        }
    };
}
#[cfg(not(loom))]
constructor!(const);
#[cfg(loom)]
constructor!();

impl<const N: usize> Table<N> {
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        prepared(self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The lock, if nobody has it.
    pub(crate) fn try_lock(&self) -> Option<MutexGuard<'_, State>> {
        match self.state.try_lock() {
            Ok(state) => Some(prepared(state)),
            Err(TryLockError::Poisoned(poisoned)) => Some(prepared(poisoned.into_inner())),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// The lock, unless it cannot be had for a second: nobody holds it for long, but in a process that was forked while
    /// another thread held it, nobody is left to give it back.
    pub(crate) fn lock_soon(&self) -> Option<MutexGuard<'_, State>> {
        if cfg!(loom) {
            // Models have no time to wait for.
            return Some(self.lock());
        }
        let start = Instant::now();
        loop {
            if let Some(state) = self.try_lock() {
                return Some(state);
            }
            if start.elapsed() > Duration::from_secs(1) {
                return None;
            }
            std::thread::yield_now();
        }
    }

    /// Cells that were handed out.
    pub(crate) fn len(&self) -> usize {
        self.next.load(Ordering::Relaxed) as usize
    }

    /// Number of the first of so many cells, all 0; [`NONE`] if there are no more.
    pub(crate) fn alloc(&self, pattern: Pattern) -> u32 {
        let Some(mut state) = self.lock_soon() else { return NONE };
        if let Some(first) = state.free.get_mut(&pattern).and_then(Vec::pop) {
            return first;
        }
        let first = self.next.load(Ordering::Relaxed);
        let cells = pattern.cells();
        if cells > MAX_CELLS - first as usize {
            return NONE;
        }
        state.describe(first as usize, pattern);
        self.next.store(first + cells as u32, Ordering::Relaxed);
        first
    }

    /// Takes cells back. No thread can reach them any more but by a guard, and whoever did did so before this call.
    pub(crate) fn free(&self, first: u32, pattern: Pattern) {
        // Without the lock they are never used again.
        if first == NONE || pattern.cells() == 0 {
            return;
        }
        let Some(mut state) = self.lock_soon() else { return };
        state.guarded.push((first, pattern));
        let given_back = std::mem::take(&mut state.guarded);
        for (first, pattern) in given_back {
            if self.has_guards(first, pattern) {
                state.guarded.push((first, pattern));
            } else {
                self.zero(&state, first, pattern);
                state.free.entry(pattern).or_default().push(first);
            }
        }
    }

    /// Whether a guard of one of the series has not ended. None can begin while this is asked.
    pub(crate) fn has_guards(&self, first: u32, pattern: Pattern) -> bool {
        let series = if pattern.guarded { pattern.series } else { 0 };
        (0..series).any(|series| {
            let ended = (first + (series + 1) * pattern.stride - 2) as usize;
            // What ended is read first.
            self.sum(ended) != self.sum(ended + 1)
        })
    }

    /// Makes cells 0 again that no thread can reach. The lock keeps slabs from growing: the copy would bring values back.
    pub(crate) fn zero(&self, _: &State, first: u32, pattern: Pattern) {
        let (first, last) = (first as usize, first as usize + pattern.cells());
        let clear = |begin: usize, cells: &[AtomicU64]| {
            let range = first.saturating_sub(begin)..last.saturating_sub(begin).min(cells.len());
            for cell in cells.get(range).unwrap_or_default() {
                // What was never written stays so.
                if cell.load(Ordering::Relaxed) != 0 {
                    cell.store(0, Ordering::Relaxed);
                }
            }
        };
        self.slabs.used().iter().for_each(|slab| clear(0, slab.cells()));
        self.shared.chunks().for_each(|(begin, cells)| clear(begin, cells));
    }

    /// The sum of one cell of integers.
    pub(crate) fn sum(&self, cell: usize) -> u64 {
        self.all(cell).fold(0, u64::wrapping_add)
    }

    /// The sum of one cell of floats.
    pub(crate) fn sum_f64(&self, cell: usize) -> f64 {
        self.all(cell).map(f64::from_bits).fold(0.0, std::ops::Add::add)
    }

    /// A cell of each slab and shard.
    fn all(&self, cell: usize) -> impl Iterator<Item = u64> {
        let slabs = self.slabs.used().iter().map(|slab| (0, slab.cells()));
        let all = slabs.chain(self.shared.chunks());
        all.filter_map(move |(begin, cells)| Some(cells.get(cell.checked_sub(begin)?)?.load(Ordering::Acquire)))
    }

    /// The first cell of the pair that a new pin counts in.
    #[inline]
    pub(crate) fn pin_cell(&self) -> u32 {
        self.parity.load(Ordering::Relaxed)
    }

    /// Whether all pins of a pair have ended. What ended is read first.
    fn is_quiet(&self, pair: u32) -> bool {
        let ended = self.sum(pair as usize);
        ended == self.sum(pair as usize + 1)
    }

    /// Counts the epoch up if the pins of the other parity have all ended and some time has passed; tells the epoch. Pins
    /// that begin from now on count in that parity.
    ///
    /// Whatever was unlinked in epoch n can be reached by nobody in epoch n + 3. Who found it before had begun a pin, whose
    /// count is seen a `GRACE` later: from the second step on, whichever parity it counted in, one of two steps would not
    /// have been made before it ended.
    pub(crate) fn advance(&self, state: &mut State) -> u64 {
        if state.counted.is_none_or(|counted| counted.elapsed() >= GRACE) {
            let current = self.parity.load(Ordering::Relaxed);
            let other = 2 - current;
            if self.is_quiet(other) {
                state.epoch += 1;
                state.counted = Some(Instant::now());
                self.parity.store(other, Ordering::Relaxed);
            }
        }
        state.epoch
    }
}

/// The first who has the lock describes the cells of the pins.
fn prepared(mut state: MutexGuard<'_, State>) -> MutexGuard<'_, State> {
    if state.early.is_empty() {
        state.describe(0, PIN_PATTERN);
    }
    state
}

impl State {
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    fn describe(&mut self, first: usize, pattern: Pattern) {
        let words = (first + pattern.cells()).div_ceil(64);
        self.float.resize(words.max(self.float.len()), 0);
        self.early.resize(words.max(self.early.len()), 0);
        for (bits, of_series) in [(&mut self.float, pattern.float), (&mut self.early, pattern.early)] {
            if of_series == 0 {
                continue;
            }
            for at in 0..pattern.cells() {
                let in_series = at % pattern.stride as usize;
                if in_series < 64
                    && of_series >> in_series & 1 == 1
                    && let Some(word) = bits.get_mut((first + at) / 64)
                {
                    *word |= 1 << ((first + at) % 64);
                }
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    const COUNTERS: Pattern = Pattern { series: 5, stride: 1, float: 0, early: 0, guarded: false };
    const LEVELS: Pattern = Pattern { series: 20, stride: 4, float: 0, early: 0b101, guarded: true };
    const HISTOGRAM: Pattern = Pattern { series: 1, stride: 3, float: 1, early: 0, guarded: false };

    #[test]
    fn cells_are_handed_out_and_described() {
        let table = Table::<2>::new();
        let first = [COUNTERS, LEVELS, HISTOGRAM].map(|pattern| table.alloc(pattern));
        assert_eq!(first, [4, 9, 89]);
        let state = table.lock();
        let bits = |words: &[u64]| (0..words.len() * 64).filter(|at| words[at / 64] >> (at % 64) & 1 == 1).count();
        assert_eq!((bits(&state.float), state.float[1]), (1, 1 << (89 - 64)));
        assert_eq!((bits(&state.early), state.early[0] & 0x1fff), (42, 0b1010_0000_0101));
    }

    #[test]
    fn what_comes_back_is_zero_and_used_again() {
        let table = Table::<2>::new();
        let (first, other) = (table.alloc(COUNTERS), table.alloc(LEVELS));
        let slab = table.slabs.lease(2).unwrap();
        assert!(slab.grow(table.len()));
        slab.cells()[first as usize + 4].store(7, Ordering::Relaxed);
        table.shared.add(first as usize + 4, 3);
        table.shared.add(other as usize, 1);
        assert_eq!(table.sum(first as usize + 4), 10);
        table.free(first, COUNTERS);
        assert_eq!((table.sum(first as usize + 4), table.sum(other as usize)), (0, 1));
        assert_eq!(table.alloc(HISTOGRAM), 89);
        assert_eq!(table.alloc(COUNTERS), first);
        assert_eq!(table.alloc(COUNTERS), 92);
    }

    #[test]
    fn there_is_an_end() {
        let table = Table::<1>::new();
        assert_eq!(table.alloc(Pattern { series: u32::MAX, stride: 4, float: 0, early: 0, guarded: false }), NONE);
        assert_eq!(table.alloc(COUNTERS), 4);
        table.free(NONE, COUNTERS);
        assert_eq!(table.alloc(COUNTERS), 9);
    }

    #[test]
    fn an_epoch_ends_with_its_pins() {
        let table = Table::<1>::new();
        let advance = || {
            std::thread::sleep(GRACE);
            table.advance(&mut table.lock())
        };
        assert_eq!(table.pin_cell(), 0);
        table.shared.add(1, 1); // a pin of the first parity begins
        assert_eq!(advance(), 1);
        assert_eq!(table.pin_cell(), 2);
        assert_eq!((advance(), advance()), (1, 1));
        table.shared.add(0, 1);
        assert_eq!((advance(), advance()), (2, 3));
    }
}
