//! Rows by their key, read without a lock.
//!
//! Who changes it holds the lock of the table of rows. A look-up beside a change may miss a row that is there; then it is
//! repeated under that lock. It never finds what is not there: a slot says before and after its key is compared whose it is,
//! and a row gets another key only after all who might know the old one have ended their pins.

use std::sync::OnceLock;

use crate::storage::sync::{AtomicU32, AtomicU64, AtomicUsize, Ordering, fence};

use super::key::{Short, Wanted};

/// Slots of the first table.
const FIRST: usize = if cfg!(loom) { 4 } else { 16 };
const TABLES: usize = 28;

/// Open addressing. A table that is half full is followed by one of twice the size. Old ones are kept for those who still
/// read them.
#[derive(Debug)]
pub(crate) struct Slots {
    tables: [OnceLock<Box<[Slot]>>; TABLES],
    current: AtomicUsize,
    taken: AtomicUsize,
}

/// A key and its row, in one cache line.
#[derive(Debug, Default)]
#[repr(align(64))]
struct Slot {
    words: [AtomicU64; 4],
    /// Length of the key, and in the lower half the row's number plus 1; 0 if the slot is empty or about to change.
    whose: AtomicU64,
    /// Number of the row's first cell.
    first: AtomicU32,
}

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) number: u32,
    pub(crate) first: u32,
}

impl Slot {
    /// What is in it. Only for who has the lock.
    fn get(&self) -> Option<(Short, Found)> {
        let whose = self.whose.load(Ordering::Relaxed);
        let number = (whose as u32).checked_sub(1)?;
        let words = std::array::from_fn(|at| self.words[at].load(Ordering::Relaxed));
        let key = Short { words, len: (whose >> 32) as u32 };
        Some((key, Found { number, first: self.first.load(Ordering::Relaxed) }))
    }

    fn set(&self, content: Option<(Short, Found)>) {
        self.whose.store(0, Ordering::Relaxed);
        let Some((key, found)) = content else { return };
        // Who sees one of the new words sees that the slot was empty, and does not believe it.
        fence(Ordering::Release);
        for (place, word) in self.words.iter().zip(key.words) {
            place.store(word, Ordering::Relaxed);
        }
        self.first.store(found.first, Ordering::Relaxed);
        // Release: who finds the row sees its cells as they were left for it.
        self.whose.store((u64::from(key.len) << 32) | (u64::from(found.number) + 1), Ordering::Release);
    }
}

impl Slots {
    pub(crate) fn new() -> Self {
        Slots { tables: [const { OnceLock::new() }; TABLES], current: AtomicUsize::new(0), taken: AtomicUsize::new(0) }
    }

    #[inline(always)]
    fn table(&self) -> &[Slot] {
        let current = self.tables.get(self.current.load(Ordering::Acquire));
        current.and_then(OnceLock::get).map_or(&[], |table| table)
    }

