//! Slabs: memory of cells that one thread at a time adds to, so that it needs no instruction that locks.
//!
//! A thread leases a slab at its first record and gives it back when it ends. What it counted stays, and the next thread
//! goes on adding: nothing is merged, nothing is lost, and every cell only grows. A cell's value is the sum over all slabs.
//!
//! Only who has the lease stores into a slab's cells, and only under the lock of the table does anybody exchange its array
//! or zero cells that nobody can reach. A lease passes on by a release of `owner` and an acquiring compare-exchange, so
//! that the next thread loads what the last one stored.

use super::memory::{Cells, SIZES, len_of, size_for};
use super::sync::{AtomicU32, AtomicUsize, Ordering};
use std::sync::OnceLock;

/// The slabs of a process.
#[derive(Debug)]
pub(crate) struct Slabs<const N: usize> {
    slabs: [Slab; N],
    /// Slabs that were ever leased are among the first so many.
    used: AtomicUsize,
}

#[derive(Debug)]
pub(crate) struct Slab {
    /// 1 while a thread has it.
    owner: AtomicU32,
    /// Number of its array plus 1, 0 before it has one.
    current: AtomicUsize,
    /// Arrays that it had and has. Old ones are kept, since a thread may still look at them: together they are smaller
    /// than the current one.
    arrays: [OnceLock<Cells>; SIZES],
}

macro_rules! constructors {
    ($($const:ident)?) => {
        impl<const N: usize> Slabs<N> {
            pub(crate) $($const)? fn new() -> Self {
                Slabs { slabs: constructors!(@array $($const)?), used: AtomicUsize::new(0) }
            }
        }
        impl Slab {
            $($const)? fn new() -> Self {
                let arrays = [const { OnceLock::new() }; SIZES];
                Slab { owner: AtomicU32::new(0), current: AtomicUsize::new(0), arrays }
            }
        }
    };
    (@array const) => { [const { Slab::new() }; N] };
    (@array) => { std::array::from_fn(|_| Slab::new()) };
}
#[cfg(not(loom))]
constructors!(const);
#[cfg(loom)]
constructors!();

impl<const N: usize> Slabs<N> {
    /// Leases a slab, the first of the first `limit` that is free.
    pub(crate) fn lease(&self, limit: usize) -> Option<&Slab> {
        for (at, slab) in self.slabs.iter().enumerate().take(limit) {
            if slab.owner.load(Ordering::Relaxed) == 0
                && slab.owner.compare_exchange(0, 1, Ordering::Acquire, Ordering::Relaxed).is_ok()
            {
                self.used.fetch_max(at + 1, Ordering::Release);
                return Some(slab);
            }
        }
        None
    }

    /// The slabs that may have counts.
    pub(crate) fn used(&self) -> &[Slab] {
        self.slabs.get(..self.used.load(Ordering::Acquire)).unwrap_or_default()
    }
}

impl Slab {
    /// Gives it back. The caller has the lease, and stores no more.
    pub(crate) fn give_back(&self) {
        self.owner.store(0, Ordering::Release);
    }

    pub(crate) fn is_leased(&self) -> bool {
        self.owner.load(Ordering::Relaxed) != 0
    }

    pub(crate) fn cells(&self) -> &[super::sync::AtomicU64] {
        let current = self.current.load(Ordering::Acquire);
        let cells = current.checked_sub(1).and_then(|size| self.arrays.get(size)?.get());
        cells.map(Cells::all).unwrap_or_default()
    }

    /// Exchanges the array for one of at least `cells`; whether there is one now. The caller has the lease, and the lock
    /// of the table: cells that are zeroed meanwhile would come back with what they were copied.
    pub(crate) fn grow(&self, cells: usize) -> bool {
        let old = self.cells();
        if cells <= old.len() {
            return true;
        }
        let Some(size) = size_for(cells) else { return false };
        let Some(new) = Cells::new(len_of(size)) else { return false };
        for (new, old) in new.all().iter().zip(old) {
            let value = old.load(Ordering::Relaxed);
            // Pages that nothing was written to stay so.
            if value != 0 {
                new.store(value, Ordering::Relaxed);
            }
        }
        let Some(place) = self.arrays.get(size) else { return false };
        if place.set(new).is_err() {
            return false;
        }
        self.current.store(size + 1, Ordering::Release);
        true
    }

    /// Bytes of all its arrays.
    pub(crate) fn reserved(&self) -> usize {
        self.arrays.iter().filter_map(OnceLock::get).map(|cells| size_of_val(cells.all())).sum()
    }
}
