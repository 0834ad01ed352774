//! Both text formats, whole, and what other people's readers make of them.

use std::time::Duration;

use metricspec::{Format, Registry};

use crate::demo::labels::{
    Adapter, Cached, DpRank, Endpoint, ErrorType, Gauge, Instance, Model, Outcome, Phase, Version, WorkerId, Zone,
};
use crate::demo::{ConstLabels, Recorders};
use crate::small::{Const, single};
use crate::tools;

/// A registry in which each metric has something to show.
pub(crate) fn full() -> Registry {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    let others = &[("host", "a\\b\"c\nd")];
    let const_labels = ConstLabels { zone: Zone::A, instance: Instance(0x1f), others };
    assert!(registry.register(&demo, const_labels).unwrap().warnings().is_empty());
    demo.requests_total.with(Model("m\"1\\\n"), Endpoint::Chat, Outcome::Success).add(3);
    demo.active_requests.with(Model("m")).inc();
    demo.duration_seconds.with(Endpoint::Embeddings).observe(Duration::from_millis(1250));
    demo.input_tokens.with(Adapter(None)).observe_n(7, 2);
    demo.worker_blocks.with(WorkerId(1), DpRank::Value(0)).set(-5);
    demo.admissions_total.with(Cached::False).advance_to(1);
    demo.resources_total.replace(|now| now.set(Model("m"), Outcome::Error(ErrorType::Internal), 2));
    demo.backend_gauge.replace(|now| now.set(Gauge("load"), WorkerId(1), 0.5));
    demo.allocations.on_scrape(|out| out.set(Model("m"), 9));
    demo.pool_size.on_scrape(|out| out.set(8));
    demo.build_info.set(Version("1.0"));
    demo.worker_phase.with(WorkerId(1)).set(Phase::Starting);
    demo.busy_seconds_total.add(Duration::from_millis(10));
    registry
}

const TEXT: &str = r#"# HELP component_load Gauge reported by a back end
# TYPE component_load gauge
component_load{worker_id="1"} 0.5
# HELP demo_active_requests Requests in flight
# TYPE demo_active_requests gauge
demo_active_requests{zone="a",model="m"} 1
# HELP demo_admissions_total Admissions, counted elsewhere
# TYPE demo_admissions_total counter
demo_admissions_total{cached="false"} 1
# HELP demo_allocations Allocations; a counter without `_total`
# TYPE demo_allocations counter
demo_allocations{zone="a",instance_id="1f",host="a\\b\"c\nd",model="m"} 9
# HELP demo_build_info Version of the service
# TYPE demo_build_info gauge
demo_build_info{version="1.0"} 1
# HELP demo_busy_seconds_total Time spent at work
# TYPE demo_busy_seconds_total counter
demo_busy_seconds_total 0.01
# HELP demo_disconnected_clients Clients that went away
# TYPE demo_disconnected_clients gauge
demo_disconnected_clients 0
# HELP demo_duration_seconds Duration of "requests"\nin seconds \\ s
# TYPE demo_duration_seconds histogram
demo_duration_seconds_bucket{zone="a",endpoint="chat",le="0.0"} 0
demo_duration_seconds_bucket{zone="a",endpoint="chat",le="2.0"} 0
demo_duration_seconds_bucket{zone="a",endpoint="chat",le="4.0"} 0
demo_duration_seconds_bucket{zone="a",endpoint="chat",le="+Inf"} 0
demo_duration_seconds_sum{zone="a",endpoint="chat"} 0
demo_duration_seconds_count{zone="a",endpoint="chat"} 0
demo_duration_seconds_bucket{zone="a",endpoint="embeddings",le="0.0"} 0
demo_duration_seconds_bucket{zone="a",endpoint="embeddings",le="2.0"} 1
demo_duration_seconds_bucket{zone="a",endpoint="embeddings",le="4.0"} 1
demo_duration_seconds_bucket{zone="a",endpoint="embeddings",le="+Inf"} 1
demo_duration_seconds_sum{zone="a",endpoint="embeddings"} 1.25
demo_duration_seconds_count{zone="a",endpoint="embeddings"} 1
# HELP demo_inflight_requests Number of inflight requests
# TYPE demo_inflight_requests gauge
demo_inflight_requests{model="m"} 1
# HELP demo_input_tokens Tokens of a request
# TYPE demo_input_tokens histogram
demo_input_tokens_bucket{adapter="",le="1.0"} 0
demo_input_tokens_bucket{adapter="",le="10.0"} 2
demo_input_tokens_bucket{adapter="",le="+Inf"} 2
demo_input_tokens_sum{adapter=""} 14
demo_input_tokens_count{adapter=""} 2
# HELP demo_pool_size Size of the pool
# TYPE demo_pool_size gauge
demo_pool_size 8
# HELP demo_requests_total Requests
# TYPE demo_requests_total counter
demo_requests_total{zone="a",model="m\"1\\\n",endpoint="chat",status="success",error_type=""} 3
# HELP demo_resources_total Objects by state
# TYPE demo_resources_total gauge
demo_resources_total{model="m",status="error",error_type="internal"} 2
# HELP demo_worker_phase Phase of a worker
# TYPE demo_worker_phase gauge
demo_worker_phase{worker_id="1",phase="starting"} 1
demo_worker_phase{worker_id="1",phase="ready"} 0
# HELP whole_worker_blocks Blocks of a worker
# TYPE whole_worker_blocks gauge
whole_worker_blocks{worker_id="1",dp_rank="0"} -5
"#;

