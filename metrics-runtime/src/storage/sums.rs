//! Many cells at one moment.

use super::sync::{AtomicU64, Ordering, fence};
#[cfg(not(loom))]
use super::table::TABLE;
use super::table::{State, Table};

/// Cells that are read or left out together.
const WORD: usize = 64;
/// Slabs that are added up at once.
const GROUP: usize = 4;

/// The sums of the cells that a scrape wants. The memory is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    /// A bit for 64 cells each.
    wanted: Vec<u64>,
    /// By the cell's number. What is not wanted has some number.
    cells: Vec<u64>,
    /// Those that were read first: numbers and sums.
    early: Vec<(usize, u64)>,
}

impl Sums {
    /// Wants nothing.
    pub(crate) fn clear(&mut self) {
        self.wanted.clear();
    }

    /// Wants `len` cells from `first` on.
    pub(crate) fn want(&mut self, first: usize, len: usize) {
        for word in first / WORD..(first + len).div_ceil(WORD) {
            if word / 64 >= self.wanted.len() {
                self.wanted.resize(word / 64 + 1, 0);
            }
            if let Some(bits) = self.wanted.get_mut(word / 64) {
                *bits |= 1 << (word % 64);
            }
        }
    }

    /// Reads what is wanted, slab by slab: many times faster than series by series.
    #[cfg(not(loom))]
    pub(crate) fn take(&mut self) {
        self.take_from(&TABLE);
    }

    pub(crate) fn take_from<const N: usize>(&mut self, table: &Table<N>) {
        // One at a time: each sees at least what the one before it saw, so that no counter goes down.
        let mut state = table.lock();
        table.advance(&mut state);
        let state = &*state;
        self.cells.resize(table.len().max(self.cells.len()), 0);
        let wanted = std::mem::take(&mut self.wanted);
        // What went down first: whatever went up before something that is seen here is seen below. The other order can
        // read a level of -1 for what comes and goes meanwhile.
        self.early.clear();
        for (first, last) in runs(&wanted) {
            for (at, word) in state.early.iter().enumerate().take(last).skip(first).filter(|(_, word)| **word != 0) {
                self.early.extend(bits(*word).map(|bit| (at * WORD + bit, 0)));
            }
        }
        if !self.early.is_empty() {
            let slabs = table.slabs.used().iter().map(|slab| (0, slab.cells()));
            for (begin, cells) in slabs.chain(table.shared.chunks()) {
                for (cell, sum) in &mut self.early {
                    if let Some(cell) = cell.checked_sub(begin).and_then(|at| cells.get(at)) {
                        *sum = sum.wrapping_add(cell.load(Ordering::Acquire));
                    }
                }
            }
        }
        fence(Ordering::Acquire);
        for (first, last) in runs(&wanted) {
            self.add_run(table, state, first, last);
        }
        for (cell, early) in &self.early {
            if let Some(sum) = self.cells.get_mut(*cell) {
                *sum = *early;
            }
        }
        self.wanted = wanted;
    }

    /// Reads a stretch of words.
    fn add_run<const N: usize>(&mut self, table: &Table<N>, state: &State, first: usize, last: usize) {
        let end = (last * WORD).min(self.cells.len());
        let Some(sums) = self.cells.get_mut(first * WORD..end) else { return };
        sums.fill(0);
        let float = state.float.get(first..).unwrap_or_default();
        let mut slabs = table.slabs.used().iter().filter_map(|slab| slab.cells().get(first * WORD..));
        let mut slabs = std::iter::from_fn(move || slabs.find(|cells| !cells.is_empty()));
        loop {
            let group: [&[AtomicU64]; GROUP] = std::array::from_fn(|_| slabs.next().unwrap_or_default());
            if group[0].is_empty() {
                break;
            }
            add_group(sums, group, float);
        }
        for (begin, cells) in table.shared.chunks() {
            // Both begin at a word.
            let (sums_from, cells_from) = (begin.saturating_sub(first * WORD), (first * WORD).saturating_sub(begin));
            if let (Some(sums), Some(cells)) = (sums.get_mut(sums_from..), cells.get(cells_from..)) {
                add_group(sums, [cells, &[], &[], &[]], float.get(sums_from / WORD..).unwrap_or_default());
            }
        }
    }

    /// Some cells that were wanted; none if they were handed out later.
    pub(crate) fn get(&self, first: usize, len: usize) -> &[u64] {
        self.cells.get(first..first + len).unwrap_or_default()
    }
}

/// Stretches of words that are wanted: the first, and the one after the last.
fn runs(wanted: &[u64]) -> impl Iterator<Item = (usize, usize)> {
    let is_wanted = |word: usize| wanted.get(word / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1);
    let mut next = 0;
    std::iter::from_fn(move || {
        while next < wanted.len() * 64 && !is_wanted(next) {
            // Most of what is not wanted is so in long stretches.
            let bits = wanted.get(next / 64).copied().unwrap_or_default() >> (next % 64);
            next += if bits == 0 { 64 - next % 64 } else { bits.trailing_zeros() as usize };
        }
        let first = next;
        while is_wanted(next) {
            next += 1;
        }
        (first < next).then_some((first, next))
    })
}

