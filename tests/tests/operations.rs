//! The operations of the four schemas, each with every outcome: what is counted, and that nothing else is.

use std::collections::BTreeMap;

use metricspec::label::Closed;
use metricspec::{Metrics, Registry};
use metricspec_schema::load::load_project;
use metricspec_tests::Disk;

metricspec::schema!("../schemas/http.toml");
metricspec::schema!("../schemas/operator.toml");

use http::labels::{Endpoint, ErrorType, MigrationOutcome, MigrationType, Model, Outcome, RequestType};
use operator::labels::{GateOutcome, KubernetesNamespace, Operation, ReconcileResult, ResourceType, WebhookResult};

/// Every value of a closed label, or every valid pair.
fn all<L: Closed>() -> impl Iterator<Item = L> {
    (0..).map_while(L::from_index)
}

/// `name="value"` of a closed label, or of both of a pair.
fn text<L: Closed>(value: L) -> String {
    let pairs = L::DESC.names.iter().zip(L::DESC.values[value.index()]);
    pairs.map(|(name, value)| format!("{name}=\"{value}\"")).collect::<Vec<_>>().join(",")
}

fn registered<M: Metrics>(recorders: &M, const_labels: M::ConstLabels<'_>) -> Registry {
    let registry = Registry::with_env(BTreeMap::<String, String>::new());
    registry.register(recorders, const_labels).expect("registers");
    registry
}

/// Samples that are not 0, without buckets and without sums, which are times.
fn counted(registry: &Registry) -> Vec<String> {
    let text = registry.text();
    let samples = text.lines().filter(|line| !line.starts_with('#') && !line.ends_with(" 0"));
    samples.filter(|line| !line.contains("_bucket{") && !line.contains("_sum{")).map(str::to_owned).collect()
}

/// What is counted, without a common prefix, is this. Samples come in the order of their names.
#[track_caller]
fn counts(registry: &Registry, prefix: &str, want: &[String]) {
    let counted = counted(registry);
    let counted: Vec<&str> = counted.iter().map(|line| line.strip_prefix(prefix).expect("has the prefix")).collect();
    assert_eq!(counted, want);
}

#[test]
fn these_are_all_operations() {
    let (workspace, _) = load_project(&Disk::repository(), "metrics.toml");
    let operations = workspace.schemas.iter().flat_map(|s| {
        let of = s.name.value.clone();
        s.operations.iter().map(move |o| format!("{of}.{}", o.key))
    });
    let want = ["operator.reconcile", "operator.webhook", "operator.power_gate", "http.request", "http.migration"];
    assert_eq!(operations.collect::<Vec<_>>(), want);
}

#[test]
fn requests() {
    for (endpoint, kind) in all::<Endpoint>().flat_map(|e| all::<RequestType>().map(move |t| (e, t))) {
        let start = format!("model=\"a\",{},{}", text(endpoint), text(kind));
        let started = || format!("requests_started_total{{{start}}} 1");
        // `None`: dropped.
        for outcome in all::<Outcome>().map(Some).chain([None]) {
            let recorders = http::Recorders::new();
            let registry = registered(&recorders, ());
            let request = recorders.request(Model("a"), endpoint, kind);
            counts(
                &registry,
                "dynamo_frontend_",
                &["active_requests{model=\"a\"} 1".into(), "inflight_requests{model=\"a\"} 1".into(), started()],
            );
            match outcome {
                Some(outcome) => request.finish(outcome),
                None => drop(request),
            }
            let end = text(outcome.unwrap_or(Outcome::Error(ErrorType::Internal)));
            counts(
                &registry,
                "dynamo_frontend_",
                &[
                    "request_duration_seconds_count{model=\"a\"} 1".into(),
                    started(),
                    format!("requests_total{{{start},{end}}} 1"),
                ],
            );
        }
    }
}

#[test]
fn migrations() {
    for of in all::<MigrationType>() {
        for outcome in all::<MigrationOutcome>().map(Some).chain([None]) {
            let recorders = http::Recorders::new();
            let registry = registered(&recorders, ());
            let migration = recorders.migration(Model("a"), of);
            match outcome {
                Some(outcome) => migration.finish(outcome),
                None => drop(migration),
            }
            let (of, end) = (text(of), text(outcome.unwrap_or(MigrationOutcome::Cancelled)));
            counts(
                &registry,
                "dynamo_frontend_model_migration_",
                &[
                    format!("duration_seconds_count{{model=\"a\",{of},{end}}} 1"),
                    format!("total{{model=\"a\",{of}}} 1"),
                ],
            );
        }
    }
}

#[test]
fn reconciliations() {
    for of in all::<ResourceType>() {
        for outcome in all::<ReconcileResult>().map(Some).chain([None]) {
            let recorders = operator::Recorders::new();
            let registry = registered(&recorders, ());
            let reconciliation = recorders.reconcile(KubernetesNamespace("team"), of);
            assert_eq!(counted(&registry), [""; 0]);
            match outcome {
                Some(outcome) => reconciliation.finish(outcome),
                None => drop(reconciliation),
            }
            let (of, end) = (text(of), text(outcome.unwrap_or(ReconcileResult::Error)));
            let labels = format!("{{namespace=\"team\",{of},{end}}} 1");
            counts(
                &registry,
                "dynamo_operator_reconcile_",
                &[format!("duration_seconds_count{labels}"), format!("total{labels}")],
            );
        }
    }
}

#[test]
fn webhooks() {
    for (of, operation) in all::<ResourceType>().flat_map(|t| all::<Operation>().map(move |o| (t, o))) {
        for outcome in all::<WebhookResult>().map(Some).chain([None]) {
            let recorders = operator::Recorders::new();
            let registry = registered(&recorders, ());
            let webhook = recorders.webhook(of, operation);
            match outcome {
                Some(outcome) => webhook.finish(outcome),
                None => drop(webhook),
            }
            let start = format!("{},{}", text(of), text(operation));
            let end = text(outcome.unwrap_or(WebhookResult::Denied));
            counts(
                &registry,
                "dynamo_operator_webhook_",
                &[format!("duration_seconds_count{{{start}}} 1"), format!("requests_total{{{start},{end}}} 1")],
            );
        }
    }
}

#[test]
fn power_gates() {
    for outcome in all::<GateOutcome>().map(Some).chain([None]) {
        let recorders = operator::Recorders::new();
        let registry = registered(&recorders, ());
        let gate = recorders.power_gate();
        match outcome {
            Some(outcome) => gate.finish(outcome),
            None => drop(gate),
        }
        let end = text(outcome.unwrap_or(GateOutcome::Failed));
        counts(
            &registry,
            "dynamo_operator_power_gate_wait_",
            &[format!("outcomes_total{{{end}}} 1"), format!("seconds_count{{{end}}} 1")],
        );
    }
}
