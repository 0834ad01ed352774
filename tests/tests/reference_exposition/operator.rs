//! Records into every metric of the operator.

use std::time::Duration;

use schema::labels::{
    AdmissionResult, BudgetPhase, ClampDirection, DenialReason, ErrorType, Freshness, GateOutcome, KubernetesNamespace,
    LedgerClass, Operation, PendingReason, Product, ReconcileResult, RecoveryAction, ReportFailure, ResourceType,
    ResourceTypeStatus, WebhookResult,
};

use crate::all;

metricspec::schema!("../schemas/operator.toml");
pub(crate) use operator as schema;

const NAMESPACE: KubernetesNamespace<'static> = KubernetesNamespace("team-a");
const LATENCY: Duration = Duration::from_millis(7);

/// Recorders in which every series with the namespace `team-a` exists.
pub(crate) fn record() -> operator::Recorders {
    let m = operator::Recorders::new();
    for kind in all::<ResourceType>() {
        reconciliations(&m, kind);
        webhooks(&m, kind);
    }
    m.resources_total.replace(|now| {
        for state in all::<ResourceTypeStatus>() {
            now.set(NAMESPACE, state, 1);
        }
    });
    power(&m);
    m
}

fn reconciliations(m: &operator::Recorders, kind: ResourceType) {
    for result in all::<ReconcileResult>() {
        m.reconcile_total.with(NAMESPACE, kind, result).inc();
        m.reconcile_duration_seconds.with(NAMESPACE, kind, result).observe(LATENCY);
    }
    all::<ErrorType>().for_each(|error| m.reconcile_errors_total.with(NAMESPACE, kind, error).inc());
}

fn webhooks(m: &operator::Recorders, kind: ResourceType) {
    for operation in all::<Operation>() {
        m.webhook_duration_seconds.with(kind, operation).observe(LATENCY);
        all::<WebhookResult>().for_each(|result| m.webhook_requests_total.with(kind, operation, result).inc());
        all::<DenialReason>().for_each(|reason| m.webhook_denials_total.with(kind, operation, reason).inc());
    }
}

fn power(m: &operator::Recorders) {
    for result in all::<AdmissionResult>() {
        all::<PendingReason>().for_each(|reason| m.power_request_vectors_total.with(result, reason).inc());
    }
    all::<BudgetPhase>().for_each(|phase| m.power_budget_phase_observations_total.with(phase).inc());
    all::<LedgerClass>().for_each(|class| m.power_charged_watts.with(class).observe(700.0));
    all::<Freshness>().for_each(|state| m.power_enforcement_freshness_total.with(state).inc());
    for outcome in all::<GateOutcome>() {
        m.power_gate_wait_outcomes_total.with(outcome).inc();
        m.power_gate_wait_seconds.with(outcome).observe(LATENCY);
    }
    all::<RecoveryAction>().for_each(|action| m.power_recovery_actions_total.with(action).inc());
    all::<ReportFailure>().for_each(|reason| m.power_report_failures_total.with(reason).inc());
    all::<ClampDirection>().for_each(|direction| m.power_cap_clamped_total.with(Product("H100"), direction).inc());
}
