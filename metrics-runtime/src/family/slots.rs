//! Numbers of rows by the hash of their key, read without a lock.
//!
//! Who changes it holds the lock of the table of rows. A look-up beside a change may miss a row that is there; then it is
//! repeated under that lock. It never finds what is not there, since it compares keys.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Slots of the first table.
const FIRST: usize = 16;
const TABLES: usize = 28;

/// Open addressing; a slot is 0, or the upper half of the hash and the row's number plus 1. A table that is half full is
/// followed by one of twice the size. Old ones are kept for those who still read them.
#[derive(Debug)]
pub(crate) struct Slots {
    tables: [OnceLock<Box<[AtomicU64]>>; TABLES],
    current: AtomicUsize,
    taken: AtomicUsize,
}

impl Slots {
    pub(crate) fn new() -> Self {
        Slots { tables: [const { OnceLock::new() }; TABLES], current: AtomicUsize::new(0), taken: AtomicUsize::new(0) }
    }

    #[inline]
    fn table(&self) -> &[AtomicU64] {
        let current = self.tables.get(self.current.load(Ordering::Acquire));
        current.and_then(OnceLock::get).map_or(&[], |table| table)
    }

    /// The first row of this hash that `is` the wanted one.
    #[inline]
    pub(crate) fn find<R>(&self, hash: u64, is: impl Fn(u32) -> Option<R>) -> Option<R> {
        let table = self.table();
        let mask = table.len().wrapping_sub(1);
        let mut at = hash as usize;
        for _ in 0..table.len() {
            let slot = table.get(at & mask)?.load(Ordering::Acquire);
            if slot == 0 {
                return None;
            }
            if slot >> 32 == hash >> 32
                && let Some(found) = is(slot as u32 - 1)
            {
                return Some(found);
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// Adds a row that is not there. `hash_of` tells the hash of those that are.
    pub(crate) fn insert(&self, hash: u64, row: u32, hash_of: impl Fn(u32) -> u64) {
        let taken = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        if taken * 2 > self.table().len() {
            self.grow(hash_of);
        }
        put(self.table(), hash, row);
    }

    fn grow(&self, hash_of: impl Fn(u32) -> u64) {
        let old = self.table();
        let current = self.current.load(Ordering::Relaxed);
        let next = if old.is_empty() { current } else { current + 1 };
        let new: Box<[AtomicU64]> = (0..FIRST << next).map(|_| AtomicU64::new(0)).collect();
        for slot in old.iter().map(|slot| slot.load(Ordering::Relaxed)).filter(|slot| *slot != 0) {
            let row = slot as u32 - 1;
            put(&new, hash_of(row), row);
        }
        if let Some(place) = self.tables.get(next)
            && place.set(new).is_ok()
        {
            self.current.store(next, Ordering::Release);
        }
    }

    /// Takes a row out, and moves those up that had to make room for it.
    pub(crate) fn remove(&self, hash: u64, row: u32, hash_of: impl Fn(u32) -> u64) {
        let table = self.table();
        let mask = table.len().wrapping_sub(1);
        let get = |at: usize| table.get(at & mask).map_or(0, |slot| slot.load(Ordering::Relaxed));
        let set = |at: usize, value| {
            if let Some(slot) = table.get(at & mask) {
                slot.store(value, Ordering::Release);
            }
        };
        let start = hash as usize & mask;
        let found = (start..start + table.len()).take_while(|at| get(*at) != 0).find(|at| get(*at) as u32 == row + 1);
        let Some(mut hole) = found else { return };
        for at in hole + 1..hole + table.len() {
            let slot = get(at);
            if slot == 0 {
                break;
            }
            // Where it would be if it had found room: at or before the hole, it can move there.
            let home = hash_of(slot as u32 - 1) as usize;
            if at.wrapping_sub(home) & mask >= (at - hole) & mask {
                set(hole, slot);
                hole = at;
            }
        }
        set(hole, 0);
        self.taken.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Puts a row into the first free slot.
fn put(table: &[AtomicU64], hash: u64, row: u32) {
    let mask = table.len().wrapping_sub(1);
    for step in 0..table.len() {
        if let Some(slot) = table.get((hash as usize).wrapping_add(step) & mask)
            && slot.load(Ordering::Relaxed) == 0
        {
            // Release: who finds the row sees its key.
            return slot.store(hash >> 32 << 32 | u64::from(row) + 1, Ordering::Release);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// As a map, whatever comes and goes, with hashes that meet often.
    #[test]
    fn as_a_map() {
        let slots = Slots::new();
        let mut map: HashMap<u64, u32> = HashMap::new();
        let mut state = 1u64;
        let mut hashes = HashMap::new();
        for row in 0..3_000u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let hash = (state >> 33 & 0x1f) | (state >> 40 & 0xff) << 32;
            match map.remove(&hash) {
                Some(row) => slots.remove(hash, row, |row| hashes[&row]),
                None => {
                    hashes.insert(row, hash);
                    slots.insert(hash, row, |row| hashes[&row]);
                    map.insert(hash, row);
                }
            }
            let look = |hash: u64| slots.find(hash, |row| (hashes[&row] == hash).then_some(row));
            assert_eq!(look(hash), map.get(&hash).copied());
            if row % 1000 == 0 {
                for (hash, row) in &map {
                    assert_eq!(look(*hash), Some(*row));
                }
            }
        }
        assert_eq!(slots.taken.load(Ordering::Relaxed), map.len());
    }
}
