//! What all pages need to know: what is left out, and where everything else stands.

use crate::links::{Links, matches_any};
use crate::markdown::In;
use crate::markdown::text::{code, link};
use metricspec_schema::model::{Docs, DocsMode, Label, LabelId, LabelSet, Metric, Schema, Workspace};
use metricspec_schema::names::fits_pattern;
use metricspec_schema::pages::{self, Place};
use metricspec_schema::source::FileId;
use std::collections::BTreeMap;

/// The workspace with an index of it.
pub(crate) struct Site<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) mode: DocsMode,
    pub(crate) docs: Docs,
    /// Where everything stands.
    pub(crate) links: Links,
    /// Labels by where they are declared. Those that schemas share by an include are one.
    pub(crate) labels: BTreeMap<(FileId, &'a str), LabelEntry<'a>>,
}

/// A declared label.
pub(crate) struct LabelEntry<'a> {
    /// A schema that has it.
    pub(crate) schema: &'a Schema,
    /// The label in that schema.
    pub(crate) label: &'a Label,
    /// Heading of its section.
    pub(crate) heading: String,
    /// The metrics that have it.
    pub(crate) metrics: Vec<(&'a Schema, &'a Metric)>,
    /// Whether only ignored metrics have it.
    ignored: bool,
}

impl<'a> Site<'a> {
    pub(crate) fn new(workspace: &'a Workspace) -> Site<'a> {
        let docs = workspace.project.as_ref().map(|p| p.docs.clone()).unwrap_or_default();
        let links = Links::new(workspace, &docs);
        let mut site = Site { workspace, mode: docs.mode, docs, links, labels: BTreeMap::new() };
        for schema in &workspace.schemas {
            for label in &schema.labels {
                let entry = || LabelEntry {
                    schema,
                    label,
                    heading: label_heading(schema, label),
                    metrics: Vec::new(),
                    ignored: false,
                };
                site.labels.entry((label.file, &label.key.value)).or_insert_with(entry);
            }
            for metric in &schema.metrics {
                site.add_metric(schema, metric);
            }
        }
        let ignored = std::mem::take(&mut site.docs.ignore_labels);
        site.labels.retain(|_, entry| {
            (!entry.ignored || !entry.metrics.is_empty()) && !matches_any(&ignored, &entry.label.name.value)
        });
        site.docs.ignore_labels = ignored;
        site
    }

    fn add_metric(&mut self, schema: &'a Schema, metric: &'a Metric) {
        let shown = self.shows_metric(metric);
        for id in label_ids(metric) {
            let label = schema.label(id);
            if let Some(entry) = self.labels.get_mut(&(label.file, label.key.value.as_str())) {
                if shown {
                    entry.metrics.push((schema, metric));
                } else {
                    entry.ignored = true;
                }
            }
        }
    }

    /// Whether the pages show a metric.
    pub(crate) fn shows_metric(&self, metric: &Metric) -> bool {
        !matches_any(&self.docs.ignore_metrics, &metric.name.text)
    }

    /// Whether the pages show a metric of others, or of the past.
    pub(crate) fn shows_name(&self, name: &str) -> bool {
        !matches_any(&self.docs.ignore_metrics, name)
    }

    /// Whether the pages show a label.
    pub(crate) fn shows_label(&self, label: &Label) -> bool {
        !matches_any(&self.docs.ignore_labels, &label.name.value)
    }

    /// A name as code; a link to its section, or to where `[docs]` says that it is documented, if there is one.
    pub(crate) fn name(&self, name: &str, page: &str, place: In) -> String {
        let inline = code(name, place);
        match self.links.of_name(name).map(|p| p.link_from(page)).or_else(|| self.url(name).map(str::to_owned)) {
            Some(url) => link(&inline, &url),
            None => inline,
        }
    }

    /// Where `links` of `[docs]` says that a name is documented: the name itself first, then patterns in their order.
    pub(crate) fn url(&self, name: &str) -> Option<&str> {
        let exact = self.docs.links.iter().find(|(known, _)| known == name);
        exact.or_else(|| self.docs.links.iter().find(|(p, _)| fits_pattern(p, name))).map(|(_, url)| url.as_str())
    }

    /// Link to the section of a label, or to where `[docs]` says that it is documented.
    pub(crate) fn label_url(&self, label: &Label, page: &str) -> Option<String> {
        if let Some(url) = self.url(&label.name.value) {
            return Some(url.to_owned());
        }
        let entry = self.labels.get(&(label.file, label.key.value.as_str()))?;
        Some(Place::heading(self.labels_page(), &entry.heading).link_from(page))
    }

    /// The page that has the labels.
    pub(crate) fn labels_page(&self) -> &'static str {
        match self.mode {
            DocsMode::Single => pages::INDEX,
            DocsMode::Group | DocsMode::Metric => pages::LABELS,
        }
    }

    /// Levels that headings of a schema's page go down: with one page for all they are below the schema's.
    pub(crate) fn shift(&self) -> usize {
        usize::from(self.mode == DocsMode::Single)
    }

    /// Heading of a part of a schema's page; with one page for all it names the schema, to be unique.
    pub(crate) fn part(&self, schema: &Schema, part: &str) -> String {
        match self.mode {
            DocsMode::Single => format!("{part} of {}", schema.title),
            DocsMode::Group | DocsMode::Metric => part.to_owned(),
        }
    }
}

/// Every label of a metric in the order of the page: those of a call, the state, const labels.
pub(crate) fn label_ids(metric: &Metric) -> impl Iterator<Item = LabelId> {
    let call = metric.labels.iter().map(|l| l.value);
    call.chain(metric.state).chain(metric.const_labels.iter().copied())
}

/// A shared label has a short heading, `model`; those of schemas say of which one they are, so that headings neither clash
/// nor change when another schema has such a label too: `reason (http, failure_reason)`.
fn label_heading(schema: &Schema, label: &Label) -> String {
    let (name, key) = (&label.name.value, &label.key.value);
    let mut parts = Vec::new();
    if label.file == schema.file {
        parts.push(schema.name.value.as_str());
    }
    if name != key {
        parts.push(key);
    }
    if parts.is_empty() { name.clone() } else { format!("{name} ({})", parts.join(", ")) }
}

/// The sibling of a dependent label.
pub(crate) fn sibling<'a>(schema: &'a Schema, label: &Label) -> Option<&'a Label> {
    match label.set {
        LabelSet::Dependent { sibling, .. } => Some(schema.label(sibling)),
        _ => None,
    }
}
