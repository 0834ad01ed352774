//! Metrics.

use super::{Buckets, Decimal, Deprecation, Label, LabelId, LabelSet, MetricId, Native, Stability, Unit, Waiver};
use crate::source::{Span, Spanned};

/// `[metrics.KEY]`.
#[derive(Clone, Debug)]
pub struct Metric {
    /// The table key: field of the recorder, and in `PascalCase` its type.
    pub key: Spanned<String>,
    /// Name of the generated type: `RequestsTotal`.
    pub rust: String,
    /// Exposed name.
    pub name: Name,
    /// Its kind.
    pub kind: Kind,
    /// The `# HELP` line.
    pub help: Spanned<String>,
    /// More for the page.
    pub description: Option<String>,
    /// Its unit.
    pub unit: Option<Spanned<Unit>>,
    /// Rust type that a call records.
    pub value_type: ValueType,
    /// Values that can occur; infinite ends are `None`.
    pub range: Option<(Option<Decimal>, Option<Decimal>)>,
    /// Labels of each call in their order, open ones first; each with the place where the metric names it.
    pub labels: Vec<Spanned<LabelId>>,
    /// The root's const labels that it carries.
    pub const_labels: Vec<LabelId>,
    /// Whether it carries const labels that are known only at registration.
    pub any_const_labels: bool,
    /// Stateset: the label that holds the state.
    pub state: Option<LabelId>,
    /// Histogram: classic buckets.
    pub buckets: Option<Buckets>,
    /// Histogram: exponential buckets.
    pub native: Option<Native>,
    /// Labels that an exemplar may have, each with the place where the metric names it.
    pub exemplar: Vec<Spanned<String>>,
    /// How it is recorded.
    pub updates: Updates,
    /// Whether a series exists before its first record.
    pub initial: Initial,
    /// Whether series can be removed by hand.
    pub removable: bool,
    /// When it is exposed at all.
    pub condition: Option<String>,
    /// The metric that this is a second name of.
    pub alias_of: Option<MetricId>,
    /// Stability.
    pub stability: Stability,
    /// Team that answers for it.
    pub owner: Option<String>,
    /// First release that has it.
    pub since: Option<Spanned<String>>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Why no alert reads it.
    pub no_alert: Option<String>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// The whole table's header.
    pub span: Span,
}

impl Metric {
    /// Labels of a call as its arguments: a dependent label and its sibling are one.
    pub fn args(&self, labels: &[Label]) -> Vec<Arg> {
        let mut args: Vec<Arg> = Vec::with_capacity(self.labels.len());
        for label in &self.labels {
            let id = label.value;
            match labels[id.0].set {
                LabelSet::Dependent { sibling, .. } => {
                    args.pop();
                    args.push(Arg::Pair { sibling, dependent: id });
                }
                _ => args.push(Arg::One(id)),
            }
        }
        args
    }

    /// Number of values of one argument; `None` if nothing bounds them. A label that stands in the name has no overflow
    /// value: what is beyond its bound is refused.
    pub fn arg_values(&self, arg: Arg, labels: &[Label]) -> Option<u64> {
        let in_name = self.name.template.as_ref().is_some_and(|t| t.label == arg.label());
        Some(labels[arg.label().0].cardinality()? - u64::from(in_name))
    }

    /// Most series a process can have, bucket series not counted; `None` if a free label is among its labels.
    pub fn max_series(&self, labels: &[Label]) -> Option<u64> {
        let state = self.state.map_or(Some(1), |id| labels[id.0].cardinality());
        self.args(labels)
            .iter()
            .try_fold(state?, |product, arg| Some(product.saturating_mul(self.arg_values(*arg, labels)?)))
    }
}

/// One argument of `with`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arg {
    /// A label of its own.
    One(LabelId),
    /// A closed label and the one that depends on it.
    Pair {
        /// The closed label.
        sibling: LabelId,
        /// The dependent label.
        dependent: LabelId,
    },
}

impl Arg {
    /// The label that defines the argument's type: the dependent one of a pair.
    pub fn label(self) -> LabelId {
        match self {
            Arg::One(id) => id,
            Arg::Pair { dependent, .. } => dependent,
        }
    }

    /// The label itself, or the one that a pair's other label depends on.
    pub fn sibling(self) -> LabelId {
        match self {
            Arg::One(id) => id,
            Arg::Pair { sibling, .. } => sibling,
        }
    }
}

/// Exposed name of a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The whole name under the default prefix; of a family known only at run time, with `{label}` in it.
    pub text: String,
    /// Whether it is prefix + `_` + key, so that a variable for the prefix changes it.
    pub prefixed: bool,
    /// The label in braces, with the parts of the name before and after it.
    pub template: Option<NameTemplate>,
}

/// `before{label}after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameTemplate {
    /// The label whose value goes into the name.
    pub label: LabelId,
    /// The text before it.
    pub before: String,
    /// The text after it.
    pub after: String,
}

/// `type` of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Only goes up.
    Counter,
    /// Goes up and down.
    Gauge,
    /// A distribution.
    Histogram,
    /// Constant 1; the labels are the information.
    Info,
    /// One of several states.
    StateSet,
    /// Only of external metrics.
    Summary,
}

impl Kind {
    /// The word in the language.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
            Kind::Info => "info",
            Kind::StateSet => "stateset",
            Kind::Summary => "summary",
        }
    }
}

/// `value_type` of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// `u64`.
    U64,
    /// `i64`.
    I64,
    /// `f64`.
    F64,
    /// `bool`, exposed as 0 or 1.
    Bool,
    /// `Duration`, exposed in the unit.
    Duration,
}

impl ValueType {
    /// The word in the language.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueType::U64 => "u64",
            ValueType::I64 => "i64",
            ValueType::F64 => "f64",
            ValueType::Bool => "bool",
            ValueType::Duration => "duration",
        }
    }
}

/// `updates`. Histograms, info metrics and statesets have [`Updates::Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Updates {
    /// Histogram: `observe`; info, stateset: `set`.
    Kind,
    /// Counter: `inc`, `add`.
    Inc,
    /// Counter: `advance_to`.
    Total,
    /// Gauge: `set`.
    Set,
    /// Gauge: `inc`, `dec`, `add`, `sub`, guard.
    IncDec,
    /// Gauge: `replace`.
    Snapshot,
    /// Counter, gauge: a function at each scrape.
    Callback,
}

impl Updates {
    /// The word in the language; empty for [`Updates::Kind`].
    pub fn as_str(self) -> &'static str {
        match self {
            Updates::Kind => "",
            Updates::Inc => "inc",
            Updates::Total => "total",
            Updates::Set => "set",
            Updates::IncDec => "inc_dec",
            Updates::Snapshot => "snapshot",
            Updates::Callback => "callback",
        }
    }
}

/// `initial`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Initial {
    /// All combinations of closed values exist at 0 from the start, or from the first sight of their open values.
    Zero,
    /// A series exists from its first record.
    Absent,
}
