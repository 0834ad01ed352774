//! A recorder as it is registered: under which names, with which const labels.

use std::sync::Arc;

use crate::desc::{Kind, Name};
use crate::expose::{Consts, label_text};
use crate::family::Family;
use crate::kind::{Shape, Storage};
use crate::label::ConstValues;
use crate::names::{is_label_name, is_metric_name};
use crate::settings::{Env, Settings};

use super::claims::{Claim, Owner};
use super::error::RegisterError;

/// A registered recorder.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Number of the registration.
    pub(crate) id: u64,
    pub(crate) family: Arc<Family>,
    pub(crate) storage: Storage,
    /// Its own name, then its aliases.
    exposures: Vec<Exposure>,
}

/// One name of a recorder, with its const labels.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Instance {
    owner: Owner,
    pub(crate) exposure: usize,
    /// Both as text.
    name: Box<str>,
}

/// One name of a recorder.
#[derive(Debug)]
struct Exposure {
    name: ExposedName,
    help: &'static str,
    /// Its const labels, and the same as label text.
    const_labels: Box<[(String, String)]>,
    const_text: String,
    source: &'static str,
}

#[derive(Debug)]
pub(crate) enum ExposedName {
    Fixed(String),
    /// The value of a label of each series goes into the name.
    Template {
        before: &'static str,
        label: &'static str,
        after: &'static str,
    },
}

impl Entry {
    pub(crate) fn new(
        id: u64,
        family: Arc<Family>,
        storage: Storage,
        values: &ConstValues,
        env: &Env,
    ) -> Result<Self, RegisterError> {
        let desc = family.desc;
        let settings = Settings::resolve(family.schema, desc, env);
        if !settings.same(&family.settings) {
            let what = if settings.prefix == family.settings.prefix { "other buckets" } else { "another prefix" };
            let name = display_name(&family.settings, desc.name);
            return Err(RegisterError::OtherSettings { name, what, source: desc.source.to_owned() });
        }
        let own = (desc.name, desc.help, desc.const_labels, desc.any_const_labels, desc.source);
        let aliases = desc.aliases.iter().map(|a| (a.name, a.help, a.const_labels, a.any_const_labels, a.source));
        let mut exposures = Vec::new();
        for (name, help, positions, any, source) in std::iter::once(own).chain(aliases) {
            let mut labels = declared(&family, positions, values);
            let declared = labels.len();
            if any {
                labels.extend(values.others.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            }
            check_labels(&family, &labels)?;
            // Labels in another order are the same labels, and an empty one is none: an instance that has them so is
            // no other one.
            let others = labels.split_off(labels.len().min(declared));
            labels.extend(sorted(others));
            let name = exposed_name(&family.settings, name, &labels);
            let (name, used) = name;
            labels.retain(|(label, _)| used != Some(*label));
            let const_text = label_text(labels.iter().copied());
            let const_labels = labels.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect();
            if let ExposedName::Fixed(name) = &name
                && !is_metric_name(name)
            {
                return Err(RegisterError::BadName { name: name.clone(), source: source.to_owned() });
            }
            exposures.push(Exposure { name, help, const_labels, const_text, source });
        }
        Ok(Entry { id, family, storage, exposures })
    }

    /// Its own name; with `{label}` in it if that is known only at run time.
    pub(crate) fn name(&self) -> String {
        display_name(&self.family.settings, self.family.desc.name)
    }

    pub(crate) fn has_template(&self) -> bool {
        self.exposures.iter().any(|exposure| matches!(exposure.name, ExposedName::Template { .. }))
    }

    /// What no other recorder in a registry may have, unless they add up.
    pub(crate) fn instances(&self) -> impl Iterator<Item = Instance> {
        self.exposures.iter().enumerate().map(|(exposure, Exposure { name, const_text, .. })| {
            let name = match name {
                ExposedName::Fixed(name) => format!("{name}{{{const_text}"),
                ExposedName::Template { before, label, after } => format!("{before}{{{label}}}{after}{{{const_text}"),
            };
            Instance { owner: self.family.owner, exposure, name: name.into() }
        })
    }

    /// That it is registered already.
    pub(crate) fn twice(&self) -> RegisterError {
        RegisterError::Twice { name: self.name(), source: self.family.desc.source.to_owned() }
    }

    /// That another instance has the const labels of an exposure.
    pub(crate) fn same_instance(&self, exposure: usize) -> RegisterError {
        let const_labels = self.consts(exposure).text.to_owned();
        RegisterError::SameInstance { name: self.name(), const_labels, source: self.family.desc.source.to_owned() }
    }

    /// The names that are known now.
    pub(crate) fn claims(&self) -> Vec<(Kind, String, Claim)> {
        let desc = self.family.desc;
        let mut all = Vec::new();
        for (exposure, Exposure { name, source, .. }) in self.exposures.iter().enumerate() {
            let claim = Claim { owner: self.family.owner, exposure, source };
            match name {
                ExposedName::Fixed(name) => all.push((desc.kind, name.clone(), claim)),
                ExposedName::Template { before, label, after } => {
                    let open = desc.open.iter().filter(|each| each.name == *label).flat_map(|each| each.known);
                    let closed = desc.closed.iter().flat_map(|each| {
                        let at = each.names.iter().position(|name| name == label);
                        each.values.iter().filter_map(move |values| values.get(at?))
                    });
                    all.extend(open.chain(closed).map(|value| (desc.kind, format!("{before}{value}{after}"), claim)));
                }
            }
        }
        all
    }

    /// Whether each of its series is a number, and has no exemplars.
    pub(crate) fn has_bare_numbers(&self) -> bool {
        !matches!(self.storage.shape, Shape::Histogram | Shape::State) && self.family.desc.exemplar.is_empty()
    }

    /// The name of each exposure.
    pub(crate) fn names(&self) -> impl Iterator<Item = &ExposedName> {
        self.exposures.iter().map(|exposure| &exposure.name)
    }

    /// The help text of an exposure.
    pub(crate) fn help(&self, exposure: usize) -> &'static str {
        self.exposures.get(exposure).map_or("", |exposure| exposure.help)
    }

