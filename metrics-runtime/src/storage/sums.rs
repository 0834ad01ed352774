//! All cells at one moment.

use super::sync::{AtomicU64, Ordering};
use super::table::{TABLE, Table};

/// The sums of all cells. The memory is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    cells: Vec<u64>,
    /// Those that were read first: numbers and sums.
    early: Vec<(usize, u64)>,
}

impl Sums {
    /// Reads all cells, slab by slab: many times faster than series by series.
    pub(crate) fn take(&mut self) {
        self.take_from(&TABLE);
    }

    pub(crate) fn take_from<const N: usize>(&mut self, table: &Table<N>) {
        // One at a time: each sees at least what the one before it saw, so that no counter goes down.
        let mut state = table.lock();
        table.advance(&mut state);
        self.cells.clear();
        self.cells.resize(table.len(), 0);
        self.early.clear();
        let slabs = || table.slabs.used().iter().map(|slab| (0, slab.cells())).chain(table.shared.chunks());

        // What went down first: whatever went up before something that is seen here is seen below. The other order can
        // read a level of -1 for what comes and goes meanwhile.
        for (at, word) in state.early.iter().enumerate().filter(|(_, word)| **word != 0) {
            self.early.extend(bits(*word).map(|bit| (at * 64 + bit, 0)));
        }
        for (begin, cells) in slabs() {
            for (cell, sum) in &mut self.early {
                if let Some(cell) = cell.checked_sub(begin).and_then(|at| cells.get(at)) {
                    *sum = sum.wrapping_add(cell.load(Ordering::Acquire));
                }
            }
        }
        for (begin, cells) in slabs() {
            if let Some(sums) = self.cells.get_mut(begin..) {
                add_all(sums, cells, state.float.get(begin / 64..).unwrap_or_default());
            }
        }
        for (cell, early) in &self.early {
            if let Some(sum) = self.cells.get_mut(*cell) {
                *sum = *early;
            }
        }
    }

    /// Some cells; none if they were handed out later.
    pub(crate) fn get(&self, first: usize, len: usize) -> &[u64] {
        self.cells.get(first..first + len).unwrap_or_default()
    }
}

fn bits(word: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |bit| word >> bit & 1 == 1)
}

/// Adds cells to their sums; `float` has a bit for each that is a float.
fn add_all(sums: &mut [u64], cells: &[AtomicU64], float: &[u64]) {
    for ((sums, cells), float) in sums.chunks_mut(64).zip(cells.chunks(64)).zip(float) {
        let mut floats = [0; 64];
        if *float != 0 {
            for bit in bits(*float) {
                if let (Some(sum), Some(cell), Some(new)) = (sums.get(bit), cells.get(bit), floats.get_mut(bit)) {
                    *new = (f64::from_bits(*sum) + f64::from_bits(cell.load(Ordering::Relaxed))).to_bits();
                }
            }
        }
        for (sum, cell) in sums.iter_mut().zip(cells) {
            *sum = sum.wrapping_add(cell.load(Ordering::Relaxed));
        }
        if *float != 0 {
            for bit in bits(*float) {
                if let (Some(sum), Some(new)) = (sums.get_mut(bit), floats.get(bit)) {
                    *sum = *new;
                }
            }
        }
    }
}
