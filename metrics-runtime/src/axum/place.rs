//! The places of expositions that are in hand.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::time::Instant;

/// How long an exposition is being sent at least before its place can go to another.
const GRACE: Duration = Duration::from_secs(1);

/// An exposition in hand: whoever holds this, it takes a place.
#[derive(Debug, Default)]
pub(super) struct Place {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
enum State {
    /// It is being made.
    #[default]
    Making,
    /// It is being sent; this much of it is gone.
    Sending { body: Vec<u8>, sent: usize, since: Instant },
    /// Whoever should read it did not.
    GivenUp,
}

/// A client did not read what it asked for.
#[derive(Debug)]
pub(super) struct GivenUp;

impl Place {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to send.
    pub(super) fn send(&self, body: Vec<u8>) {
        *self.state() = State::Sending { body, sent: 0, since: Instant::now() };
    }

    /// How many bytes are left to send; an error if they were given up.
    pub(super) fn left(&self) -> Result<usize, GivenUp> {
        match &*self.state() {
            State::Sending { body, sent, .. } => Ok(body.len() - sent),
            State::Making => Ok(0),
            State::GivenUp => Err(GivenUp),
        }
    }

    /// Takes up to `most` of the bytes that are left; an error if they were given up.
    pub(super) fn next<T>(&self, most: usize, take: impl FnOnce(&[u8]) -> T) -> Result<T, GivenUp> {
        match &mut *self.state() {
            State::Sending { body, sent, .. } => {
                let from = *sent;
                *sent = body.len().min(from + most);
                Ok(take(&body[from..*sent]))
            }
            State::Making => Ok(take(&[])),
            State::GivenUp => Err(GivenUp),
        }
    }

    /// Frees what is left.
    pub(super) fn give_up(&self) {
        *self.state() = State::GivenUp;
    }

    fn is_given_up(&self) -> bool {
        matches!(*self.state(), State::GivenUp)
    }

    fn sending_since(&self) -> Option<Instant> {
        match *self.state() {
            State::Sending { since, .. } => Some(since),
            State::Making | State::GivenUp => None,
        }
    }
}

/// All places.
#[derive(Debug)]
pub(super) struct Places {
    limit: usize,
    taken: Mutex<Vec<Weak<Place>>>,
}

impl Places {
    pub(super) fn new(limit: usize) -> Self {
        Places { limit, taken: Mutex::default() }
    }

    /// A place, if there is one, or one that is held by a client that does not read.
    pub(super) fn take(&self) -> Option<Arc<Place>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|place| place.upgrade().is_some_and(|place| !place.is_given_up()));
        if taken.len() >= self.limit {
            let slow = taken.iter().filter_map(Weak::upgrade);
            let slow = slow.filter_map(|place| Some((place.sending_since()?, place)));
            let (since, oldest) = slow.min_by_key(|(since, _)| *since)?;
            if since.elapsed() < GRACE {
                return None;
            }
            oldest.give_up();
            taken.retain(|place| !std::ptr::eq(place.as_ptr(), Arc::as_ptr(&oldest)));
        }
        let place = Arc::new(Place::default());
        taken.push(Arc::downgrade(&place));
        Some(place)
    }
}
