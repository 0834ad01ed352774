//! Labels, buckets, metrics, and what is declared about metrics of others.

use super::{Decimal, Deprecation, LabelId, MetricId, Stability, Unit, Waiver};
use crate::source::{FileId, Span, Spanned};

/// Most open labels of a call: the run time has a method for each number of them.
pub const MAX_OPEN: usize = 6;
/// Most closed arguments of a call; a dependent label and its sibling are one.
pub const MAX_CLOSED: usize = 6;

/// `[labels.KEY]`.
#[derive(Clone, Debug)]
pub struct Label {
    /// The table key: its name inside the language.
    pub key: Spanned<String>,
    /// The file that declares it: the schema's own, or one of its includes.
    pub file: FileId,
    /// Exposed name.
    pub name: Spanned<String>,
    /// What it tells apart, in markdown.
    pub description: String,
    /// Its values.
    pub set: LabelSet,
    /// Rust type that a call passes.
    pub value_type: LabelType,
    /// How a number is written.
    pub format: LabelFormat,
    /// Whether the value may be left out.
    pub optional: bool,
    /// Name of the generated type. For a dependent label this is the type of the pair: [`LabelSet::Dependent`].
    pub rust: Spanned<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

impl Label {
    /// Number of values that can be exposed, `None` if nothing bounds them. For a dependent label this is the number
    /// of valid pairs with its sibling. The overflow value `__other__` and the empty value of an optional label count.
    pub fn cardinality(&self) -> Option<u64> {
        match &self.set {
            LabelSet::Closed(values) => Some(values.len() as u64),
            LabelSet::Dependent { groups, .. } => Some(groups.iter().map(|g| g.len() as u64).sum()),
            LabelSet::Open { known, max_values } => {
                Some(known.len() as u64 + u64::from(*max_values) + 1 + u64::from(self.optional))
            }
            LabelSet::Free => None,
        }
    }

    /// Of a dependent label: the enum of the values that go with one value of the sibling, where there is a choice. Named
    /// after the label, and after the sibling's value too if several have a choice.
    pub fn choice_type(&self, sibling_value: &Value) -> String {
        let several = match &self.set {
            LabelSet::Dependent { groups, .. } => groups.iter().filter(|g| g.len() > 1).count() > 1,
            _ => false,
        };
        let base = crate::names::pascal(&self.key.value);
        if several { base + &sibling_value.rust } else { base }
    }

    /// Whether its values are closed: an enum in Rust.
    pub fn is_closed(&self) -> bool {
        matches!(self.set, LabelSet::Closed(_) | LabelSet::Dependent { .. })
    }
}

/// Values of a label.
#[derive(Clone, Debug)]
pub enum LabelSet {
    /// `values`, or a `bool` (then `false` and `true`).
    Closed(Vec<Value>),
    /// `values_by`: for each value of the sibling (same order) the values that may go with it; never empty.
    Dependent {
        /// The sibling, a [`LabelSet::Closed`] label.
        sibling: LabelId,
        /// One list for each value of the sibling.
        groups: Vec<Vec<Value>>,
    },
    /// `max_values`.
    Open {
        /// Values known beforehand; they do not count towards the bound.
        known: Vec<Value>,
        /// Most further values.
        max_values: u32,
    },
    /// Neither: only for const labels and labels of info metrics.
    Free,
}

/// A declared value of a label.
#[derive(Clone, Debug)]
pub struct Value {
    /// What is exposed.
    pub text: Spanned<String>,
    /// Rust variant (`ChatCompletions`), as derived from the text or as declared. For known values of an open label of
    /// strings the constant's name is this in upper snake case, see [`Value::constant`].
    pub rust: String,
    /// What it means.
    pub description: Option<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
}

impl Value {
    /// Name of the constant of a known value of an open label: `UNKNOWN_MODEL`.
    pub fn constant(&self) -> String {
        crate::names::upper_snake(&self.rust)
    }
}

/// `value_type` of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelType {
    /// `&str`.
    String,
    /// `bool`; closed.
    Bool,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
}

/// `format` of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LabelFormat {
    /// Decimal digits.
    Decimal,
    /// Lower-case hexadecimal digits without a prefix.
    Hex,
}

/// `[buckets.KEY]`.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The table key.
    pub key: Spanned<String>,
    /// The file that declares it.
    pub file: FileId,
    /// Its buckets.
    pub buckets: Buckets,
}

/// Buckets of a histogram.
#[derive(Clone, Debug)]
pub struct Buckets {
    /// How they were declared.
    pub formula: Formula,
    /// The upper bounds, rising, without `+Inf`.
    pub bounds: Vec<Decimal>,
    /// Stems of the variables that replace them (`…_MIN`, `…_MAX`, `…_COUNT`), the current one first.
    pub env: Vec<String>,
    /// Bounds that the schema's own objectives read; they are kept whatever the variables say.
    pub kept: Vec<Decimal>,
    /// Key of the preset that they come from.
    pub preset: Option<String>,
    /// Where they are declared.
    pub span: Span,
}

/// A declaration of buckets.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// `bounds`, or an array.
    Bounds,
    /// `start + i · width`.
    Linear {
        /// First bound.
        start: Decimal,
        /// Distance.
        width: Decimal,
        /// Number of bounds.
        count: u32,
    },
    /// `start · factorⁱ`.
    Exponential {
        /// First bound.
        start: Decimal,
        /// Growth.
        factor: Decimal,
        /// Number of bounds.
        count: u32,
    },
    /// 0, then `exp(ln min + (ln max − ln min) · i/(count−1))` for i in 1..count, to two significant digits.
    Log {
        /// Never a bound itself.
        min: Decimal,
        /// The last bound, rounded.
        max: Decimal,
        /// Number of bounds before repeats are dropped.
        count: u32,
    },
}

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
    /// Labels that an exemplar may have.
    pub exemplar: Vec<String>,
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

/// `native`.
#[derive(Clone, Debug, PartialEq)]
pub struct Native {
    /// Growth from bound to bound.
    pub factor: Decimal,
    /// Most buckets that are kept.
    pub max_buckets: u32,
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

/// `[external.NAME]`. What is `None` is not checked.
#[derive(Clone, Debug)]
pub struct External {
    /// The exposed name; `*` stands for any run of characters.
    pub name: Spanned<String>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its help text.
    pub help: Option<String>,
    /// More for the page.
    pub description: Option<String>,
    /// Its unit.
    pub unit: Option<Spanned<Unit>>,
    /// Values that can occur.
    pub range: Option<(Option<Decimal>, Option<Decimal>)>,
    /// Exposed label names with the values that occur; an empty list is any value.
    pub labels: Option<Vec<(Spanned<String>, Vec<String>)>>,
    /// Exposed name of the label that holds the state.
    pub state: Option<String>,
    /// Bounds of its buckets.
    pub buckets: Option<Buckets>,
    /// Where it is documented.
    pub url: Option<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// `[removed.NAME]`.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The exposed name.
    pub name: Spanned<String>,
    /// First release without it, if that is known.
    pub since: Option<Spanned<String>>,
    /// Expression that replaces it.
    pub replacement: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<String>,
}
