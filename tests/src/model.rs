//! The loaded model in the shape that is compared.

use std::collections::BTreeMap;

use metricspec_schema::model::{External, LabelId, LabelSet, Metric, Schema};

use crate::{LabelValues, Shape};

/// All metrics of a schema, those of others included.
pub fn model_shapes(schema: &Schema) -> Vec<Shape> {
    let own = schema.metrics.iter().map(|m| metric(schema, m));
    own.chain(schema.externals.iter().map(external)).collect()
}

fn metric(schema: &Schema, metric: &Metric) -> Shape {
    let in_name = metric.name.template.as_ref().map(|t| t.label);
    let ids = metric.labels.iter().map(|l| l.value).chain(metric.const_labels.iter().copied());
    let exposed = ids.filter(|id| Some(*id) != in_name);
    let mut labels: BTreeMap<_, _> =
        exposed.map(|id| (schema.label(id).name.value.clone(), values(schema, id))).collect();
    if metric.any_const_labels {
        labels.insert("*".to_owned(), None);
    }
    Shape {
        name: metric.name.text.clone(),
        kind: metric.kind.as_str().to_owned(),
        help: metric.help.value.clone(),
        labels,
        bounds: metric.buckets.as_ref().map(|b| b.bounds.iter().map(|bound| bound.to_f64()).collect()),
    }
}

fn values(schema: &Schema, id: LabelId) -> LabelValues {
    match &schema.label(id).set {
        LabelSet::Closed(values) => Some(values.iter().map(|v| v.text.value.clone()).collect()),
        LabelSet::Dependent { groups, .. } => Some(groups.iter().flatten().map(|v| v.text.value.clone()).collect()),
        LabelSet::Open { .. } | LabelSet::Free => None,
    }
}

fn external(external: &External) -> Shape {
    let labels = external.labels.iter().flatten();
    let values = |v: &[String]| (!v.is_empty()).then(|| v.iter().cloned().collect());
    Shape {
        name: external.name.value.clone(),
        kind: external.kind.map_or("", |k| k.as_str()).to_owned(),
        help: external.help.clone().unwrap_or_default(),
        labels: labels.map(|(name, list)| (name.value.clone(), values(list))).collect(),
        bounds: external.buckets.as_ref().map(|b| b.bounds.iter().map(|bound| bound.to_f64()).collect()),
    }
}
