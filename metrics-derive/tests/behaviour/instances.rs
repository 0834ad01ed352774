//! Several schemas, and several instances of one, in one process.

use crate::{lines, register};
use metricspec::Registry;

metricspec::schema!(pub(crate) "result.toml");
metricspec::schema!(pub(crate) "worker.toml");

#[test]
fn two_instances_are_refused_or_summed() {
    let (one, two) = (polls::Recorders::new(), polls::Recorders::new());
    let registry = Registry::new();
    register(&registry, &one, ());
    assert!(registry.register(&two, ()).is_err());
    _ = registry.register_summed(&two, ()).expect("adds up");
    one.default.set(2);
    two.default.set(3);
    assert_eq!(lines(&registry, "app_default"), ["app_default 5"]);
}

#[test]
fn instances_with_their_own_const_labels_stand_side_by_side() {
    use worker::labels::{Instance, Zone};
    let registry = Registry::new();
    let workers = [Zone::North, Zone::South].map(|zone| {
        let worker = worker::Recorders::new();
        let const_labels = worker::ConstLabels { instance: Instance(1), zone, others: &[] };
        register(&registry, &worker, const_labels);
        worker.up.set(true);
        worker
    });
    assert_eq!(lines(&registry, "app_worker_up").len(), workers.len());
}

#[test]
fn several_schemas_share_a_registry() {
    use worker::labels::{Instance, Zone};
    let (polls, worker) = (polls::Recorders::default(), worker::Recorders::default());
    let registry = Registry::new();
    register(&registry, &polls, ());
    let const_labels = worker::ConstLabels { instance: Instance(1), zone: Zone::North, others: &[] };
    register(&registry, &worker, const_labels);
    polls.vec.set(1);
    worker.up.set(false);
    assert_eq!(lines(&registry, "app_vec"), ["app_vec 1"]);
    assert_eq!(lines(&registry, "app_worker_up"), [r#"app_worker_up{zone="north"} 0"#]);
}
