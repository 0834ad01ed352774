//! What a record does: it adds to the cell of its thread.
//!
//! A thread looks at its slab through a slice in a thread-local variable that has no destructor, so that it can be read
//! until the thread is gone. One compare, that of the cell's number with the slice's length, finds all that is not as
//! usual: cells that are not handed out yet, a thread without a slab, a slab that is too short, a thread that is about to
//! end. All these go the long way, and end in the shards if there is no other.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::slab::Slab;
use super::table::{MAX_SLABS, NONE, TABLE};

/// How many records a thread that found no slab makes before it looks for one again.
const PATIENCE: u32 = 4096;

/// Slabs that threads may have, 0 before it is known.
static LIMIT: AtomicUsize = AtomicUsize::new(0);

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Before the first record.
    Fresh,
    /// Within this module: an allocator that counts its calls comes back here.
    Busy,
    /// With a slab.
    Live,
    /// All slabs are taken; records until it looks again.
    Waiting(u32),
    /// The thread is about to end, and has given its slab back.
    Dead,
}

thread_local! {
    static HOT: Cell<&'static [AtomicU64]> = const { Cell::new(&[]) };
    static SLAB: Cell<Option<&'static Slab>> = const { Cell::new(None) };
    static STATE: Cell<State> = const { Cell::new(State::Fresh) };
    /// Only its destructor matters.
    static LEASE: Lease = const { Lease };
}

struct Lease;

impl Drop for Lease {
    fn drop(&mut self) {
        HOT.set(&[]);
        STATE.set(State::Dead);
        if let Some(slab) = SLAB.take() {
            slab.give_back();
        }
    }
}

/// Adds an integer to a cell.
#[inline(always)]
pub(crate) fn add(cell: usize, value: u64) {
    if !try_add(cell, value) {
        cold_add(cell, value);
    }
}

/// As [`add`], so that who sees this sees all that the thread did before.
#[inline(always)]
pub(crate) fn add_after(cell: usize, value: u64) {
    if !try_add_after(cell, value) {
        cold_add(cell, value);
    }
}

/// As [`try_add`], so that who sees this sees all that the thread did before.
#[inline(always)]
pub(crate) fn try_add_after(cell: usize, value: u64) -> bool {
    let own = own(cell);
    if let Some(cell) = own {
        cell.store(cell.load(Ordering::Relaxed).wrapping_add(value), Ordering::Release);
    }
    own.is_some()
}

/// Adds to the thread's own cell, if it has it already.
#[inline(always)]
pub(crate) fn try_add(cell: usize, value: u64) -> bool {
    let own = own(cell);
    if let Some(cell) = own {
        bump(cell, value);
    }
    own.is_some()
}

#[inline(always)]
pub(crate) fn try_add_f64(cell: usize, value: f64) -> bool {
    let own = own(cell);
    if let Some(cell) = own {
        bump_f64(cell, value);
    }
    own.is_some()
}

/// Adds `times` to the cell at `first + at`, and `sum` to that at `first`.
#[inline(always)]
pub(crate) fn try_observe(first: usize, at: usize, times: u64, sum: u64) -> bool {
    let own = own_pair(first, at);
    if let Some((first, second)) = own {
        bump(second, times);
        bump(first, sum);
    }
    own.is_some()
}

#[inline(always)]
pub(crate) fn try_observe_f64(first: usize, at: usize, times: u64, sum: f64) -> bool {
    let own = own_pair(first, at);
    if let Some((first, second)) = own {
        bump(second, times);
        bump_f64(first, sum);
    }
    own.is_some()
}

// The thread is the only one that stores here, so nothing comes between the load and the store.

#[inline(always)]
fn bump(cell: &AtomicU64, value: u64) {
    cell.store(cell.load(Ordering::Relaxed).wrapping_add(value), Ordering::Relaxed);
}

#[inline(always)]
fn bump_f64(cell: &AtomicU64, value: f64) {
    cell.store((f64::from_bits(cell.load(Ordering::Relaxed)) + value).to_bits(), Ordering::Relaxed);
}

/// Two cells of the thread, for the price of one compare.
#[inline(always)]
fn own_pair(first: usize, at: usize) -> Option<(&'static AtomicU64, &'static AtomicU64)> {
    if cfg!(feature = "sharded") {
        return None;
    }
    let [first, rest @ ..] = HOT.get().get(first..=first + at)? else { return None };
    Some((first, rest.last().unwrap_or(first)))
}

/// The thread's own cell.
#[inline(always)]
fn own(cell: usize) -> Option<&'static AtomicU64> {
    if cfg!(feature = "sharded") { None } else { HOT.get().get(cell) }
}

#[cold]
#[inline(never)]
pub(crate) fn cold_add(cell: usize, value: u64) {
    match attached(cell) {
        Some(cell) => cell.store(cell.load(Ordering::Relaxed).wrapping_add(value), Ordering::Release),
        None if cell >= NONE as usize => {}
        None => TABLE.shared.add(cell, value),
    }
}

#[cold]
#[inline(never)]
pub(crate) fn cold_add_f64(cell: usize, value: f64) {
    match attached(cell) {
        Some(cell) => cell.store((f64::from_bits(cell.load(Ordering::Relaxed)) + value).to_bits(), Ordering::Release),
        None if cell >= NONE as usize => {}
        None => TABLE.shared.add_f64(cell, value),
    }
}

/// The thread's own cell, for which it gets a slab, or a longer one. `None` if there is none to be had now.
fn attached(cell: usize) -> Option<&'static AtomicU64> {
    if cfg!(feature = "sharded") || cell >= NONE as usize {
        return None;
    }
    match STATE.get() {
        State::Busy | State::Dead => return None,
        State::Waiting(records) if records > 0 => {
            STATE.set(State::Waiting(records - 1));
            return None;
        }
        State::Fresh | State::Live | State::Waiting(_) => {}
    }
    STATE.set(State::Busy);
    STATE.set(attach(cell));
    HOT.get().get(cell)
}

fn attach(cell: usize) -> State {
    let slab = match SLAB.get() {
        Some(slab) => slab,
        None => {
            // From now on the thread gives back what it leases. Too late for that if it is about to end.
            if LEASE.try_with(|_| ()).is_err() {
                return State::Dead;
            }
            let Some(slab) = TABLE.slabs.lease(limit()) else { return State::Waiting(PATIENCE) };
            SLAB.set(Some(slab));
            slab
        }
    };
    if slab.cells().len() <= cell
        && let Some(_lock) = TABLE.try_lock()
    {
        slab.grow(TABLE.len().max(cell + 1));
    }
    HOT.set(slab.cells());
    State::Live
}

/// How many slabs there may be: enough for all threads that run at once.
fn limit() -> usize {
    match LIMIT.load(Ordering::Relaxed) {
        0 => {
            let processors = std::thread::available_parallelism().map_or(1, usize::from);
            let limit = (2 * processors).clamp(64, MAX_SLABS);
            LIMIT.store(limit, Ordering::Relaxed);
            limit
        }
        limit => limit,
    }
}

pub(crate) fn set_limit(slabs: usize) {
    LIMIT.store(slabs.clamp(1, MAX_SLABS), Ordering::Relaxed);
}
