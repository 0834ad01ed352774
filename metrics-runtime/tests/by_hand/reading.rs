//! What tests of services read.

use std::time::Duration;

use metricspec::Registry;
use metricspec::testing::{Changes, ReadError};

use crate::demo::labels::{DpRank, Endpoint, Instance, Model, Outcome, WorkerId, Zone};
use crate::demo::{ConstLabels, Recorders};
use crate::formats::full;

fn registered() -> (Registry, Recorders) {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    registry.register(&demo, ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] }).unwrap();
    (registry, demo)
}

fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

#[test]
fn a_snapshot_has_what_the_text_has() {
    let registry = full();
    let all = registry.snapshot().since(&Registry::new().snapshot());
    let text = registry.text();
    let samples = text.lines().filter(|line| !line.starts_with('#') && !line.contains("le=\""));
    let samples = samples.map(|line| {
        let (series, value) = line.rsplit_once(' ').unwrap();
        format!("{series} absent -> {value}")
    });
    assert_eq!(sorted(all.iter().map(ToString::to_string)), sorted(samples));
    let families = ["component_load", "demo_duration_seconds", "demo_worker_phase", "demo_build_info"];
    for name in families {
        let family = registry.family_text(name).unwrap();
        assert!(family.starts_with(&format!("# HELP {name} ")) && text.contains(&family), "{family}");
        assert_eq!(family.matches("# TYPE ").count(), 1, "{family}");
    }
}

#[test]
fn values() {
    let registry = full();
    for (name, labels, want) in [
        ("demo_requests_total", &[("status", "success")][..], 3.0),
        ("demo_active_requests", &[], 1.0),
        ("demo_duration_seconds_count", &[("endpoint", "embeddings")], 1.0),
        ("demo_duration_seconds_sum", &[("endpoint", "embeddings"), ("zone", "a")], 1.25),
        ("demo_duration_seconds_bucket", &[("endpoint", "embeddings"), ("le", "0.0")], 0.0),
        ("demo_duration_seconds_bucket", &[("endpoint", "embeddings"), ("le", "+Inf")], 1.0),
        ("demo_build_info", &[("version", "1.0")], 1.0),
        ("demo_inflight_requests", &[], 1.0),
        ("component_load", &[("worker_id", "1")], 0.5),
        ("whole_worker_blocks", &[], -5.0),
    ] {
        assert_eq!(registry.value(name, labels), Ok(want), "{name}");
    }
}

#[test]
fn errors_say_what_was_meant() {
    let registry = full();
    for (name, labels, want) in [
        (
            "demo_request_total",
            &[][..],
            "no metric is called `demo_request_total`; did you mean `demo_requests_total`?",
        ),
        ("http_errors", &[], "no metric is called `http_errors`; is its struct registered here?"),
        (
            "demo_duration_seconds_cnt",
            &[],
            "no metric is called `demo_duration_seconds_cnt`; did you mean `demo_duration_seconds_count`?",
        ),
        (
            "demo_duration_seconds",
            &[],
            "`demo_duration_seconds` is a histogram; ask for `demo_duration_seconds_count`, `demo_duration_seconds_sum` or \
             `demo_duration_seconds_bucket`",
        ),
        ("demo_requests_total", &[("modle", "m")], "`demo_requests_total` has no label `modle`; did you mean `model`?"),
        ("demo_busy_seconds_total", &[("x", "")], "`demo_busy_seconds_total` has no label `x`, nor any other"),
        (
            "demo_duration_seconds_count",
            &[("le", "2.0")],
            "`demo_duration_seconds_count` has no label `le`; it has `endpoint`, `zone`",
        ),
        (
            "demo_requests_total",
            &[("status", "sucess")],
            "label `status` of `demo_requests_total` is never `sucess`; did you mean `success`?",
        ),
        (
            "demo_requests_total",
            &[("model", "n")],
            "there is no series `demo_requests_total{model=\"n\"}`; there are \
             {zone=\"a\",model=\"m\\\"1\\\\\\n\",endpoint=\"chat\",status=\"success\",error_type=\"\"}",
        ),
        (
            "demo_duration_seconds_sum",
            &[],
            "2 series of `demo_duration_seconds_sum` have these labels; add one that tells them apart: \
             {zone=\"a\",endpoint=\"chat\"}, {zone=\"a\",endpoint=\"embeddings\"}",
        ),
        // Made of a value.
        ("component_loud", &[], "there is no series `component_loud`; nothing was recorded under this name"),
        ("compnent_x", &[], "no metric is called `compnent_x`; is its struct registered here?"),
    ] {
        let error = registry.value(name, labels).unwrap_err();
        assert_eq!(error.to_string(), want);
        assert_eq!(format!("{error:?}"), want);
        assert_eq!(error.is_absent(), want.starts_with("there is no series"));
    }
    let error = registry.family_text("demo_duration_second").unwrap_err();
    assert_eq!(error.to_string(), "no metric is called `demo_duration_second`; did you mean `demo_duration_seconds`?");
    assert!(registry.family_text("demo_duration_seconds_count").is_err());
    // Registered, and nothing recorded yet.
    let (registry, _demo) = registered();
    assert_eq!(registry.family_text("demo_requests_total").as_deref(), Ok(""));
    assert!(registry.value("demo_requests_total", &[]).unwrap_err().is_absent());
    assert!(matches!(Registry::new().value("x", &[]), Err(ReadError::Unknown { .. })));
}

