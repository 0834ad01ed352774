//! Which names are taken.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use crate::desc::Kind;

use super::RegisterError;
use super::entry::Entry;

/// A metric, whichever instance or crate records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) schema: &'static str,
    pub(crate) fingerprint: u64,
    /// Position in the schema.
    pub(crate) index: usize,
}

/// Who has a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) owner: Owner,
    /// 0 for the metric's own name, then its aliases.
    pub(crate) exposure: usize,
    pub(crate) source: &'static str,
}

/// All names that the metrics of a registry take up, in either format.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims(Arc<RwLock<HashMap<String, Claim>>>);

/// The claims of a registry that may be gone.
#[derive(Clone, Debug)]
pub(crate) struct WeakClaims(Weak<RwLock<HashMap<String, Claim>>>);

impl WeakClaims {
    pub(crate) fn is_alive(&self) -> bool {
        self.0.strong_count() > 0
    }

    /// Whether these are the claims of this registry.
    pub(crate) fn are(&self, claims: &Claims) -> bool {
        self.0.as_ptr() == Arc::as_ptr(&claims.0)
    }

    /// Whether something else than this exposure of `owner` has the name, or one that its series would have.
    pub(crate) fn is_taken(&self, kind: Kind, name: &str, owner: Owner, exposure: usize) -> bool {
        self.0.upgrade().is_some_and(|claims| Claims(claims).is_taken(kind, name, owner, exposure))
    }
}

impl Claims {
    pub(crate) fn downgrade(&self) -> WeakClaims {
        WeakClaims(Arc::downgrade(&self.0))
    }

    pub(crate) fn is_taken(&self, kind: Kind, name: &str, owner: Owner, exposure: usize) -> bool {
        let claims = self.0.read().unwrap_or_else(PoisonError::into_inner);
        names(kind, name)
            .iter()
            .any(|name| claims.get(name).is_some_and(|claim| (claim.owner, claim.exposure) != (owner, exposure)))
    }

    /// Claims all names of the entries, or none if one of them is taken.
    pub(crate) fn add(&self, entries: &[Arc<Entry>]) -> Result<(), RegisterError> {
        let mut claims = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let new = claim_all(entries, &claims)?;
        claims.extend(new);
        Ok(())
    }

    /// Leaves only what these entries claim.
    pub(crate) fn rebuild(&self, entries: &[Arc<Entry>]) {
        // They were claimed together before, so there is no conflict.
        if let Ok(claims) = claim_all(entries, &HashMap::new()) {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = claims;
        }
    }
}

/// The claims of the entries, if none of their names is among the taken ones and none is claimed twice.
fn claim_all(entries: &[Arc<Entry>], taken: &HashMap<String, Claim>) -> Result<HashMap<String, Claim>, RegisterError> {
    let mut new: HashMap<String, Claim> = HashMap::new();
    for (kind, name, claim) in entries.iter().flat_map(|entry| entry.claims()) {
        for name in names(kind, &name) {
            if let Some(taken) = taken.get(&name).or_else(|| new.get(&name))
                && (taken.owner, taken.exposure) != (claim.owner, claim.exposure)
            {
                let (source, taken_by) = (claim.source.to_owned(), taken.source.to_owned());
                return Err(RegisterError::NameTaken { name, source, taken_by });
            }
            new.insert(name, claim);
        }
    }
    Ok(new)
}

/// The names that a metric takes up: its own, those of its series, and those that OpenMetrics gives the family and
/// reserves beside it.
pub(super) fn names(kind: Kind, name: &str) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    match kind {
        Kind::Counter => {
            if let Some(base) = name.strip_suffix("_total").filter(|base| !base.is_empty()) {
                names.extend([base.to_owned(), format!("{base}_created")]);
            }
        }
        Kind::Histogram => {
            names.extend(["_bucket", "_sum", "_count", "_created"].map(|suffix| format!("{name}{suffix}")))
        }
        Kind::Info => {
            names.extend(name.strip_suffix("_info").filter(|base| !base.is_empty()).map(str::to_owned));
        }
        Kind::Gauge | Kind::StateSet => {}
    }
    names
}
