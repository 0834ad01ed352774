//! A real Prometheus scrapes the small server and the route, and stores the same of both.

use axum::Router;
use metricspec_tests::prometheus::{Prometheus, eventually};

use crate::registry;

#[test]
fn prometheus_stores_the_same_of_both() {
    stores_the_same(&[]);
}

#[test]
fn prometheus_stores_the_same_of_both_as_protobuf() {
    stores_the_same(&["native-histograms"]);
}

fn stores_the_same(features: &[&str]) {
    let (registry, _recorders) = registry();
    let server = metricspec::serve("127.0.0.1:0", &registry).expect("serves");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("starts");
    let app: Router = Router::new().route("/here", metricspec::axum::route(&registry));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
    let routed = listener.local_addr().expect("is bound");
    runtime.spawn(async { axum::serve(listener, app).await });

    let jobs = [("server", server.local_addr(), "/metrics"), ("route", routed, "/here")];
    let jobs = jobs.map(|(name, address, path)| {
        format!("- {{job_name: {name}, metrics_path: {path}, static_configs: [{{targets: ['{address}']}}]}}\n")
    });
    let Some(prometheus) = Prometheus::start(&jobs.concat(), features) else { return };
    let stored = eventually(|| {
        let stored = ["server", "route"].map(|job| {
            // What they stored but for where it came from.
            prometheus
                .query(&format!(r#"label_replace({{job="{job}",__name__=~"serving_.+"}}, "instance", "", "", "")"#))
        });
        stored.iter().all(|series| !series.is_empty()).then_some(stored)
    });
    let targets = prometheus.get("/api/v1/targets").unwrap_or_default();
    let [server, route] = stored.unwrap_or_default();
    // Two counters, a gauge, and a histogram with three buckets, its sum and its count.
    assert_eq!(server.len(), 8, "{server:#?}\n{targets}");
    assert_eq!(server, route, "{targets}");
}
