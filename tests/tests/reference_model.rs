//! The schemas declare what the reference data list: all 115 metrics, and no others.

use std::collections::BTreeMap;

use metricspec_schema::diagnostic::{Diagnostic, Severity};
use metricspec_schema::load::load_project;
use metricspec_schema::model::{Kind, Metric, Schema, Updates, ValueType, Workspace};
use metricspec_tests::{Disk, ReferenceMetric, Shape, differences, model_shapes, reference_metrics};

fn load() -> Workspace {
    let (workspace, diagnostics) = load_project(&Disk::repository(), "metrics.toml");
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    workspace
}

/// Own metrics by exposed name, with their schemas.
fn by_name(workspace: &Workspace) -> BTreeMap<&str, (&Schema, &Metric)> {
    let metrics = workspace.schemas.iter().flat_map(|s| s.metrics.iter().map(move |m| (s, m)));
    metrics.map(|(s, m)| (m.name.text.as_str(), (s, m))).collect()
}

/// Calls `check` for every metric that is not somebody else's, and collects what it complains about.
fn complaints(check: impl Fn(&ReferenceMetric, &Schema, &Metric) -> Option<String>) -> Vec<String> {
    let workspace = load();
    let metrics = by_name(&workspace);
    let own: Vec<ReferenceMetric> = reference_metrics().into_iter().filter(|r| !r.external).collect();
    assert_eq!(own.len(), 112);
    let complain = |r: &ReferenceMetric| {
        let complaint = match metrics.get(r.shape.name.as_str()) {
            Some((schema, metric)) => check(r, schema, metric)?,
            None => "missing".to_owned(),
        };
        Some(format!("{}: {complaint}", r.shape.name))
    };
    own.iter().filter_map(complain).collect()
}

#[test]
fn names_kinds_help_labels_values_and_bounds() {
    let workspace = load();
    let want: Vec<Shape> = reference_metrics().into_iter().map(|r| r.shape).collect();
    let got: Vec<Shape> = workspace.schemas.iter().flat_map(model_shapes).collect();
    assert_eq!(want.len(), 115);
    assert_eq!(differences(&want, &got), Vec::<String>::new());
}

#[test]
fn families_are_schemas() {
    let wrong = complaints(|r, schema, _| {
        let want = if r.family == "http_frontend" { "http" } else { &r.family };
        (schema.name.value != want).then(|| format!("is in `{}`", schema.name.value))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

/// Whole numbers are declared whole. Counters of the operator are `float` in the data only since its client library
/// knows nothing else; they count events.
#[test]
fn numbers() {
    let wrong = complaints(|r, _, metric| {
        let whole = matches!(metric.value_type, ValueType::U64 | ValueType::I64 | ValueType::Bool);
        let want_whole = match r.number.as_deref() {
            Some("int" | "int-as-float") => true,
            Some("float") if r.family == "operator" => true,
            Some("float") => metric.value_type == ValueType::Bool,
            None if metric.kind == Kind::Histogram => return None,
            other => return Some(format!("number {other:?}")),
        };
        (whole != want_whole).then(|| format!("{:?} is `{}`", r.number, metric.value_type.as_str()))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn variables_for_prefix_and_bounds() {
    let wrong = complaints(|r, schema, metric| {
        let prefix = if metric.name.prefixed { schema.prefix.env.first() } else { None };
        let bounds = metric.buckets.as_ref().map(|b| b.env.as_slice()).unwrap_or_default();
        (prefix != r.prefix_env.as_ref() || bounds != r.bucket_env).then(|| format!("{prefix:?}, {bounds:?}"))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn deprecations_and_conditions() {
    let wrong = complaints(|r, _, metric| {
        let got = (metric.deprecated.is_some(), metric.condition.is_some());
        (got != (r.deprecated, r.conditional)).then(|| format!("{got:?}"))
    });
    assert_eq!(wrong, Vec::<String>::new());
}

/// How a metric is recorded is no fact of the data, but their notes say it of these.
#[test]
fn ways_to_record() {
    let workspace = load();
    let metrics = by_name(&workspace);
    for (name, want) in [
        ("dynamo_frontend_active_requests", Updates::IncDec),
        ("dynamo_frontend_stage_requests", Updates::IncDec),
        ("dynamo_frontend_model_ready", Updates::Callback),
        ("dynamo_frontend_router_admission_received_total", Updates::Total),
        ("dynamo_frontend_router_admission_rejected_total", Updates::Total),
        ("dynamo_frontend_lora_is_active", Updates::Snapshot),
        ("dynamo_operator_resources_total", Updates::Snapshot),
        ("dynamo_component_{gauge}", Updates::Snapshot),
        ("kvbm_evictions_total", Updates::Callback),
        ("kvbm_inactive_pool_size", Updates::Callback),
        ("kvbm_matched_tokens", Updates::Inc),
    ] {
        assert_eq!(metrics[name].1.updates, want, "{name}");
    }
    let alias = metrics["dynamo_frontend_inflight_requests"].1;
    assert_eq!(
        alias.alias_of.map(|id| metrics["dynamo_frontend_active_requests"].0.metric(id).key.value.as_str()),
        Some("active_requests")
    );
}
