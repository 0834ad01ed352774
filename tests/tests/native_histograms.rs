//! A real Prometheus reads native histograms and exemplars, and answers questions about them.

use std::time::Duration;

use metricspec::Registry;
use metricspec_tests::prometheus::{Prometheus, encoded, eventually};
use serde_json::Value;

metricspec::schema!("data/native.toml");
use native::exemplars::{SpanId, TraceId};
use native::labels::Route;

/// Growth of the buckets of `native_wait_seconds`: a quantile is known up to this.
const GROWTH: f64 = 1.0905;

#[test]
fn prometheus_answers_from_native_buckets() {
    let (app, registry) = (native::Recorders::new(), Registry::new());
    registry.register(&app, ()).expect("no other recorder has these names");
    // 1 ms to 1 s, evenly: the quantiles are as plain as can be.
    for millis in 1..=1000 {
        app.wait_seconds.with(Route::Fast).observe(Duration::from_millis(millis));
    }
    // At the zero threshold and above the range.
    app.wait_seconds.with(Route::Slow).observe_n(Duration::ZERO, 3);
    app.wait_seconds.with(Route::Slow).observe_with(Duration::from_secs(3600), (TraceId("4bf92f35"), SpanId(7)));
    for bytes in [0, 1, 99, 100, 101, 5000, 2_000_000] {
        app.size_bytes.observe_with(bytes, TraceId(bytes));
    }
    app.requests_total.with(Route::Fast).inc_with(TraceId("00f067aa"));
    let served = metricspec::serve("127.0.0.1:0", &registry).expect("a port is free");

    let job = format!("- {{job_name: native, static_configs: [{{targets: ['{}']}}]}}\n", served.local_addr());
    let Some(server) = Prometheus::start(&job, &["native-histograms,exemplar-storage"]) else { return };
    let number = |promql: &str| server.number(promql);
    let fast = r#"native_wait_seconds{route="fast"}"#;
    assert_eq!(eventually(|| number(&format!("histogram_count({fast})"))), Some(1000.0), "{:?}", targets(&server));
    assert_eq!(number(&format!("histogram_sum({fast})")), Some(500.5));
    for quantile in [0.01, 0.5, 0.9, 0.99, 1.0] {
        let answer = number(&format!("histogram_quantile({quantile}, {fast})")).expect("there are values");
        assert!(answer / quantile < GROWTH && quantile / answer < GROWTH, "{quantile}: {answer}");
    }

    let slow = r#"native_wait_seconds{route="slow"}"#;
    assert_eq!(number(&format!("histogram_count({slow})")), Some(4.0));
    // Three of four are at most the zero threshold; the fourth is in the bucket above the range, which ends at 60 s.
    let zero = number(&format!("histogram_fraction(-1, 0.0009765625, {slow})")).expect("there are values");
    assert!((zero - 0.75).abs() < 1e-9, "{zero}");
    let above = number(&format!("histogram_quantile(1, {slow})")).expect("there are values");
    assert!(above > 60.0 && above < 60.0 * GROWTH * GROWTH, "{above}");

    // A server of this age keeps the native form of a histogram that has both.
    assert_eq!(number("histogram_count(native_size_bytes)"), Some(7.0));
    assert_eq!(number("histogram_sum(native_size_bytes)"), Some(2_005_301.0));
    assert_eq!(server.query("native_size_bytes_bucket"), [""; 0]);
    assert_eq!(number("histogram_count(native_level_celsius)"), Some(0.0));

    assert_eq!(traces(&server, "native_requests_total"), [r#"{"trace_id":"00f067aa"} 1"#]);
    assert_eq!(traces(&server, slow), [r#"{"span_id":"7","trace_id":"4bf92f35"} 3600"#]);
}

/// A server that knows nothing of native buckets asks for OpenMetrics.
#[test]
fn prometheus_reads_the_exemplars_of_openmetrics() {
    let (app, registry) = (native::Recorders::new(), Registry::new());
    registry.register(&app, ()).expect("no other recorder has these names");
    app.requests_total.with(Route::Slow).add_with(3, TraceId("4bf92f35"));
    app.wait_seconds.with(Route::Fast).observe_with(Duration::from_millis(20), (TraceId(1), SpanId(2)));
    app.wait_seconds.with(Route::Fast).observe(Duration::from_millis(30));
    app.size_bytes.observe_with(150, TraceId("small"));
    app.size_bytes.observe_with(20_000, TraceId("large"));
    let served = metricspec::serve("127.0.0.1:0", &registry).expect("a port is free");

    let job = format!("- {{job_name: native, static_configs: [{{targets: ['{}']}}]}}\n", served.local_addr());
    let Some(server) = Prometheus::start(&job, &["exemplar-storage"]) else { return };
    let count = r#"native_wait_seconds_count{route="fast"}"#;
    assert_eq!(eventually(|| server.number(count)), Some(2.0), "{:?}", targets(&server));
    assert_eq!(server.number(r#"native_wait_seconds_bucket{le="+Inf",route="fast"}"#), Some(2.0));
    assert_eq!(server.number(r#"native_size_bytes_bucket{le="1000.0"}"#), Some(1.0));
    assert_eq!(traces(&server, "native_requests_total"), [r#"{"trace_id":"4bf92f35"} 3"#]);
    assert_eq!(traces(&server, "native_wait_seconds_bucket"), [r#"{"span_id":"2","trace_id":"1"} 0.02"#]);
    let mut sizes = traces(&server, "native_size_bytes_bucket");
    sizes.sort();
    assert_eq!(sizes, [r#"{"trace_id":"large"} 20000"#, r#"{"trace_id":"small"} 150"#]);
}

/// Labels and values of the exemplars of a series.
fn traces(server: &Prometheus, series: &str) -> Vec<String> {
    let path = format!("/api/v1/query_exemplars?query={}&start=0&end=9999999999", encoded(series));
    let all = |data: Value| {
        let series = data.as_array().cloned().unwrap_or_default();
        let exemplars = series.iter().flat_map(|each| each["exemplars"].as_array().cloned().unwrap_or_default());
        let text = |each: Value| format!("{} {}", each["labels"], each["value"].as_str().unwrap_or_default());
        let all: Vec<String> = exemplars.map(text).collect();
        (!all.is_empty()).then_some(all)
    };
    eventually(|| server.get(&path).and_then(all)).unwrap_or_default()
}

/// What the server says of what it scrapes, for a test that fails.
fn targets(server: &Prometheus) -> Value {
    server.get("/api/v1/targets").unwrap_or_default()
}
