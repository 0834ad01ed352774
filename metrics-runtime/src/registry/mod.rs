//! The registry: what a process exposes.

mod claims;
mod collected;
mod entry;
mod error;
mod known;
mod members;
mod own;
mod page;
mod report;
mod scrape;
mod walk;

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

pub(crate) use claims::{Claims, Owner, WeakClaims};
use entry::Entry;
pub use error::RegisterError;
pub(crate) use known::Known;
use members::Members;
use page::Page;
pub use report::{Overflow, Warning};
use scrape::{Scratch, Stats};

use crate::label::{ConstLabels, ConstValues};
use crate::metric::{Metrics, Visitor};
use crate::settings::Env;

/// What a process exposes: the recorders that were registered, under their exposed names.
///
/// A registry holds on to what is registered in it. A service struct that is dropped leaves its series behind, as they
/// were: counters that vanished would look like a restart. [`Registered::unregister`] takes them out.
///
/// A registry is a handle: clones of it are the same registry.
#[derive(Clone, Debug)]
pub struct Registry {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    env: Env,
    /// Names that are taken.
    claims: Claims,
    state: Mutex<State>,
    scratch: Mutex<Scratch>,
    stats: Arc<Stats>,
}

#[derive(Debug, Default)]
struct State {
    entries: Vec<Arc<Entry>>,
    members: Members,
    /// Number of the next registration.
    next: u64,
    /// What the entries expose under which name; `None` if they changed since it was made.
    page: Option<Arc<Page>>,
}

impl Inner {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn overflows(&self) -> Vec<Overflow> {
        let mut all: Vec<Overflow> = Vec::new();
        for entry in &self.state().entries {
            for (label, other, refused) in entry.family.admission.losses() {
                let metric = entry.name();
                match all.iter_mut().find(|each| each.metric == metric && each.label == label.name) {
                    Some(each) => {
                        each.other += other;
                        each.refused += refused;
                    }
                    None => all.push(Overflow { metric, label: label.name, other, refused }),
                }
            }
        }
        all
    }
}

impl Default for Registry {
    fn default() -> Self {
        Self::new()
    }
}

impl Registry {
    /// An empty registry that reads the process' environment for prefixes and buckets.
    pub fn new() -> Self {
        Self::with(Env::Process)
    }

    /// An empty registry for which these are the variables of the environment; for tests.
    pub fn with_env<K: Into<String>, V: Into<String>>(variables: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::with(Env::Fixed(variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    fn with(env: Env) -> Self {
        Registry {
            inner: Arc::new(Inner {
                env,
                claims: Claims::default(),
                state: Mutex::default(),
                scratch: Mutex::default(),
                stats: Arc::default(),
            }),
        }
    }

    /// The registry of the process, for services that need no other.
    pub fn global() -> &'static Registry {
        static GLOBAL: LazyLock<Registry> = LazyLock::new(Registry::new);
        &GLOBAL
    }

    /// Exposes the recorders of a struct. `const_labels` is the `ConstLabels` of its schema, `()` if it has none.
    ///
    /// Nothing is registered if there is an error: if a name is taken, if another instance of the struct has the same
    /// const labels ([`register_summed`](Registry::register_summed) adds such instances up), if a const label is not
    /// valid, or if a recorder was used before with settings that are not this registry's.
    pub fn register<M: Metrics>(
        &self,
        metrics: &M,
        const_labels: M::ConstLabels<'_>,
    ) -> Result<Registered, RegisterError> {
        self.insert(metrics, const_labels, false)
    }

    /// As [`register`](Registry::register), but if instances with the same const labels are there already, the series of
    /// all of them are added up: those of gauges, too. Of infos and statesets, what one instance has is there.
    pub fn register_summed<M: Metrics>(
        &self,
        metrics: &M,
        const_labels: M::ConstLabels<'_>,
    ) -> Result<Registered, RegisterError> {
        self.insert(metrics, const_labels, true)
    }

    fn insert<M: Metrics>(
        &self,
        metrics: &M,
        const_labels: M::ConstLabels<'_>,
        summed: bool,
    ) -> Result<Registered, RegisterError> {
        let mut values = ConstValues::default();
        const_labels.collect(&mut values);
        let mut visitor = Visitor::new(&self.inner.env);
        metrics.visit(&mut visitor);

        let mut state = self.inner.state();
        let id = state.next;
        let mut new = Vec::new();
        for (family, storage) in visitor.into_found() {
            new.push(Arc::new(Entry::new(id, family, storage, &values, &self.inner.env)?));
        }
        let members = state.members.check(&new, summed)?;
        self.inner.claims.add(&new)?;
        state.members.add(members);
        state.next += 1;
        let mut warnings = Vec::new();
        for entry in &new {
            for warning in &entry.family.settings.warnings {
                if !warnings.contains(warning) {
                    warnings.push(warning.clone());
                }
            }
            if entry.has_template() {
                entry.family.admission.respect(&self.inner.claims);
            }
        }
        state.entries.extend(new);
        state.page = None;
        Ok(Registered { id, registry: Arc::downgrade(&self.inner), warnings })
    }

    /// What services should know: variables that could not be used, older names of variables, bounds of labels that were
    /// reached, names that were refused. Each is told once, in the order of registration.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut all: Vec<Warning> = Vec::new();
        for entry in &self.inner.state().entries {
            for warning in entry.family.settings.warnings.iter().cloned().chain(entry.family.admission.warnings()) {
                if !all.contains(&warning) {
                    all.push(warning);
                }
            }
        }
        all
    }

    /// For each open label that had more values than it may, how many records that concerned. Services that would rather
    /// scrape it call [`expose_overflows`](Registry::expose_overflows).
    pub fn overflows(&self) -> Vec<Overflow> {
        self.inner.overflows()
    }
}

/// A registration. It stands when this is dropped.
#[derive(Debug)]
pub struct Registered {
    id: u64,
    registry: Weak<Inner>,
    warnings: Vec<Warning>,
}

impl Registered {
    /// What the environment said that could not be used, or is said better by another variable.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Takes the recorders out of the registry again. They can still be used, and be registered anew.
    pub fn unregister(self) {
        if let Some(inner) = self.registry.upgrade() {
            let mut state = inner.state();
            let (gone, kept): (Vec<_>, Vec<_>) =
                std::mem::take(&mut state.entries).into_iter().partition(|entry| entry.id == self.id);
            state.entries = kept;
            let page = state.page.take();
            inner.claims.remove(&gone);
            state.members.remove(&gone);
            // Without the lock: what a callback holds may have a destructor that comes back here.
            drop(state);
            drop((gone, page));
        }
    }
}