#[test]
fn changes_between_two_moments() {
    let (registry, demo) = registered();
    let requests = || demo.requests_total.with(Model("m"), Endpoint::Chat, Outcome::Success);
    requests().inc();
    demo.worker_blocks.with(WorkerId(1), DpRank::None).set(4);
    let before = registry.snapshot();
    let since = || registry.snapshot().since(&before);
    assert!(since().is_empty());
    assert_eq!(since().to_string(), "");

    requests().add(2);
    demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_millis(500));
    demo.active_requests.with(Model("m")).inc();
    demo.worker_blocks.remove(WorkerId(1), DpRank::None);
    let changes: Changes = since();
    assert_eq!(
        changes.to_string(),
        "demo_active_requests{zone=\"a\",model=\"m\"} absent -> 1\n\
         demo_duration_seconds_count{zone=\"a\",endpoint=\"chat\"} 0 -> 1\n\
         demo_duration_seconds_sum{zone=\"a\",endpoint=\"chat\"} 0 -> 0.5\n\
         demo_inflight_requests{model=\"m\"} absent -> 1\n\
         demo_requests_total{zone=\"a\",model=\"m\",endpoint=\"chat\",status=\"success\",error_type=\"\"} 1 -> 3\n\
         whole_worker_blocks{worker_id=\"1\",dp_rank=\"none\"} 4 -> absent\n"
    );
    assert_eq!(changes.iter().count(), 6);
    for (name, labels, want) in [
        ("demo_requests_total", &[("model", "m")][..], 2.0),
        ("demo_requests_total", &[("model", "other")], 0.0),
        ("demo_duration_seconds_bucket", &[("endpoint", "chat"), ("le", "2.0")], 1.0),
        ("demo_disconnected_clients", &[], 0.0),
        ("whole_worker_blocks", &[], -4.0),
    ] {
        assert_eq!(changes.of(name, labels), Ok(want), "{name} {labels:?}");
    }
    assert!(changes.of("demo_requests", &[]).is_err());
    assert!(changes.of("demo_duration_seconds_sum", &[]).is_err());

    // Registered in between, and not any more.
    let nothing = Registry::with_env([("", ""); 0]).snapshot();
    assert_eq!(registry.snapshot().since(&nothing).of("demo_requests_total", &[]), Ok(3.0));
    assert_eq!(nothing.since(&registry.snapshot()).of("demo_requests_total", &[]), Ok(-3.0));
    assert!(nothing.since(&nothing).of("demo_requests_total", &[]).is_err());
}
