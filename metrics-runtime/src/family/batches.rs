//! Metrics whose series are given all at once: snapshots, callbacks and info metrics.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::desc;
use crate::kind::{Repr, Storage};
use crate::label::OTHER;
use crate::storage::Number;

use super::admit::{Admission, Admitted, Loss, Verdict};
use super::{Key, Point, Series};

/// Series as a caller gave them: open values, combination of closed values, bits of the number.
pub(crate) type Raw = Vec<(Box<[Box<str>]>, usize, u64)>;

type Callback = Arc<dyn Fn(&mut Raw) + Send + Sync>;

/// The series of a metric that are given all at once.
#[derive(Default)]
pub(crate) struct Batches {
    current: RwLock<Arc<Raw>>,
    callback: RwLock<Option<Callback>>,
    /// Values that the last batch had: they keep their places, so that those beyond the bound do not change from one
    /// batch to the next with the order in which they come.
    admitted: Mutex<Admitted>,
}

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches").field("current", &self.current).finish_non_exhaustive()
    }
}

impl Batches {
    /// Replaces all series.
    pub(crate) fn replace(&self, admission: &Admission, raw: Raw) {
        // Held to the end: of two replacements at once, the one that is admitted last stands.
        let mut before = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
        let admitted = admit(admission, raw, &mut before);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(admitted);
    }

    /// Sets the function that is called at each scrape.
    pub(crate) fn on_scrape(&self, callback: Callback) {
        let old = self.callback.write().unwrap_or_else(PoisonError::into_inner).replace(callback);
        // Without the lock: what it holds may have a destructor that comes back here.
        drop(old);
    }

    pub(crate) fn collect(&self, desc: &desc::Metric, storage: Storage, admission: &Admission) -> Vec<Series> {
        // Called without any lock: it may take long, and may record.
        let callback = self.callback.read().unwrap_or_else(PoisonError::into_inner).clone();
        let current = match callback {
            None => Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)),
            Some(callback) => {
                let mut raw = Raw::new();
                if catch_unwind(AssertUnwindSafe(|| callback(&mut raw))).is_err() {
                    admission.report_panic();
                    return Vec::new();
                }
                if desc.kind == desc::Kind::Counter && storage.repr == Repr::F64 {
                    // As a recorded counter: no reader takes NaN, and none what is below 0.
                    raw.retain(|(.., bits)| f64::from_bits(*bits).is_finite() && f64::from_bits(*bits) >= 0.0);
                }
                let mut before = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
                Arc::new(admit(admission, raw, &mut before))
            }
        };
        let mut all: Vec<Series> = Vec::with_capacity(current.len());
        for (values, closed, bits) in current.iter() {
            let key = match all.last() {
                Some(last) if last.key.values == *values => Arc::clone(&last.key),
                _ => Arc::new(Key::new(desc, &values.iter().map(|value| &**value).collect::<Vec<_>>())),
            };
            let point = Point::Number(Number::new(*bits, storage.repr, desc.nanos_per_unit));
            all.push(Series { key, closed: *closed, point });
        }
        all
    }
}

/// Bounds the open values and sorts; of a series that is given twice, the last value stands. `before` are the values that
/// have places, then those that now have them.
fn admit(admission: &Admission, raw: Raw, before: &mut Admitted) -> Raw {
    let labels = admission.labels().len();
    let mut now = Admitted::new(labels);
    // Old values first, new ones if there are places left.
    for old in [true, false] {
        for (values, ..) in &raw {
            for (at, value) in values.iter().enumerate() {
                if before.has(at, value) == old
                    && admission.judge(&now, at, value) == (Verdict::Own { counts: true })
                    && !now.has(at, value)
                {
                    now.take(at, value);
                }
            }
        }
    }
    let mut series = HashMap::with_capacity(raw.len());
    'next: for (mut values, closed, bits) in raw {
        for (at, value) in values.iter_mut().enumerate() {
            match admission.judge(&now, at, value) {
                Verdict::Own { .. } => {}
                Verdict::Other => {
                    admission.lose(at, value, Loss::Bound);
                    *value = OTHER.into();
                }
                Verdict::Refused(loss) => {
                    admission.lose(at, value, loss);
                    continue 'next;
                }
            }
        }
        series.insert((values, closed), bits);
    }
    *before = now;
    let mut all: Raw = series.into_iter().map(|((values, closed), bits)| (values, closed, bits)).collect();
    all.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    all
}
