//! What a registry holds at one moment, as plain data: for tests, and for adapters to other registries and formats.
//!
//! [`Registry::gather`](crate::Registry::gather) gives it. It has what the expositions have, in their order, since one walk
//! over the registry makes all of them.

use std::borrow::Cow;
use std::fmt;
use std::time::SystemTime;

pub use crate::desc::Kind;
use crate::expose::Digits;
use crate::storage;

/// All series under one exposed name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Family {
    /// Name of the samples, with the `_total` of a counter; of a histogram, without a suffix.
    pub name: String,
    /// The help text, not escaped.
    pub help: &'static str,
    /// Its unit, as the schema writes it, whether the name ends in it or not.
    pub unit: Option<&'static str>,
    /// Its kind, which all values have.
    pub kind: Kind,
    /// At least one.
    pub series: Vec<Series>,
}

/// A series.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Series {
    /// Names and values: const labels, then open ones, then closed ones. No name comes twice.
    pub labels: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    /// Its value.
    pub value: Value,
    /// The last exemplars, of a histogram by rising buckets.
    pub exemplars: Vec<Exemplar>,
}

impl Series {
    /// The value of a label.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(each, _)| each == name).map(|(_, value)| &**value)
    }
}

/// The value of a series.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Of a counter.
    Counter(Number),
    /// Of a gauge.
    Gauge(Number),
    /// Of a histogram.
    Histogram(Histogram),
    /// Of an info metric, whose labels are the information.
    Info,
    /// Of a stateset: each of its states, in the order of the schema.
    States(Vec<State>),
}

/// A number, as exactly as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    U64(u64),
    /// A whole number that may be negative.
    I64(i64),
    /// Any other, and durations in the metric's unit.
    F64(f64),
}

impl Number {
    /// The nearest `f64`: the same number up to 2^53.
    pub fn as_f64(self) -> f64 {
        storage::Number::from(self).as_f64()
    }
}

impl From<storage::Number> for Number {
    fn from(number: storage::Number) -> Self {
        match number {
            storage::Number::U64(value) => Number::U64(value),
            storage::Number::I64(value) => Number::I64(value),
            storage::Number::F64(value) => Number::F64(value),
        }
    }
}

impl From<Number> for storage::Number {
    fn from(number: Number) -> Self {
        match number {
            Number::U64(value) => storage::Number::U64(value),
            Number::I64(value) => storage::Number::I64(value),
            Number::F64(value) => storage::Number::F64(value),
        }
    }
}

/// As in the text formats: `0.25`, `1e+21`, `+Inf`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Digits::new((*self).into()).as_str())
    }
}

/// The value of a histogram.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Histogram {
    /// By rising bounds. The last is infinite.
    pub buckets: Vec<Bucket>,
    /// The sum of what was observed.
    pub sum: Number,
    /// How many values were observed: the count of the last bucket.
    pub count: u64,
    /// Its native buckets, if it has such.
    pub native: Option<Native>,
}

/// Native buckets of a histogram: exponential ones of Prometheus' standard schemas.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Native {
    /// The standard schema: each bound is 2^(2^-schema) times the one before.
    pub schema: i8,
    /// Values up to this are in none of the buckets, but counted in `zero_count`.
    pub zero_threshold: f64,
    /// How many values were at most `zero_threshold`.
    pub zero_count: u64,
    /// Index and count, not cumulated, of each bucket that is not empty. The upper bound of a bucket, which belongs to it, is
    /// 2^(index · 2^-schema).
    pub buckets: Vec<(i32, u64)>,
}

/// What a call said about itself.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Exemplar {
    /// Names and values.
    pub labels: Vec<(&'static str, String)>,
    /// What was observed or added.
    pub value: Number,
    /// When.
    pub time: SystemTime,
}

/// A bucket of a histogram.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Bucket {
    /// The upper bound, which belongs to it; in the metric's unit.
    pub bound: f64,
    /// How many values were at most as large: those in the buckets before it are among them.
    pub count: u64,
}

/// A state of a stateset.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct State {
    /// Names and values of the label that holds the state; two for a pair.
    pub labels: Vec<(&'static str, &'static str)>,
    /// Whether the series is in it.
    pub on: bool,
}
