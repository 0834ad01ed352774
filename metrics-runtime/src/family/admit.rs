//! Bounds of open labels: which values are recorded as they are, which as `__other__`, and which not at all.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use crate::desc;
use crate::label::OTHER;
use crate::names::is_metric_name;
use crate::registry::{Claims, Owner, Warning, WeakClaims};

/// What happens to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is recorded; `counts` if it takes one of the label's places.
    Own { counts: bool },
    /// It is beyond the bound, and recorded as `__other__`.
    Other,
    /// The record is dropped.
    Refused(Loss),
}

/// Why a value was not recorded as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// Beyond `max_values`.
    Bound,
    /// It makes no metric name.
    NoName,
    /// It makes a name that another metric has.
    NameTaken,
}

/// Values that take places, for each label, with the number of series sets that have them.
#[derive(Debug, Default)]
pub(crate) struct Admitted(Vec<HashMap<Box<str>, usize>>);

impl Admitted {
    pub(crate) fn new(labels: usize) -> Self {
        Admitted(vec![HashMap::new(); labels])
    }

    pub(crate) fn has(&self, label: usize, value: &str) -> bool {
        self.0.get(label).is_some_and(|values| values.contains_key(value))
    }

    fn len(&self, label: usize) -> usize {
        self.0.get(label).map_or(0, HashMap::len)
    }

    pub(crate) fn take(&mut self, label: usize, value: &str) {
        if let Some(values) = self.0.get_mut(label) {
            match values.get_mut(value) {
                Some(count) => *count += 1,
                None => _ = values.insert(value.into(), 1),
            }
        }
    }

    /// Leaves only values that `mark` marks, in the same memory.
    pub(crate) fn keep(&mut self, mark: impl FnOnce(&mut Self)) {
        self.0.iter_mut().flat_map(HashMap::values_mut).for_each(|count| *count = 0);
        mark(self);
        self.0.iter_mut().for_each(|values| values.retain(|_, count| *count > 0));
    }

    /// Marks a value that has a place.
    pub(crate) fn mark(&mut self, label: usize, value: &str) {
        if let Some(count) = self.0.get_mut(label).and_then(|values| values.get_mut(value)) {
            *count = 1;
        }
    }

    pub(crate) fn release(&mut self, label: usize, value: &str) {
        if let Some(values) = self.0.get_mut(label)
            && let Some(count) = values.get_mut(value)
        {
            *count -= 1;
            if *count == 0 {
                values.remove(value);
            }
        }
    }
}

/// The bounds of a metric's open labels, and what went beyond them.
#[derive(Debug)]
pub(crate) struct Admission {
    desc: &'static desc::Metric,
    owner: Owner,
    /// For each open label: records under `__other__`, and records that were dropped.
    lost: Box<[Lost]>,
    /// Names that other metrics have, in each registry that knows this one. Only for names known at run time.
    claims: RwLock<Vec<WeakClaims>>,
    warnings: Mutex<Vec<Warning>>,
    /// An exemplar was too long.
    told_exemplar: AtomicBool,
}

#[derive(Debug, Default)]
struct Lost {
    other: AtomicU64,
    refused: AtomicU64,
    /// Which kinds of loss were reported, a bit each.
    told: AtomicU8,
}

impl Admission {
    pub(crate) fn new(desc: &'static desc::Metric, owner: Owner) -> Self {
        Admission {
            desc,
            owner,
            lost: desc.open.iter().map(|_| Lost::default()).collect(),
            claims: RwLock::default(),
            warnings: Mutex::default(),
            told_exemplar: AtomicBool::new(false),
        }
    }

