//! Places for the last exemplar of each counter or bucket.

use std::sync::{Mutex, PoisonError, TryLockError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::Texts;

/// The exemplars of a series, in the places from a first one on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Exemplars<'a> {
    /// Its metric has none.
    None,
    One(&'a Slots, usize),
    /// Of several instances that are added up.
    Several(&'a [(&'a Slots, usize)]),
}

impl Exemplars<'_> {
    /// The newest one of a counter, or of a bucket.
    pub(crate) fn get(&self, at: usize) -> Option<Stored> {
        match self {
            Exemplars::None => None,
            Exemplars::One(slots, first) => slots.get(first + at),
            Exemplars::Several(all) => {
                all.iter().filter_map(|(slots, first)| slots.get(first + at)).max_by_key(|stored| stored.millis)
            }
        }
    }
}

/// Places that are there from the start, so that a record allocates nothing.
#[derive(Debug)]
pub(crate) struct Slots(Box<[Mutex<Option<Stored>>]>);

/// An exemplar as it was recorded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored {
    /// The observed value or what was added, as it is recorded.
    pub(crate) bits: u64,
    /// Milliseconds since 1970.
    pub(crate) millis: u64,
    pub(crate) texts: Texts,
}

impl Slots {
    pub(crate) fn new(places: usize) -> Self {
        Slots((0..places).map(|_| Mutex::new(None)).collect())
    }

    /// Puts an exemplar into a place, unless somebody else is at it.
    pub(crate) fn put(&self, place: usize, bits: u64, texts: Texts) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = u64::try_from(now.as_millis()).unwrap_or_default();
        let Some(slot) = self.0.get(place) else { return };
        let mut slot = match slot.try_lock() {
            Ok(slot) => slot,
            Err(TryLockError::Poisoned(slot)) => slot.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        *slot = Some(Stored { bits, millis, texts });
    }

    /// What is in a place. It is held only while it is copied.
    pub(crate) fn get(&self, place: usize) -> Option<Stored> {
        *self.0.get(place)?.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Empties all places.
    pub(crate) fn clear(&self) {
        for slot in &self.0 {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}
