//! What can be asked for: names, labels and values that a registry may expose, whether there are series or not.

use crate::desc::{self, Kind};

use super::Registry;
use super::entry::ExposedName;

/// One name of a registered recorder.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The name; of one that is made of a value, what comes before and after.
    name: (String, Option<&'static str>),
    consts: Vec<String>,
    /// The label whose value goes into the name.
    skip: Option<&'static str>,
    desc: &'static desc::Metric,
}

impl Known {
    /// As messages have it, with `{label}` for a value that goes into it.
    pub(crate) fn name(&self) -> String {
        match (&self.name, self.skip) {
            ((before, Some(after)), Some(label)) => format!("{before}{{{label}}}{after}"),
            ((name, _), _) => name.clone(),
        }
    }

    /// Whether its series have this name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        match &self.name {
            (own, None) => own == name,
            (before, Some(after)) => name
                .strip_prefix(before.as_str())
                .and_then(|rest| rest.strip_suffix(after))
                .is_some_and(|v| !v.is_empty()),
        }
    }

    pub(crate) fn is_histogram(&self) -> bool {
        self.desc.kind == Kind::Histogram
    }

    /// Names of its labels, but for `le`.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &str> {
        let closed = self.desc.closed.iter().copied().chain(self.desc.state);
        let own =
            self.desc.open.iter().map(|label| label.name).chain(closed.flat_map(|label| label.names.iter().copied()));
        self.consts.iter().map(String::as_str).chain(own.filter(|name| Some(*name) != self.skip))
    }

    /// Values of a label that can have no others.
    pub(crate) fn values(&self, label: &str) -> Option<impl Iterator<Item = &'static str> + use<>> {
        let closed = self.desc.closed.iter().copied().chain(self.desc.state);
        let (at, label) =
            closed.filter_map(|each| Some((each.names.iter().position(|name| *name == label)?, each))).next()?;
        Some(label.values.iter().filter_map(move |values| values.get(at).copied()))
    }
}

impl Registry {
    pub(crate) fn known(&self) -> Vec<Known> {
        let mut all = Vec::new();
        for entry in &self.inner.state().entries {
            for (exposure, name) in entry.names().enumerate() {
                let (name, skip) = match name {
                    ExposedName::Fixed(name) => ((name.clone(), None), None),
                    ExposedName::Template { before, label, after } => (((*before).into(), Some(*after)), Some(*label)),
                };
                let consts = entry.consts(exposure).pairs.iter().map(|(name, _)| name.clone()).collect();
                all.push(Known { name, consts, skip, desc: entry.family.desc });
            }
        }
        all
    }
}
