//! The samples of an exposition, and how they are found.

use std::borrow::Cow;
use std::fmt;

use crate::data::{Family, Number, Value};
use crate::expose::{bound_text, label_text};
use crate::registry::Known;

use super::error::ReadError;
use super::nearest::nearest;

/// A line of the text format.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) labels: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    pub(super) value: Number,
}

impl Sample {
    fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(each, _)| each == name).map(|(_, value)| &**value)
    }

    /// Its labels in braces.
    fn braces(&self) -> String {
        format!("{{{}}}", label_text(self.labels.iter().map(|(name, value)| (&**name, &**value))))
    }
}

/// As the text format writes a series: `name{label="value"}`.
impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.labels.is_empty() { Ok(()) } else { f.write_str(&self.braces()) }
    }
}

/// The lines that a text exposition has.
pub(super) fn samples(families: Vec<Family>) -> Vec<Sample> {
    let mut all = Vec::new();
    for family in families {
        for series in family.series {
            let labels = series.labels;
            let mut push = |suffix, more: Vec<(Cow<'static, str>, Cow<'static, str>)>, value| {
                let labels = labels.iter().cloned().chain(more).collect();
                all.push(Sample { name: format!("{}{suffix}", family.name), labels, value });
            };
            match series.value {
                Value::Counter(number) | Value::Gauge(number) => push("", vec![], number),
                Value::Info => push("", vec![], Number::U64(1)),
                Value::States(states) => {
                    for state in states {
                        let more = state.labels.iter().map(|(name, value)| ((*name).into(), (*value).into()));
                        push("", more.collect(), Number::U64(u64::from(state.on)));
                    }
                }
                Value::Histogram(histogram) => {
                    for bucket in &histogram.buckets {
                        let le = bound_text(bucket.bound);
                        push("_bucket", vec![("le".into(), le.into())], Number::U64(bucket.count));
                    }
                    push("_sum", vec![], histogram.sum);
                    push("_count", vec![], Number::U64(histogram.count));
                }
            }
        }
    }
    all
}

const SUFFIXES: [&str; 3] = ["_bucket", "_count", "_sum"];

/// The recorders whose samples, or else families, have this name; an error if there is none.
pub(super) fn check_name<'k>(known: &'k [Known], name: &str, sample: bool) -> Result<Vec<&'k Known>, ReadError> {
    let base = SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix));
    let fits = |each: &&Known| {
        if sample && each.is_histogram() { base.is_some_and(|base| each.is_called(base)) } else { each.is_called(name) }
    };
    let found: Vec<&Known> = known.iter().filter(fits).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let reason = if sample && known.iter().any(|each| each.is_called(name)) {
        format!("`{name}` is a histogram; ask for `{name}_count`, `{name}_sum` or `{name}_bucket`")
    } else {
        let names = known.iter().flat_map(|each| {
            let suffixes = if sample && each.is_histogram() { &SUFFIXES[..] } else { &[""] };
            suffixes.iter().map(|suffix| each.name() + suffix)
        });
        let names: Vec<String> = names.collect();
        match nearest(name, names.iter().map(String::as_str)) {
            Some(meant) => format!("no metric is called `{name}`; did you mean `{meant}`?"),
            None => format!("no metric is called `{name}`; is its struct registered here?"),
        }
    };
    Err(ReadError::Unknown { reason })
}

/// The one sample with this name that has these labels, and any others.
pub(super) fn find<'s>(
    samples: &'s [Sample],
    known: &[Known],
    name: &str,
    labels: &[(&str, &str)],
) -> Result<&'s Sample, ReadError> {
    let all = || samples.iter().filter(|sample| sample.name == name);
    let mut found = all().filter(|sample| labels.iter().all(|(name, value)| sample.label(name) == Some(value)));
    match (found.next(), found.next()) {
        (Some(one), None) => return Ok(one),
        (None, _) => {}
        (Some(first), Some(second)) => {
            let series = [first, second].into_iter().chain(found).map(Sample::braces).collect();
            return Err(ReadError::Several { name: name.to_owned(), series });
        }
    }
    let called = check_name(known, name, true)?;
    for (label, value) in labels {
        check_label(&called, name, label, value)?;
    }
    let asked =
        if labels.is_empty() { name.to_owned() } else { format!("{name}{{{}}}", label_text(labels.iter().copied())) };
    Err(ReadError::Absent { asked, series: all().map(Sample::braces).collect() })
}

/// An error if no series of these recorders can have the label, or this value of it.
fn check_label(called: &[&Known], name: &str, label: &str, value: &str) -> Result<(), ReadError> {
    let error = |reason| Err(ReadError::Unknown { reason });
    let le = called.iter().any(|each| each.is_histogram()) && name.ends_with("_bucket");
    let mut names: Vec<&str> = called.iter().flat_map(|each| each.labels()).chain(le.then_some("le")).collect();
    names.sort_unstable();
    names.dedup();
    if !names.contains(&label) {
        let reason = format!("`{name}` has no label `{label}`");
        return error(match nearest(label, names.iter().copied()) {
            Some(meant) => format!("{reason}; did you mean `{meant}`?"),
            None if names.is_empty() => format!("{reason}, nor any other"),
            None => format!("{reason}; it has {}", list(&names)),
        });
    }
    let closed: Vec<Option<Vec<&str>>> = called.iter().map(|each| each.values(label).map(Iterator::collect)).collect();
    // Of a label that some recorder leaves open, any value is possible.
    let Some(closed) = closed.into_iter().collect::<Option<Vec<_>>>() else { return Ok(()) };
    let mut values = closed.concat();
    values.sort_unstable();
    values.dedup();
    if values.contains(&value) {
        return Ok(());
    }
    let reason = format!("label `{label}` of `{name}` is never `{value}`");
    error(match nearest(value, values.iter().copied()) {
        Some(meant) => format!("{reason}; did you mean `{meant}`?"),
        None => format!("{reason}; it is one of {}", list(&values)),
    })
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