    /// The row of a key, `None` if it has not been seen. `is` compares what is too long for a slot.
    #[inline(always)]
    pub(crate) fn find(&self, wanted: &Wanted<'_>, is: impl Fn(u32) -> bool) -> Option<Found> {
        let table = self.table();
        let mask = table.len().wrapping_sub(1);
        let mut at = wanted.hash as usize & mask;
        // There is always an empty slot.
        while let Some(slot) = table.get(at) {
            let whose = slot.whose.load(Ordering::Acquire);
            if whose == 0 {
                return None;
            }
            let differ = |at: usize| slot.words[at].load(Ordering::Relaxed) ^ wanted.short.words[at];
            let len = (whose >> 32) ^ u64::from(wanted.short.len);
            if differ(0) | differ(1) | differ(2) | differ(3) | len == 0 {
                let first = slot.first.load(Ordering::Relaxed);
                fence(Ordering::Acquire);
                if slot.whose.load(Ordering::Relaxed) != whose {
                    return None;
                }
                let number = (whose as u32).wrapping_sub(1);
                if !wanted.is_long() || is(number) {
                    return Some(Found { number, first });
                }
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Adds a row that is not there. `seed` is that of the keys' hashes.
    pub(crate) fn insert(&self, wanted: &Wanted<'_>, found: Found, seed: u64) {
        let taken = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        if taken * 2 > self.table().len() {
            self.grow(seed);
        }
        put(self.table(), wanted.short, found, seed);
    }

    fn grow(&self, seed: u64) {
        let old = self.table();
        let current = self.current.load(Ordering::Relaxed);
        let next = if old.is_empty() { current } else { current + 1 };
        let new: Box<[Slot]> = (0..FIRST << next).map(|_| Slot::default()).collect();
        for (key, found) in old.iter().filter_map(Slot::get) {
            put(&new, key, found, seed);
        }
        if let Some(place) = self.tables.get(next)
            && place.set(new).is_ok()
        {
            self.current.store(next, Ordering::Release);
        }
    }

    /// Takes a row out, and moves those up that had to make room for it.
    pub(crate) fn remove(&self, wanted: &Wanted<'_>, number: u32, seed: u64) {
        let table = self.table();
        let mask = table.len().wrapping_sub(1);
        let get = |at: usize| table.get(at & mask).and_then(Slot::get);
        let set = |at: usize, content| {
            if let Some(slot) = table.get(at & mask) {
                slot.set(content);
            }
        };
        let start = wanted.hash as usize & mask;
        let all = start..start + table.len();
        let is_it = |at: &usize| get(*at).is_some_and(|(_, found)| found.number == number);
        let Some(mut hole) = all.take_while(|at| get(*at).is_some()).find(is_it) else { return };
        for at in hole + 1..hole + table.len() {
            let Some((key, found)) = get(at) else { break };
            // Where it would be if it had found room: at or before the hole, it can move there.
            let home = key.hash(seed) as usize;
            if at.wrapping_sub(home) & mask >= (at - hole) & mask {
                set(hole, Some((key, found)));
                hole = at;
            }
        }
        set(hole, None);
        self.taken.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Puts a row into the first free slot.
fn put(table: &[Slot], key: Short, found: Found, seed: u64) {
    let mask = table.len().wrapping_sub(1);
    let home = key.hash(seed) as usize;
    let free =
        (0..table.len()).find_map(|step| table.get(home.wrapping_add(step) & mask).filter(|slot| slot.get().is_none()));
    if let Some(slot) = free {
        slot.set(Some((key, found)));
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// As a map, whatever comes and goes.
    #[test]
    fn as_a_map() {
        let slots = Slots::new();
        let mut map: HashMap<String, Found> = HashMap::new();
        let mut state = 1u64;
        for step in 0..3000u32 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let key = format!("key {}", state >> 33 & 0x7f);
            let values = [key.as_str()];
            let wanted = Wanted::new(&values, 5);
            match map.remove(&key) {
                Some(found) => slots.remove(&wanted, found.number, 5),
                None => {
                    let found = Found { number: step, first: step * 2 };
                    slots.insert(&wanted, found, 5);
                    map.insert(key.clone(), found);
                }
            }
            assert_eq!(slots.find(&wanted, |_| false), map.get(&key).copied());
            if step % 100 == 0 {
                for (key, found) in &map {
                    assert_eq!(slots.find(&Wanted::new(&[key], 5), |_| false), Some(*found));
                }
            }
        }
        assert_eq!(slots.taken.load(Ordering::Relaxed), map.len());
    }

    /// Long keys whose hashes meet are told apart by who knows them.
    #[test]
    fn long_keys() {
        let slots = Slots::new();
        let long = "x".repeat(100);
        let values = [long.as_str()];
        let wanted = Wanted::new(&values, 0);
        for number in [3, 4] {
            slots.insert(&wanted, Found { number, first: 0 }, 0);
        }
        for number in [3, 4] {
            assert_eq!(slots.find(&wanted, |each| each == number).map(|found| found.number), Some(number));
        }
        assert_eq!(slots.find(&wanted, |_| false), None);
    }
}
