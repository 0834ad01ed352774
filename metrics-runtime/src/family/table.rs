//! Rows by their open values.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::desc;
use crate::label::{MAX_OPEN, OTHER};
use crate::storage::table::TABLE;

use super::admit::{Admission, Admitted, Loss, Verdict};
use super::key::Wanted;
use super::row::{Key, Plan, Row, Rows};
use super::slots::{Found, Slots};

/// All rows of a family.
#[derive(Debug)]
pub(crate) struct Table {
    desc: &'static desc::Metric,
    pub(crate) plan: Plan,
    /// Of the hashes of open values.
    seed: u64,
    rows: Rows,
    slots: Slots,
    /// The one open label has all its values, so that further ones need no lock to be known as such.
    full: AtomicBool,
    state: Mutex<State>,
}

/// What the lock protects: who comes and who goes.
#[derive(Debug)]
struct State {
    admitted: Admitted,
    /// Numbers of all rows that there are room for.
    count: u32,
    /// Rows that can be used again.
    free: Vec<u32>,
    /// Rows that were taken out, with the epoch.
    limbo: Vec<(u64, u32)>,
    /// The epoch in which it was last looked through.
    reaped: u64,
    /// All rows that are in, sorted; `None` when they have changed.
    views: Option<Arc<[RowView]>>,
    /// Changes so far.
    changes: u64,
}

/// A row as a scrape knows it.
#[derive(Clone, Debug)]
pub(crate) struct RowView {
    pub(crate) key: Arc<Key>,
    pub(crate) number: u32,
}

/// Number of the only row of a metric without open labels.
const BASE: u32 = 0;