/// The lines that OpenMetrics has otherwise: old and new ones. All samples are the same.
const OTHERWISE: &[(&str, &str)] = &[
    ("# HELP demo_admissions_total", "# HELP demo_admissions"),
    ("# TYPE demo_admissions_total", "# TYPE demo_admissions"),
    ("# TYPE demo_allocations counter", "# TYPE demo_allocations unknown"),
    ("# HELP demo_build_info", "# HELP demo_build"),
    ("# TYPE demo_build_info gauge", "# TYPE demo_build info"),
    ("# HELP demo_busy_seconds_total", "# HELP demo_busy_seconds"),
    (
        "# TYPE demo_busy_seconds_total counter\n",
        "# TYPE demo_busy_seconds counter\n# UNIT demo_busy_seconds seconds\n",
    ),
    (r#"Duration of "requests"\n"#, r#"Duration of \"requests\"\n"#),
    ("duration_seconds histogram\n", "duration_seconds histogram\n# UNIT demo_duration_seconds seconds\n"),
    ("input_tokens histogram\n", "input_tokens histogram\n# UNIT demo_input_tokens tokens\n"),
    ("# HELP demo_requests_total", "# HELP demo_requests"),
    ("# TYPE demo_requests_total", "# TYPE demo_requests"),
    ("# TYPE whole_worker_blocks gauge\n", "# TYPE whole_worker_blocks gauge\n# UNIT whole_worker_blocks blocks\n"),
];

fn openmetrics() -> String {
    let mut text = TEXT.to_owned();
    for (old, new) in OTHERWISE {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    text + "# EOF\n"
}

#[test]
fn text() {
    assert_eq!(full().text(), TEXT);
}

#[test]
fn openmetrics_has_the_same_samples() {
    assert_eq!(tools::openmetrics(&full()), openmetrics());
}

#[test]
fn each_scrape_is_appended() {
    let mut out = b"before\n".to_vec();
    full().encode_to(&mut out, Format::Text);
    assert_eq!(String::from_utf8(out).unwrap(), format!("before\n{TEXT}"));
}

#[test]
fn promtool_accepts_the_text() {
    let Some(complaints) = tools::promtool(&full().text()) else { return };
    // These two are what the schema asks for.
    assert_eq!(
        complaints,
        [
            r#"demo_allocations counter metrics should have "_total" suffix"#,
            r#"demo_resources_total non-counter metrics should not have "_total" suffix"#,
        ]
    );
}

#[test]
fn prometheus_client_reads_the_text() {
    let Some(families) = tools::prometheus_client(&full().text(), false) else { return };
    assert_eq!(
        families,
        "component_load gauge - 1\n\
         demo_active_requests gauge - 1\n\
         demo_admissions counter - 1\n\
         demo_allocations counter - 1\n\
         demo_build_info gauge - 1\n\
         demo_busy_seconds counter - 1\n\
         demo_disconnected_clients gauge - 1\n\
         demo_duration_seconds histogram - 12\n\
         demo_inflight_requests gauge - 1\n\
         demo_input_tokens histogram - 5\n\
         demo_pool_size gauge - 1\n\
         demo_requests counter - 1\n\
         demo_resources_total gauge - 1\n\
         demo_worker_phase gauge - 2\n\
         whole_worker_blocks gauge - 1\n"
    );
}

#[test]
fn prometheus_client_reads_openmetrics() {
    let Some(families) = tools::prometheus_client(&tools::openmetrics(&full()), true) else { return };
    assert_eq!(
        families,
        "component_load gauge - 1\n\
         demo_active_requests gauge - 1\n\
         demo_admissions counter - 1\n\
         demo_allocations unknown - 1\n\
         demo_build info - 1\n\
         demo_busy_seconds counter seconds 1\n\
         demo_disconnected_clients gauge - 1\n\
         demo_duration_seconds histogram seconds 12\n\
         demo_inflight_requests gauge - 1\n\
         demo_input_tokens histogram tokens 5\n\
         demo_pool_size gauge - 1\n\
         demo_requests counter - 1\n\
         demo_resources_total gauge - 1\n\
         demo_worker_phase gauge - 2\n\
         whole_worker_blocks gauge blocks 1\n"
    );
}

single!(
    hostile,
    1,
    Metric {
        open: &[Version::DESC],
        ..Metric::new("hostile", Name::Whole("hostile"), Kind::Gauge, "\\ \"\n# EOF", "schemas/hostile.toml:1:1")
    },
    (Version<'static>,),
    (),
    kind::Snapshot<u64>
);

#[test]
fn every_text_comes_back_as_it_was() {
    let registry = Registry::with_env([("", ""); 0]);
    let recorder = hostile::Recorder::default();
    registry.register(&recorder, Const("", &[])).unwrap();
    // In the order of their bytes, which is that of the series.
    let values = [
        ("", "''"),
        ("\t", r"'\t'"),
        ("\n# EOF\n", r"'\n# EOF\n'"),
        ("\r\n", r"'\r\n'"),
        (" a b ", "' a b '"),
        ("\"", "'\"'"),
        ("\",version=\"", "'\",version=\"'"),
        ("a\\", r"'a\\'"),
        ("a\\\"b", r#"'a\\"b'"#),
        ("a\\n", r"'a\\n'"),
        ("{a=\"b\"} 1", "'{a=\"b\"} 1'"),
        ("\u{85}\u{2028}", r"'\x85\u2028'"),
        ("ä😀", r"'\xe4\U0001f600'"),
    ];
    recorder.metric.replace(|now| values.iter().for_each(|(value, _)| now.set(Version(value), 1)));
    let want: String = values.iter().map(|(_, python)| format!("{python}\n")).collect();
    for (text, openmetrics) in [(registry.text(), false), (tools::openmetrics(&registry), true)] {
        assert_eq!(text.lines().count(), values.len() + if openmetrics { 3 } else { 2 }, "{text}");
        let Some(got) = tools::prometheus_client_values(&text, openmetrics, "version") else { return };
        assert_eq!(got, want, "{text}");
    }
    if let Some(complaints) = tools::promtool(&registry.text()) {
        assert_eq!(complaints, [""; 0]);
    }
}
