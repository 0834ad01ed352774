//! Cells that are overwritten or raised: one atomic each, since shards would not know which of them is right.

use super::sync::{AtomicU64, Ordering};

#[derive(Debug)]
pub(crate) struct Single {
    cells: Box<[AtomicU64]>,
}

impl Single {
    pub(crate) fn new(cells: usize) -> Self {
        Single { cells: (0..cells).map(|_| AtomicU64::new(0)).collect() }
    }

    #[inline]
    pub(crate) fn set(&self, cell: usize, bits: u64) {
        if let Some(cell) = self.cells.get(cell) {
            cell.store(bits, Ordering::Relaxed);
        }
    }

    #[inline]
    pub(crate) fn raise(&self, cell: usize, bits: u64) {
        if let Some(cell) = self.cells.get(cell) {
            cell.fetch_max(bits, Ordering::Relaxed);
        }
    }

    #[inline]
    pub(crate) fn add_f64(&self, cell: usize, value: f64) {
        if let Some(cell) = self.cells.get(cell) {
            add_f64(cell, value);
        }
    }

    pub(crate) fn clear(&self) {
        self.cells.iter().for_each(|cell| cell.store(0, Ordering::Relaxed));
    }

    pub(crate) fn get(&self, cell: usize) -> u64 {
        self.cells.get(cell).map_or(0, |cell| cell.load(Ordering::Relaxed))
    }
}

/// Adds to a float in place; there is no such instruction, so that a lost race is tried again.
#[inline]
pub(crate) fn add_f64(cell: &AtomicU64, value: f64) {
    let mut old = cell.load(Ordering::Relaxed);
    loop {
        let new = (f64::from_bits(old) + value).to_bits();
        match cell.compare_exchange_weak(old, new, Ordering::Release, Ordering::Relaxed) {
            Ok(_) => return,
            Err(now) => old = now,
        }
    }
}
