//! Each call, as a service writes it, and what is exposed then.

use std::time::Duration;

use metricspec::Registry;

use crate::demo::labels::{
    Adapter, Cached, DpRank, Endpoint, ErrorType, Gauge, Instance, Model, Outcome, Phase, Version, WorkerId, Zone,
};
use crate::demo::{ConstLabels, Recorders};

/// A recorder can be a `static`.
static DEMO: Recorders = Recorders::new();

fn const_labels() -> ConstLabels<'static> {
    ConstLabels { zone: Zone::B, instance: Instance(0xbeef), others: &[("host", "h\"1\"")] }
}

/// The samples of one family in the text format.
fn samples(registry: &Registry, name: &str) -> Vec<String> {
    registry.text().lines().filter(|line| line.starts_with(name) && !line.starts_with('#')).map(str::to_owned).collect()
}

/// A registry with one set of recorders.
fn set_up() -> (Registry, Recorders) {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    let registered = registry.register(&demo, const_labels()).unwrap();
    assert_eq!(registered.warnings(), []);
    (registry, demo)
}

#[test]
fn counters() {
    let (registry, demo) = set_up();
    let model = String::from("llama");
    demo.requests_total.with(Model(&model), Endpoint::Chat, Outcome::Success).inc();
    let bound = demo.requests_total.bind(Model(&model));
    bound.with(Endpoint::Embeddings, Outcome::Error(ErrorType::Overload)).add(2);
    demo.requests_total.with(Model::UNKNOWN_MODEL, Endpoint::Chat, Outcome::Error(ErrorType::Internal)).inc();
    assert_eq!(
        samples(&registry, "demo_requests_total"),
        [
            r#"demo_requests_total{zone="b",model="llama",endpoint="chat",status="success",error_type=""} 1"#,
            r#"demo_requests_total{zone="b",model="llama",endpoint="embeddings",status="error",error_type="overload"} 2"#,
            r#"demo_requests_total{zone="b",model="unknown_model",endpoint="chat",status="error",error_type="internal"} 1"#,
        ]
    );
    demo.busy_seconds_total.add(Duration::from_millis(1500));
    assert_eq!(samples(&registry, "demo_busy_seconds_total"), ["demo_busy_seconds_total 1.5"]);
    demo.admissions_total.with(Cached::True).advance_to(7);
    demo.admissions_total.with(true).advance_to(3);
    assert_eq!(samples(&registry, "demo_admissions_total"), [r#"demo_admissions_total{cached="true"} 7"#]);
}

#[test]
fn gauges() {
    let (registry, demo) = set_up();
    demo.disconnected_clients.inc();
    demo.disconnected_clients.inc();
    demo.disconnected_clients.dec();
    assert_eq!(samples(&registry, "demo_disconnected_clients"), ["demo_disconnected_clients 1"]);

    let guard = demo.active_requests.with(Model("llama")).guard();
    let bound = demo.active_requests.bind(Model("llama"));
    bound.add(4);
    assert_eq!(samples(&registry, "demo_active_requests"), [r#"demo_active_requests{zone="b",model="llama"} 5"#]);
    std::thread::spawn(move || drop(guard)).join().unwrap();
    assert_eq!(samples(&registry, "demo_active_requests"), [r#"demo_active_requests{zone="b",model="llama"} 4"#]);
    assert_eq!(samples(&registry, "demo_inflight"), [r#"demo_inflight_requests{model="llama"} 4"#]);

    demo.worker_phase.with(WorkerId(7)).set(Phase::Ready);
    assert_eq!(
        samples(&registry, "demo_worker_phase"),
        [
            r#"demo_worker_phase{worker_id="7",phase="starting"} 0"#,
            r#"demo_worker_phase{worker_id="7",phase="ready"} 1"#
        ]
    );
}

#[test]
fn removal() {
    let (registry, demo) = set_up();
    let rank: Option<u64> = Some(3);
    let old = demo.worker_blocks.with(WorkerId(1), rank.map_or(DpRank::None, DpRank::Value));
    old.set(17);
    demo.worker_blocks.with(WorkerId(2), DpRank::None).set(-1);
    demo.worker_blocks.retain(|worker, _rank| worker != WorkerId(1));
    old.set(99);
    assert_eq!(samples(&registry, "whole_worker_blocks"), [r#"whole_worker_blocks{worker_id="2",dp_rank="none"} -1"#]);
    // Its place is free again; the new series knows nothing of the old one.
    demo.worker_blocks.with(WorkerId(1), DpRank::Value(3)).set(5);
    old.set(99);
    assert!(demo.worker_blocks.remove(WorkerId(2), DpRank::None));
    assert!(!demo.worker_blocks.remove(WorkerId(2), DpRank::None));
    assert_eq!(samples(&registry, "whole_worker_blocks"), [r#"whole_worker_blocks{worker_id="1",dp_rank="3"} 5"#]);
    assert_eq!(registry.overflows(), []);
}

#[test]
fn histograms() {
    let (registry, demo) = set_up();
    demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_secs(2));
    demo.duration_seconds.with(Endpoint::Chat).observe_n(Duration::from_millis(2500), 3);
    demo.duration_seconds.with(Endpoint::Chat).timer().discard();
    assert_eq!(
        samples(&registry, "demo_duration_seconds"),
        [
            r#"demo_duration_seconds_bucket{zone="b",endpoint="chat",le="0.0"} 0"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="chat",le="2.0"} 1"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="chat",le="4.0"} 4"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="chat",le="+Inf"} 4"#,
            r#"demo_duration_seconds_sum{zone="b",endpoint="chat"} 9.5"#,
            r#"demo_duration_seconds_count{zone="b",endpoint="chat"} 4"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="embeddings",le="0.0"} 0"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="embeddings",le="2.0"} 0"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="embeddings",le="4.0"} 0"#,
            r#"demo_duration_seconds_bucket{zone="b",endpoint="embeddings",le="+Inf"} 0"#,
            r#"demo_duration_seconds_sum{zone="b",endpoint="embeddings"} 0"#,
            r#"demo_duration_seconds_count{zone="b",endpoint="embeddings"} 0"#,
        ]
    );
    drop(demo.duration_seconds.with(Endpoint::Embeddings).timer());
    let time = demo.duration_seconds.with(Endpoint::Embeddings).timer().stop();
    assert!(time < Duration::from_secs(60));
    assert!(samples(&registry, "demo_duration_seconds_count{zone=\"b\",endpoint=\"embeddings\"}")[0].ends_with(" 2"));

    // Sight is enough for an open label.
    _ = demo.input_tokens.bind(Adapter(None));
    demo.input_tokens.bind(Adapter(Some("a"))).observe(10);
    assert_eq!(
        samples(&registry, "demo_input_tokens_count"),
        [r#"demo_input_tokens_count{adapter=""} 0"#, r#"demo_input_tokens_count{adapter="a"} 1"#]
    );
}

#[test]
fn batches() {
    let (registry, demo) = set_up();
    let objects = [("llama", Outcome::Success, 3), ("qwen", Outcome::Error(ErrorType::Internal), 1)];
    demo.resources_total.replace(|now| {
        for (model, outcome, count) in objects {
            now.set(Model(model), outcome, count);
        }
    });
    assert_eq!(
        samples(&registry, "demo_resources_total"),
        [
            r#"demo_resources_total{model="llama",status="success",error_type=""} 3"#,
            r#"demo_resources_total{model="qwen",status="error",error_type="internal"} 1"#,
        ]
    );
    demo.resources_total.replace(|_| {});
    assert_eq!(samples(&registry, "demo_resources_total"), [""; 0]);

    demo.backend_gauge.replace(|now| {
        now.set(Gauge("kv_usage"), WorkerId(1), 0.5);
        now.set(Gauge("kv_usage"), WorkerId(2), 0.25);
        now.set(Gauge::KNOWN_GAUGE, WorkerId(1), 1.0);
    });
    assert_eq!(
        samples(&registry, "component_"),
        [
            r#"component_known_gauge{worker_id="1"} 1"#,
            r#"component_kv_usage{worker_id="1"} 0.5"#,
            r#"component_kv_usage{worker_id="2"} 0.25"#
        ]
    );

    demo.pool_size.on_scrape(|out| out.set(-4));
    assert_eq!(samples(&registry, "demo_pool_size"), ["demo_pool_size -4"]);
    demo.allocations.on_scrape(|out| out.set(Model("llama"), 12));
    assert_eq!(
        samples(&registry, "demo_allocations"),
        [r#"demo_allocations{zone="b",instance_id="beef",host="h\"1\"",model="llama"} 12"#]
    );

    demo.build_info.set(Version("1"));
    demo.build_info.set(Version("2"));
    assert_eq!(samples(&registry, "demo_build_info"), [r#"demo_build_info{version="2"} 1"#]);
}

#[test]
fn a_static_records_before_it_is_registered() {
    DEMO.disconnected_clients.inc();
    let registry = Registry::new();
    let registered = registry.register(&DEMO, const_labels()).unwrap();
    assert_eq!(samples(&registry, "demo_disconnected_clients"), ["demo_disconnected_clients 1"]);
    registered.unregister();
    assert_eq!(registry.text(), "");
    assert_eq!(crate::tools::openmetrics(&registry), "# EOF\n");
}

#[test]
fn what_is_kept_can_be_sent_anywhere() {
    fn anywhere<T: Send + 'static>(_: &T) {}
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    let demo = std::sync::Arc::new(Recorders::new());
    shared(&demo);
    shared(&Registry::global());
    shared(&demo.requests_total.bind(Model("m")));
    anywhere(&demo.active_requests.bind(Model("m")).guard());
    anywhere(&demo.duration_seconds.with(Endpoint::Chat).timer());

    let registry = Registry::with_env([("", ""); 0]);
    registry.register(&demo, const_labels()).unwrap();
    // A clone of a struct, or of a recorder, records into the same series.
    demo.disconnected_clients.clone().inc();
    assert_eq!(samples(&registry, "demo_disconnected_clients"), ["demo_disconnected_clients 1"]);
}

#[test]
fn what_was_recorded_can_be_read() {
    let demo = Recorders::new();
    let requests = demo.requests_total.bind(Model("m"));
    assert_eq!(requests.with(Endpoint::Chat, Outcome::Success).value(), 0);
    demo.requests_total.with(Model("m"), Endpoint::Chat, Outcome::Success).add(3);
    std::thread::scope(|scope| {
        scope.spawn(|| requests.with(Endpoint::Chat, Outcome::Success).inc());
    });
    assert_eq!(requests.with(Endpoint::Chat, Outcome::Success).value(), 4);
    assert_eq!(requests.with(Endpoint::Embeddings, Outcome::Success).value(), 0);
    demo.busy_seconds_total.add(Duration::from_millis(1500));
    assert_eq!(demo.busy_seconds_total.value(), Duration::from_millis(1500));
    demo.admissions_total.with(true).advance_to(7);
    assert_eq!((demo.admissions_total.with(true).value(), demo.admissions_total.with(false).value()), (7, 0));

    let guard = demo.active_requests.with(Model("m")).guard();
    demo.active_requests.with(Model("m")).add(4);
    demo.active_requests.with(Model("m")).dec();
    assert_eq!(demo.active_requests.with(Model("m")).value(), 4);
    drop(guard);
    assert_eq!(demo.active_requests.with(Model("m")).value(), 3);

    let duration = demo.duration_seconds.with(Endpoint::Chat);
    duration.observe_n(Duration::from_millis(250), 2);
    duration.observe(Duration::from_secs(9000));
    assert_eq!((duration.count(), duration.sum()), (3, Duration::from_millis(9_000_500)));
    assert_eq!(demo.duration_seconds.with(Endpoint::Embeddings).count(), 0);

    demo.worker_blocks.with(WorkerId(1), DpRank::None).set(-5);
    assert_eq!(demo.worker_blocks.with(WorkerId(1), DpRank::None).value(), -5);
    assert_eq!(demo.worker_phase.with(WorkerId(1)).state(), None);
    demo.worker_phase.with(WorkerId(1)).set(Phase::Ready);
    assert_eq!(demo.worker_phase.with(WorkerId(1)).state(), Some(Phase::Ready));

    // Reading brings no series into being.
    let registry = Registry::with_env([("", ""); 0]);
    let fresh = Recorders::new();
    registry.register(&fresh, const_labels()).unwrap();
    assert_eq!(fresh.active_requests.with(Model("m")).value(), 0);
    assert_eq!(samples(&registry, "demo_active_requests"), [""; 0]);
}
