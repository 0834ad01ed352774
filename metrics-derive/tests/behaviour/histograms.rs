//! Native buckets, exemplars and buffers of histograms, from the schema to the exposition.

use crate::kinds::kinds;
use crate::lines;
use kinds::exemplars::{SpanId, TraceId};
use kinds::labels::{Instance, Route, Zone};
use metricspec::data::Value;
use metricspec::{Format, Registry};
use std::time::Duration;

/// Recorders in a registry of their own.
fn app() -> (kinds::Recorders, Registry) {
    let (app, registry) = (kinds::Recorders::new(), Registry::with_env([("", ""); 0]));
    let const_labels = kinds::ConstLabels { instance: Instance("i"), zone: Zone::North, others: &[] };
    registry.register(&app, const_labels).expect("no other recorder has these names");
    (app, registry)
}

#[test]
fn the_text_of_a_native_histogram_has_its_count_and_its_sum() {
    let (app, registry) = app();
    app.lag_seconds.observe(Duration::from_millis(250));
    app.lag_seconds.observe_n(Duration::from_secs(1), 3);
    app.lag_seconds.observe(Duration::ZERO);
    app.lag_seconds.observe(Duration::from_secs(1000));
    let i = r#"instance="i",zone="north""#;
    assert_eq!(
        lines(&registry, "app_lag_seconds"),
        [
            format!(r#"app_lag_seconds_bucket{{{i},le="+Inf"}} 6"#),
            format!("app_lag_seconds_sum{{{i}}} 1003.25"),
            format!("app_lag_seconds_count{{{i}}} 6"),
        ]
    );
}

#[test]
fn a_buffer_records_what_was_put_into_it() {
    let (app, registry) = app();
    let count = || lines(&registry, "app_wait_seconds_count").pop().unwrap_or_default();
    let sum = || lines(&registry, "app_wait_seconds_sum").pop().unwrap_or_default();
    let mut local = app.wait_seconds.local(10);
    for _ in 0..9 {
        local.observe(Duration::from_millis(500));
    }
    assert_eq!(local.pending(), 9);
    assert!(count().ends_with(" 0"), "{}", count());
    local.observe(Duration::from_secs(2));
    assert_eq!(local.pending(), 0);
    assert!(count().ends_with(" 10") && sum().ends_with(" 6.5"), "{} {}", count(), sum());
    local.observe_n(Duration::from_secs(1), 4);
    local.flush();
    assert!(count().ends_with(" 14") && sum().ends_with(" 10.5"), "{} {}", count(), sum());
    local.observe(Duration::from_secs(1));
    drop(local);
    assert!(count().ends_with(" 15") && sum().ends_with(" 11.5"), "{} {}", count(), sum());

    // Beside other records, in another thread, and of one set of labels.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut local = app.size_tokens.with(Route::B).local(u64::MAX);
            (0..100).for_each(|n| local.observe(n));
        });
    });
    app.size_tokens.with(Route::B).observe(7);
    let tokens = lines(&registry, "app_size_tokens_count");
    assert!(tokens.iter().any(|line| line.contains(r#"route="b""#) && line.ends_with(" 101")), "{tokens:?}");
}

#[test]
fn an_exemplar_that_is_too_long_is_told_once() {
    let (app, registry) = app();
    for _ in 0..3 {
        app.requests_total.with(Route::A).inc_with(TraceId("x".repeat(200)));
        app.lag_seconds.observe_with(Duration::ZERO, (TraceId(1), SpanId(2)));
    }
    let warnings: Vec<String> = registry.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["`requests_total`: an exemplar of more than 128 characters; such ones are left out"]);
    let requests = lines(&registry, "app_requests_total");
    assert!(requests.iter().any(|line| line.contains(r#"route="a""#) && line.ends_with(" 3")), "{requests:?}");
}

#[test]
fn exemplars_are_part_of_openmetrics() {
    let (app, registry) = app();
    let lines = |start: &str| -> Vec<String> {
        let text = String::from_utf8(registry.encode(Format::OpenMetrics)).expect("an exposition is UTF-8");
        text.lines().filter(|line| line.starts_with(start)).map(str::to_owned).collect()
    };
    app.requests_total.with(Route::A).inc_with(TraceId("older"));
    app.requests_total.with(Route::A).add_with(2, TraceId("say \"hi\"\n"));
    app.lag_seconds.observe_with(Duration::from_millis(250), (TraceId(0xfeed), SpanId("")));
    app.lag_seconds.observe_with(Duration::from_secs(7), (TraceId(1), SpanId(2)));
    app.lag_seconds.observe(Duration::from_secs(7));
    let i = r#"instance="i",zone="north""#;
    // Behind the value, the time of the record.
    let without_time = |line: &str| line.rsplit_once(' ').map(|(line, _)| line.to_owned());
    let requests = lines("app_requests_total");
    assert_eq!(
        without_time(&requests[0]),
        Some(format!(r#"app_requests_total{{{i},route="a"}} 3 # {{trace_id="say \"hi\"\n"}} 2"#))
    );
    assert_eq!(requests[1], format!(r#"app_requests_total{{{i},route="b"}} 0"#));
    let lag = lines("app_lag_seconds");
    assert_eq!(
        without_time(&lag[0]),
        Some(format!(r#"app_lag_seconds_bucket{{{i},le="+Inf"}} 3 # {{trace_id="1",span_id="2"}} 7"#))
    );
    assert!(!registry.text().contains("trace_id"), "the text format has no exemplars");
}

#[test]
fn each_classic_bucket_has_an_exemplar() {
    let (app, registry) = app();
    for millis in [100, 150, 151, 999, 2501, 7000] {
        app.size_seconds.observe_with(Duration::from_millis(millis), TraceId(millis));
    }
    let text = String::from_utf8(registry.encode(Format::OpenMetrics)).expect("an exposition is UTF-8");
    let of = |le: &str| {
        let line = text.lines().find(|line| line.contains("app_size_seconds_bucket") && line.contains(le));
        line.and_then(|line| line.split_once(" # "))
            .map(|(_, exemplar)| exemplar.rsplit_once(' ').unwrap().0.to_owned())
    };
    assert_eq!(of(r#"le="0.15""#).as_deref(), Some(r#"{trace_id="150"} 0.15"#));
    assert_eq!(of(r#"le="1.0""#).as_deref(), Some(r#"{trace_id="999"} 0.999"#));
    assert_eq!(of(r#"le="2.5""#), None);
    assert_eq!(of(r#"le="+Inf""#).as_deref(), Some(r#"{trace_id="7000"} 7"#));
}

#[test]
fn native_and_classic_buckets_tell_of_the_same_records() {
    let (app, registry) = app();
    for nanos in (0..20_000_000_000_u64).step_by(7_777_777) {
        app.size_seconds.observe(Duration::from_nanos(nanos));
    }
    let all = registry.gather();
    let family = all.iter().find(|family| family.name == "app_size_seconds").expect("it is registered");
    let Value::Histogram(histogram) = &family.series[0].value else { panic!("{family:?}") };
    let counts: Vec<u64> = histogram.buckets.iter().map(|bucket| bucket.count).collect();
    assert_eq!(counts, [0.15, 1.0, 2.5, 20.0].map(|bound: f64| (bound * 1e9 / 7_777_777.0) as u64 + 1));
    let native = histogram.native.as_ref().expect("it is declared");
    assert_eq!((native.schema, native.zero_threshold), (0, 0.0009765625));
    // Bounds are powers of two from 2^-9 to 2^4; what is above is in the bucket behind them.
    let up_to = |bound: f64| (bound * 1e9 / 7_777_777.0) as u64 + 1;
    let mut before = up_to(native.zero_threshold);
    assert_eq!(native.zero_count, before);
    let want: Vec<(i32, u64)> = (-9..=5)
        .map(|index| {
            let count = up_to(if index == 5 { 20.0 } else { f64::powi(2.0, index) });
            (index, count - std::mem::replace(&mut before, count))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    assert_eq!(native.buckets, want);
}

#[test]
fn instances_that_are_added_up_have_the_newest_exemplar() {
    let (one, registry) = app();
    let two = kinds::Recorders::new();
    let const_labels = kinds::ConstLabels { instance: Instance("i"), zone: Zone::North, others: &[] };
    registry.register_summed(&two, const_labels).expect("instances can be added up");
    one.size_seconds.observe_with(Duration::from_secs(1), TraceId("one"));
    std::thread::sleep(Duration::from_millis(2));
    two.size_seconds.observe_with(Duration::from_secs(1), TraceId("two"));
    two.size_seconds.observe_with(Duration::from_secs(2), TraceId("three"));
    let all = registry.gather();
    let family = all.iter().find(|family| family.name == "app_size_seconds").expect("it is registered");
    let traces: Vec<&str> = family.series[0].exemplars.iter().map(|each| &*each.labels[0].1).collect();
    assert_eq!(traces, ["two", "three"]);
    let Value::Histogram(histogram) = &family.series[0].value else { panic!("{family:?}") };
    assert_eq!(histogram.native.as_ref().map(|native| native.buckets.clone()), Some(vec![(0, 2), (1, 1)]));
}
