//! Rows by their open values.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::desc;
use crate::label::{MAX_OPEN, OTHER};

use super::admit::{Admission, Admitted, Loss, Verdict};
use super::{Key, Plan, Row, Series};

/// All rows of a family.
#[derive(Debug)]
pub(crate) struct Table {
    desc: &'static desc::Metric,
    plan: Arc<Plan>,
    /// The only row of a metric without open labels; of another one, where records go that must not be seen.
    base: OnceLock<Arc<Row>>,
    hasher: RandomState,
    rows: RwLock<Rows>,
}

#[derive(Debug, Default)]
struct Rows {
    /// By hash of the values: a look-up needs no key of its own, so it does not allocate.
    by_hash: HashMap<u64, Vec<Arc<Row>>>,
    admitted: Admitted,
}

/// What a look-up found.
enum Found<'a> {
    Row(Arc<Row>),
    /// No row yet for these values, some of which may have become `__other__`.
    Missing([&'a str; MAX_OPEN]),
    Refused(usize, Loss),
}

impl Table {
    pub(crate) fn new(desc: &'static desc::Metric, plan: Plan) -> Self {
        let plan = Arc::new(plan);
        let rows = Rows { by_hash: HashMap::new(), admitted: Admitted::new(desc.open.len()) };
        Table { desc, plan, base: OnceLock::new(), hasher: RandomState::new(), rows: RwLock::new(rows) }
    }

    /// The row of a metric without open labels.
    #[inline]
    pub(crate) fn base(&self) -> &Arc<Row> {
        self.base.get_or_init(|| Arc::new(Row::new(Key::new(self.desc, &[]), &self.plan)))
    }

    /// The row for these open values, which are made known if they are new.
    pub(crate) fn row(&self, admission: &Admission, values: &[&str]) -> Arc<Row> {
        let mut over = [false; MAX_OPEN];
        let found = {
            let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
            self.find(&rows, admission, values, &mut over)
        };
        let row = match found {
            Found::Row(row) => row,
            Found::Refused(at, loss) => return self.refuse(admission, values, at, loss),
            Found::Missing(_) => {
                let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
                // Another thread may have been faster, and may have taken the last place.
                match self.find(&rows, admission, values, &mut over) {
                    Found::Row(row) => row,
                    Found::Missing(kept) => self.insert(&mut rows, admission, &kept[..values.len()]),
                    Found::Refused(at, loss) => {
                        drop(rows);
                        return self.refuse(admission, values, at, loss);
                    }
                }
            }
        };
        for (at, value) in values.iter().enumerate() {
            if over.get(at) == Some(&true) {
                admission.lose(at, value, Loss::Bound);
            }
        }
        row
    }

    fn refuse(&self, admission: &Admission, values: &[&str], at: usize, loss: Loss) -> Arc<Row> {
        admission.lose(at, values.get(at).copied().unwrap_or_default(), loss);
        Arc::clone(self.base())
    }

    fn find<'a>(
        &self,
        rows: &Rows,
        admission: &Admission,
        values: &[&'a str],
        over: &mut [bool; MAX_OPEN],
    ) -> Found<'a> {
        *over = [false; MAX_OPEN];
        if let Some(row) = self.get(rows, values) {
            return Found::Row(Arc::clone(row));
        }
        let mut kept = [""; MAX_OPEN];
        for (at, value) in values.iter().enumerate().take(MAX_OPEN) {
            kept[at] = match admission.judge(&rows.admitted, at, value) {
                Verdict::Own { .. } => value,
                Verdict::Refused(loss) => return Found::Refused(at, loss),
                Verdict::Other => {
                    over[at] = true;
                    OTHER
                }
            };
        }
        if over.contains(&true)
            && let Some(row) = self.get(rows, &kept[..values.len().min(MAX_OPEN)])
        {
            return Found::Row(Arc::clone(row));
        }
        Found::Missing(kept)
    }

    fn get<'r>(&self, rows: &'r Rows, values: &[&str]) -> Option<&'r Arc<Row>> {
        rows.by_hash.get(&self.hash(values))?.iter().find(|row| row.key.is(values))
    }

    fn hash(&self, values: &[&str]) -> u64 {
        self.hasher.hash_one(values)
    }

    fn insert(&self, rows: &mut Rows, admission: &Admission, values: &[&str]) -> Arc<Row> {
        for (at, value) in values.iter().enumerate() {
            if admission.judge(&rows.admitted, at, value) == (Verdict::Own { counts: true }) {
                rows.admitted.take(at, value);
            }
        }
        let row = Arc::new(Row::new(Key::new(self.desc, values), &self.plan));
        rows.by_hash.entry(self.hash(values)).or_default().push(Arc::clone(&row));
        row
    }

    /// Takes out the row for these open values; whether there was one.
    pub(crate) fn remove(&self, admission: &Admission, values: &[&str]) -> bool {
        let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
        let row = self.get(&rows, values).cloned();
        row.is_some_and(|row| self.take_out(&mut rows, admission, &row))
    }

    /// Takes out the rows for which `keep` is false. It is called without any lock, so that it may record. Rows that
    /// stand for several values, as `__other__`, stay: no answer about one of them could be right.
    pub(crate) fn retain(&self, admission: &Admission, mut keep: impl FnMut(&[Box<str>]) -> bool) {
        let all: Vec<Arc<Row>> = {
            let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
            rows.by_hash.values().flatten().cloned().collect()
        };
        for row in all {
            if !row.key.values.iter().any(|value| **value == *OTHER) && !keep(&row.key.values) {
                let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
                self.take_out(&mut rows, admission, &row);
            }
        }
    }

    fn take_out(&self, rows: &mut Rows, admission: &Admission, row: &Arc<Row>) -> bool {
        let values: Vec<&str> = row.key.values.iter().map(|value| &**value).collect();
        let hash = self.hash(&values);
        let Some(bucket) = rows.by_hash.get_mut(&hash) else { return false };
        let Some(position) = bucket.iter().position(|each| Arc::ptr_eq(each, row)) else { return false };
        bucket.swap_remove(position);
        if bucket.is_empty() {
            rows.by_hash.remove(&hash);
        }
        for (at, value) in values.iter().enumerate() {
            if admission.judge(&rows.admitted, at, value) == (Verdict::Own { counts: true }) {
                rows.admitted.release(at, value);
            }
        }
        true
    }

    pub(crate) fn collect(&self) -> Vec<Series> {
        let mut rows: Vec<Arc<Row>> = if self.desc.open.is_empty() {
            vec![Arc::clone(self.base())]
        } else {
            let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
            rows.by_hash.values().flatten().cloned().collect()
        };
        rows.sort_by(|a, b| a.key.values.cmp(&b.key.values));
        let mut all = Vec::new();
        for row in rows {
            all.extend((0..self.plan.layout.series).filter_map(|closed| {
                Some(Series { key: Arc::clone(&row.key), closed, point: row.block.read(closed)? })
            }));
        }
        all
    }
}
