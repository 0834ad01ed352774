//! The checked model: what a workspace's files declare, with every name resolved. Emitters read this and nothing else.
//!
//! Vectors keep the order of the files. Indices ([`LabelId`], [`MetricId`]) are valid in the [`Schema`] that holds them.

mod buckets;
mod decimal;
mod duration;
mod external;
mod label;
mod metric;
pub(crate) mod native;
mod operation;
mod project;
mod rules;
mod unit;

pub use buckets::*;
pub use decimal::Decimal;
pub use duration::Duration;
pub use external::*;
pub use label::*;
pub use metric::*;
pub use native::Native;
pub use operation::Operation;
pub use project::*;
pub use rules::*;
pub use unit::{BaseUnit, Unit, UnitClass};

use crate::source::{FileId, Sources, Span, Spanned};

/// Everything that was read: the project file, if there is one, and all schemas.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// The source texts, for spans.
    pub sources: Sources,
    /// `metrics.toml`.
    pub project: Option<Project>,
    /// Schemas in the order of the project file.
    pub schemas: Vec<Schema>,
    /// `[labels]` and `[buckets]` tables that no schema includes are still checked; this holds the shared files.
    pub shared: Vec<SharedFile>,
}

impl Workspace {
    /// The schema of a name.
    pub fn schema(&self, name: &str) -> Option<&Schema> {
        self.schemas.iter().find(|s| s.name.value == name)
    }
}

/// A file that is only included.
#[derive(Clone, Debug)]
pub struct SharedFile {
    /// The file.
    pub file: FileId,
    /// Schemas that include it, as indices into [`Workspace::schemas`].
    pub included_by: Vec<usize>,
    /// Waivers on its root.
    pub waivers: Vec<Waiver>,
}

/// Index into [`Schema::labels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelId(pub usize);

/// Index into [`Schema::metrics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MetricId(pub usize);

/// One schema with the definitions that it includes.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Its file.
    pub file: FileId,
    /// Path of the file, relative to the workspace root.
    pub path: String,
    /// Files that it includes, in order.
    pub includes: Vec<FileId>,
    /// `name`: module, page and rule group.
    pub name: Spanned<String>,
    /// `title`, or the name.
    pub title: String,
    /// Introduction of the page, in markdown.
    pub description: Option<String>,
    /// Prefix of exposed names.
    pub prefix: Prefix,
    /// Const labels of the schema, without `"*"`.
    pub const_labels: Vec<LabelId>,
    /// Whether `const_labels` has `"*"`: others may be given at registration.
    pub any_const_labels: bool,
    /// Team that answers for it.
    pub owner: Option<String>,
    /// Stability of whatever says nothing else.
    pub stability: Stability,
    /// Evaluation interval of the schema's own rule group.
    pub interval: Option<Duration>,
    /// Waivers on the root.
    pub waivers: Vec<Waiver>,
    /// Labels: the schema's own first, then those of its includes, each in file order.
    pub labels: Vec<Label>,
    /// Bucket presets, in the same order.
    pub presets: Vec<Preset>,
    /// Metrics.
    pub metrics: Vec<Metric>,
    /// Metrics of others.
    pub externals: Vec<External>,
    /// Metrics of the past.
    pub removed: Vec<Removed>,
    /// Operations.
    pub operations: Vec<Operation>,
    /// Rule groups beside the schema's own.
    pub groups: Vec<Group>,
    /// Recording rules.
    pub records: Vec<Record>,
    /// Alerts.
    pub alerts: Vec<Alert>,
    /// Objectives.
    pub slos: Vec<Slo>,
    /// Documented queries.
    pub queries: Vec<Query>,
}

impl Schema {
    /// The label of an id.
    pub fn label(&self, id: LabelId) -> &Label {
        &self.labels[id.0]
    }

    /// The metric of an id.
    pub fn metric(&self, id: MetricId) -> &Metric {
        &self.metrics[id.0]
    }

    /// The label of a key.
    pub fn label_by_key(&self, key: &str) -> Option<LabelId> {
        self.labels.iter().position(|l| l.key.value == key).map(LabelId)
    }

    /// The metric of a key.
    pub fn metric_by_key(&self, key: &str) -> Option<MetricId> {
        self.metrics.iter().position(|m| m.key.value == key).map(MetricId)
    }

    /// Aliases of a metric.
    pub fn aliases_of(&self, id: MetricId) -> impl Iterator<Item = &Metric> {
        self.metrics.iter().filter(move |m| m.alias_of == Some(id))
    }

    /// Metrics that a recorder has a field for: all but aliases.
    pub fn recorded(&self) -> impl Iterator<Item = (MetricId, &Metric)> {
        self.metrics.iter().enumerate().filter(|(_, m)| m.alias_of.is_none()).map(|(i, m)| (MetricId(i), m))
    }
}

/// `prefix`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    /// The prefix that pages and rules use; no `_` at its end.
    pub default: Option<String>,
    /// Variables that replace it in the process, the current name first.
    pub env: Vec<String>,
}

/// `stability`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stability {
    /// May change without notice.
    Experimental,
    /// Changes only after a deprecation.
    Stable,
}

impl Stability {
    /// The word in the language.
    pub fn as_str(self) -> &'static str {
        match self {
            Stability::Experimental => "experimental",
            Stability::Stable => "stable",
        }
    }
}

/// One entry of `allow`.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Code of the lint.
    pub lint: Spanned<String>,
    /// Why.
    pub reason: String,
    /// Last day on which it holds, `YYYY-MM-DD`.
    pub until: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

/// `deprecated`.
#[derive(Clone, Debug)]
pub struct Deprecation {
    /// First release in which it is deprecated, if that is known.
    pub since: Option<Spanned<String>>,
    /// Expression that replaces it.
    pub replacement: Option<Spanned<String>>,
    /// Release that removes it.
    pub remove_in: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<String>,
    /// Where the table stands.
    pub span: Span,
}
