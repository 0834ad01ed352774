//! What generated code says about a schema: constants only, all of them `'static`.
//!
//! A schema becomes one [`Schema`] constant. Recorders find their own entry in it by number, so that the code that is
//! generated for a metric is one table entry and one type alias.

/// A schema.
#[derive(Debug)]
pub struct Schema {
    /// Its `name`: `http`.
    pub name: &'static str,
    /// Path of its file, as the macro was given it.
    pub path: &'static str,
    /// Hash of the declarations. Two recorders belong to one schema if name and fingerprint are the same.
    pub fingerprint: u64,
    /// What comes before the keys in exposed names.
    pub prefix: Prefix,
    /// The root's const labels, in the order of the fields of the generated `ConstLabels`.
    pub const_labels: &'static [ConstLabel],
    /// Its metrics. Aliases are no entries of their own, see [`Metric::aliases`].
    pub metrics: &'static [Metric],
}

/// `prefix` of a schema.
#[derive(Debug)]
pub struct Prefix {
    /// The prefix that pages and rules use, `None` if there is none.
    pub default: Option<&'static str>,
    /// Variables that replace it, the current name first, older names after it.
    pub env: &'static [&'static str],
}

/// A const label, or a pair of a closed const label and the one that depends on it: one field of `ConstLabels`.
#[derive(Debug)]
pub struct ConstLabel {
    /// Exposed names: one, or two for a pair.
    pub names: &'static [&'static str],
}

/// A metric.
#[derive(Debug)]
pub struct Metric {
    /// The table key, which is the recorder's field.
    pub key: &'static str,
    /// Exposed name.
    pub name: Name,
    /// The `# HELP` line, not escaped.
    pub help: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// Its unit, as the schema writes it: `seconds`.
    pub unit: Option<&'static str>,
    /// Of durations: nanoseconds in one unit (1,000,000,000 for `seconds`); 1 for everything else.
    pub nanos_per_unit: u64,
    /// Open and free labels of a call, in the order of the arguments.
    pub open: &'static [&'static OpenLabel],
    /// Closed labels of a call, in the order of the arguments, which come after the open ones.
    pub closed: &'static [&'static ClosedLabel],
    /// The const labels that it carries: positions in [`Schema::const_labels`].
    pub const_labels: &'static [usize],
    /// Whether it carries const labels whose names are known only at registration (`"*"`).
    pub any_const_labels: bool,
    /// Histogram: its buckets.
    pub buckets: Option<Buckets>,
    /// Histogram: its native buckets.
    pub native: Option<Native>,
    /// Counter, histogram: exposed names of the labels that an exemplar can have.
    pub exemplar: &'static [&'static str],
    /// Stateset: the label that holds the state.
    pub state: Option<&'static ClosedLabel>,
    /// `initial = "zero"`: series exist before their first record.
    pub initial_zero: bool,
    /// Second names of the metric, fed by the same recorder.
    pub aliases: &'static [Alias],
    /// Where it is declared: `schemas/http.toml:120:1`.
    pub source: &'static str,
}

/// A second name of a metric.
#[derive(Debug)]
pub struct Alias {
    /// Exposed name.
    pub name: Name,
    /// The `# HELP` line, not escaped.
    pub help: &'static str,
    /// As [`Metric::const_labels`].
    pub const_labels: &'static [usize],
    /// As [`Metric::any_const_labels`].
    pub any_const_labels: bool,
    /// Where it is declared.
    pub source: &'static str,
}

/// An exposed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// Prefix, `_` and this; just this if the schema has no prefix.
    Prefixed(&'static str),
    /// This, whatever the prefix is.
    Whole(&'static str),
    /// The value of one label goes into the name, between two texts, and is not exposed as a label.
    Template {
        /// The text before the value.
        before: &'static str,
        /// Exposed name of the label; one of the metric's labels or const labels.
        label: &'static str,
        /// The text after the value.
        after: &'static str,
    },
}

/// Kind of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// A closed label, or a pair of a closed label and the one that depends on it.
#[derive(Debug)]
pub struct ClosedLabel {
    /// Exposed names: one, or two for a pair.
    pub names: &'static [&'static str],
    /// One entry for each value, or valid pair of values; each as long as `names`.
    pub values: &'static [&'static [&'static str]],
}

/// An open label, or a free one.
#[derive(Debug)]
pub struct OpenLabel {
    /// Exposed name.
    pub name: &'static str,
    /// Values known beforehand, which do not count towards `max_values`.
    pub known: &'static [&'static str],
    /// Most further values; `None` for a free label, which nothing bounds.
    pub max_values: Option<u32>,
    /// Whether the value may be left out. It is then the empty text, which counts towards nothing.
    pub optional: bool,
}

/// Buckets of a histogram.
#[derive(Debug)]
pub struct Buckets {
    /// The declared upper bounds, rising, without `+Inf`, in the metric's unit.
    pub bounds: &'static [f64],
    /// The parameters, if `bounds` come from a `log` formula: what a variable that is not set stands for.
    pub log: Option<Log>,
    /// Stems of the variables that replace the bounds (`…_MIN`, `…_MAX`, `…_COUNT`), the current one first.
    pub env: &'static [&'static str],
    /// Bounds that objectives read, which stay whatever the variables say.
    pub kept: &'static [f64],
}

/// Parameters of logarithmic buckets, see [`log_bounds`](crate::log_bounds).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Log {
    /// Never a bound itself.
    pub min: f64,
    /// The last bound, before it is rounded.
    pub max: f64,
    /// Number of bounds before repeats are dropped.
    pub count: usize,
}

/// Native buckets of a histogram: exponential ones of Prometheus' standard schemas, side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Native {
    /// The standard schema, from -4 to 8: each bound is 2^(2^-schema) times the one before.
    pub schema: i8,
    /// Index of the lowest bucket, whose upper bound is 2^(lowest · 2^-schema) in the metric's unit.
    pub lowest: i32,
    /// Number of buckets, all of which have a cell.
    pub count: u32,
}

impl Metric {
    /// A metric without labels, unit and aliases. Generated code names only what differs, so that a field that is added
    /// here later has a value there.
    pub const fn new(key: &'static str, name: Name, kind: Kind, help: &'static str, source: &'static str) -> Self {
        Metric {
            key,
            name,
            help,
            kind,
            unit: None,
            nanos_per_unit: 1,
            open: &[],
            closed: &[],
            const_labels: &[],
            any_const_labels: false,
            buckets: None,
            native: None,
            exemplar: &[],
            state: None,
            initial_zero: false,
            aliases: &[],
            source,
        }
    }
}
