//! What every description of a metric has to agree on.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Values of a label: the closed set, or `None` if it is open.
pub type LabelValues = Option<BTreeSet<String>>;

/// One metric, as some source describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Exposed name; of a family known only at run time, with `{label}` in it.
    pub name: String,
    /// `counter`, `gauge`, `histogram`.
    pub kind: String,
    /// The `# HELP` line.
    pub help: String,
    /// Exposed labels. `*` stands for labels that the process adds.
    pub labels: BTreeMap<String, LabelValues>,
    /// Bounds of a histogram without `+Inf`.
    pub bounds: Option<Vec<f64>>,
}

/// Compares two sets of metrics; a line for each difference.
pub fn differences(want: &[Shape], got: &[Shape]) -> Vec<String> {
    let mut found = Vec::new();
    let by_name: BTreeMap<&str, &Shape> = got.iter().map(|s| (s.name.as_str(), s)).collect();
    if by_name.len() != got.len() {
        found.push("a name occurs twice".to_owned());
    }
    for want in want {
        match by_name.get(want.name.as_str()) {
            Some(got) => found.extend(want.differs_from(got)),
            None => found.push(format!("{}: missing", want.name)),
        }
    }
    let wanted: BTreeSet<&str> = want.iter().map(|s| s.name.as_str()).collect();
    found.extend(by_name.keys().filter(|name| !wanted.contains(*name)).map(|name| format!("{name}: not wanted")));
    found
}

impl Shape {
    fn differs_from(&self, got: &Shape) -> Vec<String> {
        let mut found = Vec::new();
        let mut check = |what: &str, want: &dyn Debug, got: &dyn Debug| {
            let (want, got) = (format!("{want:?}"), format!("{got:?}"));
            if want != got {
                found.push(format!("{}: {what}: want {want}, got {got}", self.name));
            }
        };
        check("kind", &self.kind, &got.kind);
        check("help", &self.help, &got.help);
        check("labels", &self.labels.keys(), &got.labels.keys());
        for (label, values) in &self.labels {
            if let Some(got) = got.labels.get(label) {
                check(&format!("values of `{label}`"), values, got);
            }
        }
        check("bounds", &self.bounds, &got.bounds);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> Shape {
        Shape {
            name: "a_total".to_owned(),
            kind: "counter".to_owned(),
            help: "Things".to_owned(),
            labels: BTreeMap::from([("l".to_owned(), Some(BTreeSet::from(["x".to_owned()])))]),
            bounds: None,
        }
    }

    #[test]
    fn every_part_is_compared() {
        assert_eq!(differences(&[shape()], &[shape()]), Vec::<String>::new());
        type Change = fn(&mut Shape);
        let changes: [Change; 7] = [
            |s| s.name.push('x'),
            |s| s.kind.push('x'),
            |s| s.help.push('x'),
            |s| s.labels.clear(),
            |s| s.labels = BTreeMap::from([("l".to_owned(), None)]),
            |s| s.labels = BTreeMap::from([("l".to_owned(), Some(BTreeSet::new()))]),
            |s| s.bounds = Some(vec![1.0]),
        ];
        for change in changes {
            let mut other = shape();
            change(&mut other);
            assert!(!differences(&[shape()], &[other]).is_empty());
        }
        assert_eq!(differences(&[], &[shape()]), ["a_total: not wanted"]);
        assert_eq!(differences(&[shape()], &[shape(), shape()]), ["a name occurs twice"]);
    }
}