fn bits(word: u64) -> impl Iterator<Item = usize> {
    (0..WORD).filter(move |bit| word >> bit & 1 == 1)
}

/// Adds the cells of some slabs to their sums; `float` has a bit for each cell that is a float.
fn add_group(sums: &mut [u64], slabs: [&[AtomicU64]; GROUP], float: &[u64]) {
    for (word, (sums, float)) in sums.chunks_mut(WORD).zip(float).enumerate() {
        let cells = slabs.map(|cells| cells.get(word * WORD..).unwrap_or_default());
        // Slabs differ in length: the first may end before the others.
        if cells.iter().all(|cells| cells.is_empty()) {
            return;
        }
        let mut floats = [0; WORD];
        for bit in bits(if *float == 0 { 0 } else { *float }) {
            if let (Some(sum), Some(new)) = (sums.get(bit), floats.get_mut(bit)) {
                let each = cells.iter().filter_map(|cells| cells.get(bit)).map(|cell| cell.load(Ordering::Relaxed));
                *new = each.map(f64::from_bits).fold(f64::from_bits(*sum), |sum, each| sum + each).to_bits();
            }
        }
        add_word(sums, cells);
        for bit in bits(*float) {
            if let (Some(sum), Some(new)) = (sums.get_mut(bit), floats.get(bit)) {
                *sum = *new;
            }
        }
    }
}

/// Adds up to 64 cells of each slab.
#[inline]
fn add_word(sums: &mut [u64], cells: [&[AtomicU64]; GROUP]) {
    let [a, b, c, d] = cells.map(|cells| cells.first_chunk::<WORD>());
    if let (Some(sums), Some(a), Some(b), Some(c), Some(d)) = (sums.first_chunk_mut::<WORD>(), a, b, c, d) {
        for at in 0..WORD {
            let (a, b) = (a[at].load(Ordering::Relaxed), b[at].load(Ordering::Relaxed));
            let (c, d) = (c[at].load(Ordering::Relaxed), d[at].load(Ordering::Relaxed));
            sums[at] = sums[at].wrapping_add(a).wrapping_add(b).wrapping_add(c).wrapping_add(d);
        }
        return;
    }
    for cells in cells {
        for (sum, cell) in sums.iter_mut().zip(cells) {
            *sum = sum.wrapping_add(cell.load(Ordering::Relaxed));
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::super::table::Pattern;
    use super::*;

    #[test]
    fn stretches() {
        let mut sums = Sums::default();
        for (first, len) in [(0, 1), (64, 64), (63, 2), (640, 1), (64 * 64, 1), (64 * 200 + 5, 200)] {
            sums.want(first, len);
        }
        assert_eq!(runs(&sums.wanted).collect::<Vec<_>>(), [(0, 2), (10, 11), (64, 65), (200, 204)]);
        sums.clear();
        assert_eq!(runs(&sums.wanted).count(), 0);
    }

    /// Whatever is asked for, by however many slabs and shards, each sum is that of its cells.
    #[test]
    fn sums_of_all_slabs() {
        for slabs in 0..10u64 {
            let table = Table::<10>::new();
            let pattern = Pattern { series: 150, stride: 5, float: 0b10, early: 0b100, guarded: false };
            let first = table.alloc(pattern) as usize;
            for slab in 1..=slabs {
                let leased = table.slabs.lease(10).unwrap();
                // Some are too short for the last cells.
                assert!(leased.grow(if slab % 3 == 1 { 1 } else { table.len() }));
                for (at, cell) in leased.cells().iter().enumerate().skip(first).take(pattern.cells()) {
                    let float = (at - first) % 5 == 1;
                    cell.store(if float { f64::to_bits(0.5) } else { slab * at as u64 }, Ordering::Relaxed);
                }
            }
            table.shared.add(first + 700, 1000);
            table.shared.add_f64(first + 701, 0.25);
            let mut sums = Sums::default();
            for _ in 0..2 {
                sums.clear();
                sums.want(first, 10);
                // Where short ones end, of which some are the first of their group.
                sums.want(first + 480, 80);
                sums.want(first + 695, 55);
                sums.take_from(&table);
                for at in (0..10).chain(480..560).chain(695..750) {
                    let cell = first + at;
                    let of = |slab: &u64| cell < if slab % 3 == 1 { 512 } else { 1024 };
                    let sum = sums.get(cell, 1)[0];
                    if at % 5 == 1 {
                        let want = (1..=slabs).filter(of).count() as f64 * 0.5 + if at == 701 { 0.25 } else { 0.0 };
                        assert_eq!(f64::from_bits(sum), want, "{at} of {slabs}");
                    } else {
                        let want: u64 = (1..=slabs).filter(of).map(|slab| slab * cell as u64).sum();
                        assert_eq!(sum, want + if at == 700 { 1000 } else { 0 }, "{at} of {slabs}");
                    }
                }
            }
        }
    }
}
