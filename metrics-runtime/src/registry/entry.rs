//! A recorder as it is registered: under which names, with which const labels.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desc::{Kind, Name};
use crate::expose::{Page, Part, closed_values, push_label};
use crate::family::{Family, Loss, Series};
use crate::kind::Storage;
use crate::label::ConstValues;
use crate::names::{is_label_name, is_metric_name};
use crate::settings::{Env, Settings};

use super::claims::{Claim, Claims, names};
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

/// One name of a recorder.
#[derive(Debug)]
struct Exposure {
    name: ExposedName,
    help: &'static str,
    /// Label text of the const labels.
    const_text: String,
    source: &'static str,
}

#[derive(Debug, PartialEq)]
enum ExposedName {
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
            let mut const_text = String::new();
            for (label, value) in &labels {
                if !matches!(&name, (_, Some(used)) if used == label) {
                    push_label(&mut const_text, label, value);
                }
            }
            let name = name.0;
            if let ExposedName::Fixed(name) = &name
                && !is_metric_name(name)
            {
                return Err(RegisterError::BadName { name: name.clone(), source: source.to_owned() });
            }
            exposures.push(Exposure { name, help, const_text, source });
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

    /// Whether both can be in one registry.
    pub(crate) fn check_against(&self, other: &Entry, summed: bool) -> Result<(), RegisterError> {
        let source = || self.family.desc.source.to_owned();
        if Arc::ptr_eq(&self.family, &other.family) {
            return Err(RegisterError::Twice { name: self.name(), source: source() });
        }
        if summed || !self.family.same_metric(&other.family) {
            return Ok(());
        }
        match self
            .exposures
            .iter()
            .zip(&other.exposures)
            .find(|(a, b)| (&a.name, &a.const_text) == (&b.name, &b.const_text))
        {
            None => Ok(()),
            Some((exposure, _)) => {
                let const_labels = exposure.const_text.clone();
                Err(RegisterError::SameInstance { name: self.name(), const_labels, source: source() })
            }
        }
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

    /// Puts its series on the page, under each of its names.
    pub(crate) fn expose<'a>(&'a self, series: &'a [Series], claims: &Claims, page: &mut Page<'a>) {
        let family = &*self.family;
        for (exposure, Exposure { name, help, const_text, .. }) in self.exposures.iter().enumerate() {
            match name {
                ExposedName::Fixed(name) => {
                    let part = Part { family, const_text, skip: None, series: series.iter().collect() };
                    page.add(name.clone(), help, part);
                }
                ExposedName::Template { before, label, after } => {
                    for (value, series) in by_value(family, label, series) {
                        let name = format!("{before}{value}{after}");
                        let part = Part { family, const_text, skip: Some(label), series };
                        // A value that came before the metric that now has the name, or one whose name meets that of
                        // another value: `jobs` and `jobs_total` are one family to OpenMetrics.
                        let free = !claims.is_taken(family.desc.kind, &name, family.owner, exposure)
                            && page.claim(names(family.desc.kind, &name), (&name, family.owner, exposure));
                        if (!free || !page.add(name, help, part))
                            && let Some(at) = family.desc.open.iter().position(|each| each.name == *label)
                        {
                            family.admission.lose(at, value, Loss::NameTaken);
                        }
                    }
                }
            }
        }
    }
}

/// Series by the value of one of their labels.
fn by_value<'a>(family: &Family, label: &str, series: &'a [Series]) -> BTreeMap<&'a str, Vec<&'a Series>> {
    let open = family.desc.open.iter().position(|each| each.name == label);
    let mut groups: BTreeMap<&str, Vec<&Series>> = BTreeMap::new();
    for each in series {
        let value = match open {
            Some(at) => each.key.values.get(at).map(|value| &**value),
            None => closed_values(family.desc, each.closed).find(|(name, _)| *name == label).map(|(_, value)| value),
        };
        if let Some(value) = value {
            groups.entry(value).or_default().push(each);
        }
    }
    groups
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
