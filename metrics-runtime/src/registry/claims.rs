//! Which names are taken.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use crate::desc::Kind;

use super::RegisterError;
use super::entry::Entry;

/// A metric, whichever instance or crate records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// All names that the metrics of a registry take up, in either format, with how many recorders claim each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Claims(Arc<RwLock<All>>);

type All = HashMap<String, (Claim, usize)>;

/// The claims of a registry that may be gone.
#[derive(Clone, Debug)]
pub(crate) struct WeakClaims(Weak<RwLock<All>>);

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
            .any(|name| claims.get(name).is_some_and(|(claim, _)| (claim.owner, claim.exposure) != (owner, exposure)))
    }

    /// Claims all names of the entries, or none if one of them is taken.
    pub(crate) fn add(&self, entries: &[Arc<Entry>]) -> Result<(), RegisterError> {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let mut new: HashMap<String, Claim> = HashMap::new();
        each(entries, |name, claim| {
            let taken = all.get(&name).map(|(claim, _)| claim).or_else(|| new.get(&name));
            if let Some(taken) = taken
                && (taken.owner, taken.exposure) != (claim.owner, claim.exposure)
            {
                let (source, taken_by) = (claim.source.to_owned(), taken.source.to_owned());
                return Err(RegisterError::NameTaken { name, source, taken_by });
            }
            new.insert(name, claim);
            Ok(())
        })?;
        each(entries, |name, claim| {
            all.entry(name).or_insert((claim, 0)).1 += 1;
            Ok(())
        })
    }

    /// Gives up all names of the entries.
    pub(crate) fn remove(&self, entries: &[Arc<Entry>]) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        _ = each(entries, |name, _| {
            if let Some((_, count)) = all.get_mut(&name) {
                *count -= 1;
                if *count == 0 {
                    all.remove(&name);
                }
            }
            Ok(())
        });
    }
}

/// Calls `each` for each name of the entries until there is an error.
fn each(
    entries: &[Arc<Entry>],
    mut each: impl FnMut(String, Claim) -> Result<(), RegisterError>,
) -> Result<(), RegisterError> {
    for (kind, name, claim) in entries.iter().flat_map(|entry| entry.claims()) {
        names(kind, &name).into_iter().try_for_each(|name| each(name, claim))?;
    }
    Ok(())
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