/// What becomes of values.
enum Fate<'a> {
    Row(Found),
    /// No row yet for these values, some of which may have become `__other__`.
    Missing([&'a str; MAX_OPEN]),
    Refused(usize, Loss),
}

impl Table {
    pub(crate) fn new(desc: &'static desc::Metric, plan: Plan) -> Self {
        let state = State {
            admitted: Admitted::new(desc.open.len()),
            count: 0,
            free: Vec::new(),
            limbo: Vec::new(),
            reaped: 0,
            views: None,
            changes: 0,
        };
        let table = Table {
            desc,
            plan,
            seed: RandomState::new().hash_one(0),
            rows: Rows::new(),
            slots: Slots::new(),
            full: AtomicBool::new(false),
            state: Mutex::new(state),
        };
        if desc.open.is_empty() && table.plan.layout.series > 0 {
            let mut state = table.lock();
            table.insert(&mut state, &[]);
            drop(state);
        }
        table
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn get(&self, number: u32) -> Option<&Row> {
        self.rows.get(number)
    }

    /// The only row of a metric without open labels.
    #[inline]
    pub(crate) fn base(&self) -> Option<Found> {
        Some(Found { number: BASE, first: self.rows.get(BASE)?.block.first })
    }

    /// The row for these open values, which are made known if they are new; `None` if they are refused. Under a pin.
    #[inline(always)]
    pub(crate) fn row(&self, admission: &Admission, values: &[&str]) -> Option<Found> {
        match self.find(&Wanted::new(values, self.seed)) {
            Some(found) => Some(found),
            None => self.row_for_new(admission, values),
        }
    }

    #[inline(always)]
    fn find(&self, wanted: &Wanted<'_>) -> Option<Found> {
        self.slots.find(wanted, |number| self.rows.get(number).is_some_and(|row| row.long.is(wanted)))
    }

    fn find_values(&self, values: &[&str]) -> Option<Found> {
        self.find(&Wanted::new(values, self.seed))
    }

    #[cold]
    #[inline(never)]
    fn row_for_new(&self, admission: &Admission, values: &[&str]) -> Option<Found> {
        if let [value] = values
            && self.full.load(Ordering::Relaxed)
            && admission.is_bounded(0, value)
            && let Some(other) = self.find_values(&[OTHER])
        {
            admission.lose(0, value, Loss::Bound);
            return Some(other);
        }
        let mut over = [false; MAX_OPEN];
        let mut state = self.lock();
        let found = match self.judge(&state, admission, values, &mut over) {
            Fate::Row(found) => found,
            Fate::Missing(kept) => self.admit(&mut state, admission, &kept[..values.len().min(MAX_OPEN)])?,
            Fate::Refused(at, loss) => {
                drop(state);
                admission.lose(at, values.get(at).copied().unwrap_or_default(), loss);
                return None;
            }
        };
        drop(state);
        for (at, value) in values.iter().enumerate() {
            if over.get(at) == Some(&true) {
                admission.lose(at, value, Loss::Bound);
            }
        }
        Some(found)
    }

    /// What becomes of values, of which `over` tells those that are beyond a bound.
    fn judge<'a>(
        &self,
        state: &State,
        admission: &Admission,
        values: &[&'a str],
        over: &mut [bool; MAX_OPEN],
    ) -> Fate<'a> {
        // Another thread may have been faster.
        if let Some(found) = self.find_values(values) {
            return Fate::Row(found);
        }
        let mut kept = [""; MAX_OPEN];
        for (at, value) in values.iter().enumerate().take(MAX_OPEN) {
            kept[at] = match admission.judge(&state.admitted, at, value) {
                Verdict::Own { .. } => value,
                Verdict::Refused(loss) => return Fate::Refused(at, loss),
                Verdict::Other => {
                    over[at] = true;
                    OTHER
                }
            };
        }
        if over.contains(&true)
            && let Some(found) = self.find_values(&kept[..values.len().min(MAX_OPEN)])
        {
            return Fate::Row(found);
        }
        Fate::Missing(kept)
    }

    fn admit(&self, state: &mut State, admission: &Admission, values: &[&str]) -> Option<Found> {
        for (at, value) in values.iter().enumerate() {
            if admission.judge(&state.admitted, at, value) == (Verdict::Own { counts: true }) {
                state.admitted.take(at, value);
            }
        }
        let found = self.insert(state, values);
        self.full.store(admission.is_full(&state.admitted, 0), Ordering::Relaxed);
        found
    }

    fn insert(&self, state: &mut State, values: &[&str]) -> Option<Found> {
        self.reap(state);
        let wanted = Wanted::new(values, self.seed);
        let fits = |number: &u32| self.rows.get(*number).is_some_and(|row| row.long.has_room(&wanted));
        let number = match state.free.iter().rposition(fits) {
            Some(at) => state.free.swap_remove(at),
            None => {
                self.rows.put(state.count, Row::new(&self.plan, &wanted))?;
                state.count += 1;
                state.count - 1
            }
        };
        let row = self.rows.get(number)?;
        row.begin(&wanted, Key::new(self.desc, values));
        let found = Found { number, first: row.block.first };
        self.slots.insert(&wanted, found, self.seed);
        state.changed();
        Some(found)
    }

    /// Makes rows that were taken out ready for other values, if nobody can reach them any more.
    fn reap(&self, state: &mut State) {
        if state.limbo.is_empty() {
            return;
        }
        let Some(epoch) = TABLE.lock_soon().map(|mut cells| TABLE.advance(&mut cells)) else { return };
        if std::mem::replace(&mut state.reaped, epoch) == epoch {
            return;
        }
        let layout = &self.plan.layout;
        let free = &mut state.free;
        state.limbo.retain(|(since, number)| {
            let Some(row) = self.rows.get(*number) else { return false };
            let gone = epoch >= since.saturating_add(3) && !row.is_held() && !row.block.has_guards(layout);
            if gone {
                row.block.clear(layout);
                free.push(*number);
            }
            !gone
        });
    }

    /// Takes out the row for these open values; whether there was one.
    pub(crate) fn remove(&self, admission: &Admission, values: &[&str]) -> bool {
        let mut state = self.lock();
        let found = self.find_values(values);
        if let Some(found) = found {
            self.take_out(&mut state, admission, found.number, values);
        }
        found.is_some()
    }

    /// Takes out the rows for which `keep` is false. It is called without any lock, so that it may record. Rows that
    /// stand for several values, as `__other__`, stay: no answer about one of them could be right.
    pub(crate) fn retain(&self, admission: &Admission, mut keep: impl FnMut(&[Box<str>]) -> bool) {
        for view in self.views().iter() {
            if view.key.values.iter().any(|value| **value == *OTHER) || keep(&view.key.values) {
                continue;
            }
            let mut state = self.lock();
            let values: Vec<&str> = view.key.values.iter().map(|value| &**value).collect();
            // Meanwhile it may have been taken out, and even have come back.
            if let Some(Found { number, .. }) = self.find_values(&values)
                && self.rows.get(number).is_some_and(|row| Arc::ptr_eq(&row.key(), &view.key))
            {
                self.take_out(&mut state, admission, number, &values);
            }
        }
    }

    fn take_out(&self, state: &mut State, admission: &Admission, number: u32, values: &[&str]) {
        self.slots.remove(&Wanted::new(values, self.seed), number, self.seed);
        // Without the lock of the cells it is never used again.
        let epoch = TABLE.lock_soon().map_or(u64::MAX, |cells| cells.epoch());
        state.limbo.push((epoch, number));
        state.changed();
        for (at, value) in values.iter().enumerate() {
            if admission.judge(&state.admitted, at, value) == (Verdict::Own { counts: true }) {
                state.admitted.release(at, value);
            }
        }
        self.full.store(admission.is_full(&state.admitted, 0), Ordering::Relaxed);
    }

    /// All rows that are in, sorted by their values.
    pub(crate) fn views(&self) -> Arc<[RowView]> {
        let (mut views, changes): (Vec<RowView>, u64) = {
            let state = self.lock();
            if let Some(views) = &state.views {
                return Arc::clone(views);
            }
            let mut is_in = vec![true; state.count as usize];
            for number in state.free.iter().chain(state.limbo.iter().map(|(_, number)| number)) {
                if let Some(is_in) = is_in.get_mut(*number as usize) {
                    *is_in = false;
                }
            }
            let numbers = (0..state.count).filter(|number| is_in.get(*number as usize) == Some(&true));
            let views = numbers.filter_map(|number| Some(RowView { key: self.rows.get(number)?.key(), number }));
            (views.collect(), state.changes)
        };
        // Without the lock: records of new values wait for it.
        views.sort_by(|a, b| a.key.values.cmp(&b.key.values));
        let views: Arc<[RowView]> = views.into();
        let mut state = self.lock();
        if state.changes == changes {
            state.views = Some(Arc::clone(&views));
        }
        views
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        for row in self.rows.iter() {
            row.block.free(&self.plan.layout);
        }
    }
}

impl State {
    fn changed(&mut self) {
        self.views = None;
        self.changes += 1;
    }
}