    /// The const labels of an exposure.
    pub(crate) fn consts(&self, exposure: usize) -> Consts<'_> {
        let exposure = self.exposures.get(exposure);
        Consts {
            text: exposure.map_or("", |exposure| &exposure.const_text),
            pairs: exposure.map_or(&[], |exposure| &exposure.const_labels),
        }
    }
}

/// Exposed names and values of the declared const labels at these positions.
fn declared<'v>(family: &Family, positions: &[usize], values: &'v ConstValues) -> Vec<(&'static str, &'v str)> {
    let mut labels = Vec::new();
    for position in positions {
        let names = family.schema.const_labels.get(*position).map_or(&[][..], |label| label.names);
        let texts = values.declared.iter().find(|(at, _)| at == position).map_or(&[][..], |(_, texts)| texts);
        labels.extend(names.iter().copied().zip(texts.iter().map(String::as_str)));
    }
    labels
}

/// Labels by their names, without those that are empty.
fn sorted<'v>(mut labels: Vec<(&'v str, &'v str)>) -> Vec<(&'v str, &'v str)> {
    labels.retain(|(_, value)| !value.is_empty());
    labels.sort();
    labels
}

/// Names of const labels that are known only now may be anything.
fn check_labels(family: &Family, labels: &[(&str, &str)]) -> Result<(), RegisterError> {
    let desc = family.desc;
    let own = |name: &str| {
        desc.open.iter().any(|label| label.name == name)
            || desc.closed.iter().copied().chain(desc.state).any(|label| label.names.contains(&name))
    };
    for (at, (name, _)) in labels.iter().enumerate() {
        let reason = if !is_label_name(name) {
            "only letters, digits and `_` make a label name, and no digit comes first".to_owned()
        } else if name.starts_with("__") || matches!(*name, "le" | "quantile") {
            "Prometheus uses the name itself".to_owned()
        } else if own(name) {
            format!("`{}` has a label of this name", display_name(&family.settings, desc.name))
        } else if labels[..at].iter().any(|(other, _)| other == name) {
            "it is given twice".to_owned()
        } else {
            continue;
        };
        return Err(RegisterError::ConstLabel { name: (*name).to_owned(), reason });
    }
    Ok(())
}

/// The name, and the const label that went into it.
fn exposed_name(settings: &Settings, name: Name, const_labels: &[(&str, &str)]) -> (ExposedName, Option<&'static str>) {
    match name {
        Name::Template { before, label, after } => match const_labels.iter().find(|(name, _)| *name == label) {
            Some((_, value)) => (ExposedName::Fixed(format!("{before}{value}{after}")), Some(label)),
            None => (ExposedName::Template { before, label, after }, None),
        },
        name => (ExposedName::Fixed(settings.name(name).unwrap_or_default()), None),
    }
}

fn display_name(settings: &Settings, name: Name) -> String {
    match name {
        Name::Template { before, label, after } => format!("{before}{{{label}}}{after}"),
        name => settings.name(name).unwrap_or_default(),
    }
}