    pub(crate) fn desc(&self) -> &'static desc::Metric {
        self.desc
    }

    /// Whether the value of this label goes into the metric's name.
    fn names_the_metric(&self, label: &desc::OpenLabel) -> bool {
        matches!(self.desc.name, desc::Name::Template { label: name, .. } if name == label.name)
    }

    /// From now on, names of `claims` are refused.
    pub(crate) fn respect(&self, claims: &Claims) {
        let mut all = self.claims.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|each| each.is_alive() && !each.are(claims));
        all.push(claims.downgrade());
    }

    /// What happens to a value, given those that have places.
    pub(crate) fn judge(&self, admitted: &Admitted, at: usize, value: &str) -> Verdict {
        let Some(label) = self.desc.open.get(at) else { return Verdict::Own { counts: false } };
        let template = match self.desc.name {
            desc::Name::Template { before, label: name, after } if name == label.name => Some((before, after)),
            _ => None,
        };
        let free = match template {
            Some(_) if value == OTHER => label.max_values.is_none() || label.known.contains(&value),
            _ => is_free(label, value),
        };
        if !free && admitted.has(at, value) {
            return Verdict::Own { counts: true };
        }
        if let Some((before, after)) = template {
            let name = format!("{before}{value}{after}");
            if value.is_empty() || !is_metric_name(&name) {
                return Verdict::Refused(Loss::NoName);
            }
            let claims = self.claims.read().unwrap_or_else(PoisonError::into_inner);
            if claims.iter().any(|claims| claims.is_taken(self.desc.kind, &name, self.owner, 0)) {
                return Verdict::Refused(Loss::NameTaken);
            }
        }
        if free {
            return Verdict::Own { counts: false };
        }
        let full = admitted.len(at) >= label.max_values.unwrap_or(u32::MAX) as usize;
        match (full, template) {
            (false, _) => Verdict::Own { counts: true },
            (true, None) => Verdict::Other,
            (true, Some(_)) => Verdict::Refused(Loss::Bound),
        }
    }

    /// Whether a value needs one of its label's places, and makes no name: if there is none left, it is `__other__`.
    pub(crate) fn is_bounded(&self, at: usize, value: &str) -> bool {
        self.desc.open.get(at).is_some_and(|label| !self.names_the_metric(label) && !is_free(label, value))
    }

    /// Whether all places of a label are taken.
    pub(crate) fn is_full(&self, admitted: &Admitted, at: usize) -> bool {
        let most = self.desc.open.get(at).and_then(|label| label.max_values);
        most.is_some_and(|most| admitted.len(at) >= most as usize)
    }

    /// Counts a record that went under `__other__`, or nowhere, because of this label. The first of each is reported.
    pub(crate) fn lose(&self, at: usize, value: &str, loss: Loss) {
        let (Some(label), Some(lost)) = (self.desc.open.get(at), self.lost.get(at)) else { return };
        let refused = loss != Loss::Bound || self.names_the_metric(label);
        let counter = if refused { &lost.refused } else { &lost.other };
        counter.fetch_add(1, Ordering::Relaxed);
        // Values come from outside, and their number has no bound: the first of each kind is enough.
        let bit = 1 << loss as u8;
        if lost.told.load(Ordering::Relaxed) & bit != 0 || lost.told.fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            return;
        }
        let (key, name) = (self.desc.key, label.name);
        let bound = label.max_values.unwrap_or_default();
        let text = match loss {
            Loss::Bound if refused => {
                format!("`{key}`: more than {bound} names for `{{{name}}}`; further ones are not recorded")
            }
            Loss::Bound => format!("`{key}`: more than {bound} values of `{name}`; further ones are `{OTHER}`"),
            Loss::NoName => format!("`{key}`: `{}` makes no metric name and is not recorded", value.escape_debug()),
            Loss::NameTaken => format!("`{key}`: `{value}` makes a name that another metric has and is not recorded"),
        };
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).push(Warning::new(text));
    }

    /// Tells, once, that the metric's callback panicked; it is absent from such a scrape.
    pub(crate) fn report_panic(&self) {
        let warning = Warning::new(format!("`{}`: its callback panicked; it was left out of a scrape", self.desc.key));
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }

    /// Tells, once, that an exemplar was too long.
    pub(crate) fn report_exemplar(&self) {
        if !self.told_exemplar.load(Ordering::Relaxed) && !self.told_exemplar.swap(true, Ordering::Relaxed) {
            let text = format!("`{}`: an exemplar of more than 128 characters; such ones are left out", self.desc.key);
            self.warnings.lock().unwrap_or_else(PoisonError::into_inner).push(Warning::new(text));
        }
    }

    pub(crate) fn warnings(&self) -> Vec<Warning> {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// For each open label that lost records: its name, those under `__other__`, those that were dropped.
    pub(crate) fn losses(&self) -> impl Iterator<Item = (&'static desc::OpenLabel, u64, u64)> {
        self.desc.open.iter().zip(&self.lost).filter_map(|(label, lost)| {
            let (other, refused) = (lost.other.load(Ordering::Relaxed), lost.refused.load(Ordering::Relaxed));
            (other + refused > 0).then_some((*label, other, refused))
        })
    }
}

/// Whether a value takes no place.
fn is_free(label: &desc::OpenLabel, value: &str) -> bool {
    label.max_values.is_none() || label.known.contains(&value) || (label.optional && value.is_empty()) || value == OTHER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_is_respected_once() {
        static DESC: desc::Metric =
            desc::Metric::new("m", desc::Name::Whole("m"), desc::Kind::Gauge, "h", "schemas/a.toml:1:1");
        let admission = Admission::new(&DESC, Owner { schema: "a", fingerprint: 1, index: 0 });
        let (one, two) = (Claims::default(), Claims::default());
        for _ in 0..3 {
            admission.respect(&one);
            admission.respect(&two);
        }
        assert_eq!(admission.claims.read().unwrap().len(), 2);
        drop(one);
        admission.respect(&two);
        assert_eq!(admission.claims.read().unwrap().len(), 1);
    }
}
