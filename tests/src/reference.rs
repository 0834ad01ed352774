//! The metrics of the reference user, read from `data/reference/metrics.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{LabelValues, Shape};

/// One metric of the reference data.
#[derive(Clone, Debug)]
pub struct ReferenceMetric {
    /// What is compared everywhere.
    pub shape: Shape,
    /// `operator`, `http_frontend`, `kvbm` or `custom_backend`.
    pub family: String,
    /// Whether somebody else exposes it.
    pub external: bool,
    /// `int`, `int-as-float` or `float`; histograms have none.
    pub number: Option<String>,
    /// Variable that replaces the prefix.
    pub prefix_env: Option<String>,
    /// Stems of the variables that replace the bounds, the current one first.
    pub bucket_env: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether it is exposed only under some condition.
    pub conditional: bool,
}

impl ReferenceMetric {
    /// The same under another name.
    #[must_use]
    pub fn named(&self, name: String) -> ReferenceMetric {
        let shape = Shape { name, ..self.shape.clone() };
        ReferenceMetric { shape, ..self.clone() }
    }
}

/// All metrics but `dynamo_operator_managed_pods_total`, which never had a value.
///
/// # Panics
/// If the data are not what this module expects.
pub fn reference_metrics() -> Vec<ReferenceMetric> {
    let data: Value = serde_json::from_str(include_str!("../data/reference/metrics.json")).expect("is JSON");
    let metrics = data.as_array().expect("a list");
    metrics.iter().filter(|m| m["name"] != "dynamo_operator_managed_pods_total").map(read).collect()
}

fn read(metric: &Value) -> ReferenceMetric {
    let family = text(&metric["family"]);
    let shape = if family == "custom_backend" { custom_backend(metric) } else { shape(metric) };
    let env = metric["buckets"]["env_override"][0].as_str().and_then(|e| e.strip_suffix("_MIN"));
    ReferenceMetric {
        shape,
        family,
        external: metric["external"] == true,
        number: metric["number"].as_str().map(str::to_owned),
        prefix_env: metric["prefix_env"].as_str().map(str::to_owned),
        bucket_env: env.map(|e| vec![e.to_owned(), format!("DYN_HISTOGRAM_{e}")]).unwrap_or_default(),
        deprecated: metric["deprecated"] == true,
        conditional: metric["conditional"].is_string(),
    }
}

fn shape(metric: &Value) -> Shape {
    let labels = metric["labels"].as_array().expect("a list");
    Shape {
        name: text(&metric["name"]),
        kind: text(&metric["type"]),
        help: text(&metric["help"]),
        labels: labels.iter().map(|l| (text(&l["name"]), values(l))).collect(),
        bounds: bounds(&metric["buckets"]),
    }
}

/// The data describe the names, `{prefix}_{backend_gauge_name}`, and say that the help text is the name. The schema has
/// a template, one help text for all of them, and the label `worker_id`, without which two workers overwrite each other.
fn custom_backend(metric: &Value) -> Shape {
    assert_eq!(metric["name"], "{prefix}_{backend_gauge_name}");
    assert!(metric["labels"].as_array().is_some_and(Vec::is_empty));
    Shape {
        name: "dynamo_component_{gauge}".to_owned(),
        kind: text(&metric["type"]),
        help: "Gauge reported by a custom back end".to_owned(),
        labels: BTreeMap::from([("worker_id".to_owned(), None)]),
        bounds: None,
    }
}

/// Values of a label whose set depends on another label are listed by that label's values.
fn values(label: &Value) -> LabelValues {
    let list = |v: &Value| v.as_array().map(|a| a.iter().map(text).collect::<BTreeSet<_>>());
    match label["enum_per_resource_type"].as_object() {
        Some(groups) => Some(groups.values().filter_map(list).flatten().collect()),
        None => list(&label["values"]),
    }
}

fn bounds(buckets: &Value) -> Option<Vec<f64>> {
    let list = ["expansion", "explicit"].iter().find_map(|key| buckets[*key].as_array())?;
    Some(list.iter().map(|b| b.as_f64().expect("a number")).collect())
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_whole() {
        let metrics = reference_metrics();
        let count = |family: &str| metrics.iter().filter(|m| m.family == family).count();
        assert_eq!(
            ["operator", "http_frontend", "kvbm", "custom_backend"].map(count),
            [19, 63, 32, 1],
            "metrics by family"
        );
        assert_eq!(metrics.iter().filter(|m| m.external).count(), 3);
        assert_eq!(metrics.iter().filter(|m| m.prefix_env.is_some()).count(), 32);
    }
}
