//! Ways through a workspace that several lints take.

use super::About;
use crate::model::{Label, LabelSet, Metric, Schema, Value, Workspace};
use std::collections::HashSet;

/// A metric with a name that is known beforehand.
pub(super) struct Named<'a> {
    pub(super) about: About,
    pub(super) schema: &'a Schema,
    pub(super) metric: &'a Metric,
    /// The whole exposed name under the default prefix.
    pub(super) name: &'a str,
}

/// All metrics, aliases too, but not the families whose names are known only at run time.
pub(super) fn names(workspace: &Workspace) -> impl Iterator<Item = Named<'_>> {
    workspace.schemas.iter().enumerate().flat_map(|(s, schema)| {
        schema
            .metrics
            .iter()
            .enumerate()
            .filter(|(_, metric)| metric.name.template.is_none())
            .map(move |(m, metric)| Named { about: About::Metric(s, m), schema, metric, name: &metric.name.text })
    })
}

/// All metrics but aliases: what is said of a metric's unit, labels and buckets holds for its aliases as well.
pub(super) fn recorded(workspace: &Workspace) -> impl Iterator<Item = (About, &Schema, &Metric)> {
    workspace
        .schemas
        .iter()
        .enumerate()
        .flat_map(|(s, schema)| schema.recorded().map(move |(id, metric)| (About::Metric(s, id.0), schema, metric)))
}

/// A label where it is declared.
pub(super) struct Declared<'a> {
    pub(super) about: About,
    pub(super) label: &'a Label,
}

/// All labels, each once: a shared one as the first schema that includes it has it.
pub(super) fn labels(workspace: &Workspace) -> impl Iterator<Item = Declared<'_>> {
    let mut seen = HashSet::new();
    workspace
        .schemas
        .iter()
        .enumerate()
        .flat_map(|(s, schema)| {
            let declared = move |(l, label)| Declared { about: About::Label(s, l), label };
            schema.labels.iter().enumerate().map(declared)
        })
        .filter(move |declared| seen.insert((declared.label.file, declared.label.key.span.start)))
}

/// The declared values of a label, known ones of an open label and those of all siblings included.
pub(super) fn values(label: &Label) -> impl Iterator<Item = &Value> {
    let (flat, groups): (&[Value], &[Vec<Value>]) = match &label.set {
        LabelSet::Closed(values) => (values, &[]),
        LabelSet::Dependent { groups, .. } => (&[], groups),
        LabelSet::Open { known, .. } => (known, &[]),
        LabelSet::Free => (&[], &[]),
    };
    flat.iter().chain(groups.iter().flatten())
}

/// PromQL's identifiers in a text: metric names among them, but keywords, labels and words of strings as well.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':')).filter(|token| !token.is_empty())
}
