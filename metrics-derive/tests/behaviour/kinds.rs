//! Each kind of metric has the calls of its kind, and its declaration reaches the exposition.

use crate::lines;
use metricspec::Registry;
use std::time::Duration;

metricspec::schema!(pub(crate) "tests/expansions/labels.toml");
metricspec::schema!(pub(crate) "tests/expansions/kinds.toml");

#[test]
fn every_kind_is_recorded_and_exposed() {
    use kinds::labels::{Gauge, Instance, Route, State, Version, Zone};
    let app = kinds::Recorders::new();
    let registry = Registry::with_env([("OLD_PREFIX", "old"), ("APP_SIZE_COUNT", "2")]);
    let const_labels = kinds::ConstLabels { instance: Instance("i"), zone: Zone::North, others: &[] };
    let registered = registry.register(&app, const_labels).expect("no other recorder has these names");
    assert!(!registered.warnings().is_empty(), "an older variable was read");
    app.requests_total.with(Route::A).add(2);
    app.bytes_total.advance_to(1.5);
    app.busy_milliseconds_total.add(Duration::from_micros(1500));
    app.allocations_total.on_scrape(|out| out.set(Route::B, 4));
    app.temperature_celsius.set(-3.5);
    app.level.set(-2);
    app.up.set(true);
    app.active.with(Route::A).inc();
    app.dynamic.replace(|now| now.set(Gauge::LOAD, 0.5));
    app.heat.with(Gauge::HEAT).set(1);
    app.heat.retain(|gauge| gauge != Gauge::HEAT);
    app.polled.on_scrape(|out| out.set(9));
    app.wait_seconds.observe(Duration::from_secs(2));
    app.size_tokens.with(Route::A).observe(3);
    app.phase.set(State::Ready);
    app.build_info.set(Version("1.0"));
    let i = r#"instance="i",zone="north""#;
    let have = |line: String| {
        let all = registry.text();
        assert!(all.lines().any(|l| l == line), "no `{line}` in\n{all}");
    };
    have(format!(r#"old_requests_total{{{i},route="a"}} 2"#));
    have(format!(r#"old_bytes_total{{{i}}} 1.5"#));
    have(format!(r#"old_busy_milliseconds_total{{{i}}} 1.5"#));
    have(format!(r#"old_allocations_total{{{i},route="b"}} 4"#));
    have(r#"old_temperature_celsius{zone="north"} -3.5"#.into());
    have(format!(r#"old_level{{{i}}} -2"#));
    have("app_process_up 1".into());
    have(format!(r#"old_active{{{i},route="a"}} 1"#));
    have(r#"old_active_old{zone="north",route="a"} 1"#.into());
    have(format!(r#"app_dynamic_load_value{{{i}}} 0.5"#));
    have(format!(r#"old_polled{{{i}}} 9"#));
    have(format!(r#"old_wait_seconds_sum{{{i}}} 2"#));
    have(format!(r#"old_phase{{{i},state="ready"}} 1"#));
    have(format!(r#"old_build_info{{{i},version="1.0"}} 1"#));
    assert_eq!(lines(&registry, "old_heat"), [""; 0]);
}
