//! Which recorders are in a registry, for a look-up: services may register thousands of instances.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::entry::{Entry, Instance};
use super::error::RegisterError;

/// The recorders of a registry.
#[derive(Debug, Default)]
pub(super) struct Members {
    /// Addresses of their families.
    families: HashSet<usize>,
    /// How many have a name with its const labels: several only if they add up.
    instances: HashMap<Instance, usize>,
}

/// Recorders that can be added.
pub(super) struct New {
    families: HashSet<usize>,
    instances: Vec<Instance>,
}

impl Members {
    /// Whether none of the entries is there already or comes twice and, unless they add up, none has the name and the
    /// const labels of another one.
    pub(super) fn check(&self, entries: &[Arc<Entry>], summed: bool) -> Result<New, RegisterError> {
        let (mut families, mut instances) = (HashSet::new(), HashSet::new());
        let mut all = Vec::new();
        for entry in entries {
            let family = address(entry);
            if self.families.contains(&family) || !families.insert(family) {
                return Err(entry.twice());
            }
            for instance in entry.instances() {
                let exposure = instance.exposure;
                let taken = self.instances.contains_key(&instance);
                if summed {
                    all.push(instance);
                } else if taken || !instances.insert(instance) {
                    return Err(entry.same_instance(exposure));
                }
            }
        }
        all.extend(instances);
        Ok(New { families, instances: all })
    }

    pub(super) fn add(&mut self, new: New) {
        self.families.extend(new.families);
        for instance in new.instances {
            *self.instances.entry(instance).or_default() += 1;
        }
    }

    pub(super) fn remove(&mut self, entries: &[Arc<Entry>]) {
        for entry in entries {
            self.families.remove(&address(entry));
            for instance in entry.instances() {
                if let Some(count) = self.instances.get_mut(&instance) {
                    *count -= 1;
                    if *count == 0 {
                        self.instances.remove(&instance);
                    }
                }
            }
        }
    }
}

/// Where the family is, which is nowhere else as long as the registry has it.
fn address(entry: &Entry) -> usize {
    Arc::as_ptr(&entry.family).addr()
}
