//! Const labels, prefixes.

use crate::{lines, register};
use metricspec::{Metrics, Registry};

#[derive(Metrics)]
#[metrics(schema = "worker.toml")]
struct Worker {
    jobs_total: worker::JobsTotal,
    up: worker::Up,
}

#[test]
fn const_labels_are_given_once() {
    use worker::labels::{Customer, Instance, Route, Zone};
    let service = Worker::with_metrics();
    let registry = Registry::with_env([("APP_PREFIX", "renamed")]);
    let others = [("pool", "a")];
    let const_labels = worker::ConstLabels { instance: Instance(255), zone: Zone::South, others: &others };
    register(&registry, &service, const_labels);
    service.jobs_total.with(Customer("blue"), Route::Search).inc();
    service.up.set(true);
    assert_eq!(lines(&registry, "renamed_up"), [r#"renamed_up{zone="south"} 1"#]);
    let jobs = lines(&registry, "renamed_jobs_total{");
    assert!(
        jobs.iter().any(|l| l.contains(r#"instance="ff""#)
            && l.contains(r#"pool="a""#)
            && l.contains(r#"zone="south""#)
            && l.contains(r#"customer="blue",route="search""#)),
        "{jobs:?}"
    );
}
