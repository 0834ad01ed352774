//! Metrics whose series are given all at once: snapshots, callbacks and info metrics.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::desc;
use crate::kind::Storage;

use super::admit::{Admission, Admitted, Loss, Verdict};
use super::given::{Admit, Given, counts};

type Callback = Arc<dyn Fn(&mut Given) + Send + Sync>;

/// The series of a metric that are given all at once.
#[derive(Default)]
pub(crate) struct Batches {
    current: RwLock<Arc<Given>>,
    callback: RwLock<Option<Callback>>,
    /// Values that the last batch had: they keep their places, so that those beyond the bound do not change from one
    /// batch to the next with the order in which they come.
    admitted: Mutex<Admitted>,
    /// Memory for the next batch.
    spare: Mutex<Option<Arc<Given>>>,
}

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches").field("current", &self.current).finish_non_exhaustive()
    }
}

impl Batches {
    pub(crate) fn new(desc: &desc::Metric) -> Self {
        Batches { admitted: Mutex::new(Admitted::new(desc.open.len())), ..Batches::default() }
    }

    /// Replaces all series by those that `fill` gives.
    pub(crate) fn replace(&self, admission: &Admission, fill: impl FnOnce(&mut Given)) {
        let mut new = self.spare();
        if let Some(given) = Arc::get_mut(&mut new) {
            fill(given);
            // Held to the end: of two replacements at once, the one that is admitted last stands.
            let mut admitted = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
            admit(admission, given, &mut admitted);
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut *current, &mut new);
        }
        self.give_back(new);
    }

    /// Sets the function that is called at each scrape.
    pub(crate) fn on_scrape(&self, callback: Callback) {
        let old = self.callback.write().unwrap_or_else(PoisonError::into_inner).replace(callback);
        // Without the lock: what it holds may have a destructor that comes back here.
        drop(old);
    }

    /// All series, for [`give_back`](Batches::give_back).
    pub(crate) fn collect(&self, desc: &desc::Metric, storage: Storage, admission: &Admission) -> Arc<Given> {
        // Called without any lock: it may take long, and may record.
        let Some(callback) = self.callback.read().unwrap_or_else(PoisonError::into_inner).clone() else {
            return Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner));
        };
        let mut new = self.spare();
        if let Some(given) = Arc::get_mut(&mut new) {
            if catch_unwind(AssertUnwindSafe(|| callback(given))).is_ok() {
                if desc.kind == desc::Kind::Counter {
                    given.retain_numbers(|bits| counts(storage.repr, bits));
                }
                let mut admitted = self.admitted.lock().unwrap_or_else(PoisonError::into_inner);
                admit(admission, given, &mut admitted);
            } else {
                admission.report_panic();
                given.clear();
            }
        }
        new
    }

    /// An empty batch that nobody else has.
    fn spare(&self) -> Arc<Given> {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        match Arc::get_mut(&mut spare) {
            Some(given) => given.clear(),
            // Somebody still reads it.
            None => spare = Arc::default(),
        }
        spare
    }

    /// Leaves the memory of a batch to the next one. One that is current is not taken for that.
    pub(crate) fn give_back(&self, given: Arc<Given>) {
        if Arc::strong_count(&given) == 1 {
            *self.spare.lock().unwrap_or_else(PoisonError::into_inner) = Some(given);
        }
    }
}

/// Bounds the open values, and arranges the series. `places` are the values that have places, then those that now have
/// them.
fn admit(admission: &Admission, given: &mut Given, places: &mut Admitted) {
    // Old values first, new ones if there are places left.
    places.keep(|places| {
        let none = Admitted::default();
        for (at, value) in given.each_value() {
            if places.has(at, value) && admission.judge(&none, at, value) == (Verdict::Own { counts: true }) {
                places.mark(at, value);
            }
        }
    });
    for (at, value) in given.each_value() {
        if !places.has(at, value) && admission.judge(places, at, value) == (Verdict::Own { counts: true }) {
            places.take(at, value);
        }
    }
    given.admit(|at, value| match admission.judge(places, at, value) {
        Verdict::Own { .. } => Admit::Own,
        Verdict::Other => {
            admission.lose(at, value, Loss::Bound);
            Admit::Other
        }
        Verdict::Refused(loss) => {
            admission.lose(at, value, loss);
            Admit::Refused
        }
    });
    given.arrange(admission.desc());
}
