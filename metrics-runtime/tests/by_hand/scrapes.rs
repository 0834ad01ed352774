//! Scrapes that meet each other, panics and registrations, and what they tell about themselves.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use metricspec::{Format, Registry};

use crate::formats::full;
use crate::small::{Const, single};

const NONE: Const<'static> = Const("", &[]);

single!(read, 1, Metric::new("read", Name::Whole("read"), Kind::Gauge, "h", "t:1:1"), (), (), kind::CallbackGauge<u64>);
single!(
    counter,
    2,
    Metric { const_labels: &[0], ..Metric::new("jobs_total", Name::Whole("jobs_total"), Kind::Counter, "h", "t:1:1") },
    (),
    (),
    kind::Counter<u64>
);

fn registry() -> Registry {
    Registry::with_env([("", ""); 0])
}

#[test]
fn scrapes_at_once_are_each_whole() {
    let registry = full();
    let want = [Format::Text, Format::OpenMetrics, Format::Protobuf].map(|format| (format, registry.encode(format)));
    let registry = &registry;
    std::thread::scope(|scope| {
        for (format, want) in want.iter().chain(&want) {
            scope.spawn(move || {
                let mut out = Vec::new();
                for _ in 0..100 {
                    out.clear();
                    registry.encode_to(&mut out, *format);
                    assert!(out == *want, "{format:?}");
                }
            });
        }
    });
}

#[test]
fn a_scrape_that_waits_for_a_callback_keeps_nobody_waiting() {
    let (registry, slow, counter) = (registry(), read::Recorder::default(), counter::Recorder::default());
    registry.register(&slow, NONE).unwrap();
    let (begun, end) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
    let (told, waited, first) = (Arc::clone(&begun), Arc::clone(&end), AtomicBool::new(true));
    slow.metric.on_scrape(move |out| {
        if first.swap(false, Ordering::Relaxed) {
            told.wait();
            waited.wait();
        }
        out.set(1);
    });
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| registry.text());
        begun.wait();
        // While it waits, others register, record, scrape and unregister.
        let registered = registry.register(&counter, NONE).unwrap();
        counter.metric.inc();
        assert!(registry.text().contains("\njobs_total{instance=\"\"} 1\n"), "{}", registry.text());
        registered.unregister();
        assert!(!registry.text().contains("jobs_total"));
        end.wait();
        // It has what was registered when it began.
        assert!(waiting.join().unwrap().ends_with("\nread 1\n"));
    });
}

#[test]
fn a_callback_that_panics_spoils_no_exposition() {
    let (registry, recorder) = (registry(), read::Recorder::default());
    registry.register(&recorder, NONE).unwrap();
    let panics = Arc::new(AtomicBool::new(true));
    let shared = Arc::clone(&panics);
    recorder.metric.on_scrape(move |out| {
        out.set(1);
        assert!(!shared.load(Ordering::Relaxed), "meant to be");
    });
    for format in [Format::Text, Format::OpenMetrics, Format::Protobuf] {
        let mut out = b"before".to_vec();
        registry.encode_to(&mut out, format);
        let want: &[u8] = if format == Format::OpenMetrics { b"before# EOF\n" } else { b"before" };
        assert_eq!(out, want);
    }
    assert_eq!(registry.warnings().len(), 1);
    panics.store(false, Ordering::Relaxed);
    assert!(registry.text().ends_with("\nread 1\n"));
}

#[test]
fn thousands_of_instances_come_and_go() {
    let registry = registry();
    let all: Vec<_> = (0..2000)
        .map(|at| {
            let recorder = counter::Recorder::default();
            recorder.metric.add(at);
            registry.register(&recorder, Const(&format!("{at:04}"), &[])).unwrap()
        })
        .collect();
    let series = || registry.text().lines().filter(|line| line.starts_with("jobs_total{")).count();
    assert!(registry.register(&counter::Recorder::default(), Const("0007", &[])).is_err());
    assert_eq!(series(), 2000);
    all.into_iter().for_each(metricspec::Registered::unregister);
    assert_eq!(registry.text(), "");
    // Names and const labels are free again.
    let again = counter::Recorder::default();
    registry.register(&again, Const("0007", &[])).unwrap();
    again.metric.inc();
    assert_eq!(series(), 1);
}

#[test]
fn scrapes_tell_what_they_cost() {
    let registry = registry();
    let registered = registry.expose_scrapes().unwrap();
    assert!(registry.expose_scrapes().is_err());
    let first = registry.text();
    assert!(!first.contains("metricspec_scrapes_total") && !first.contains("size_bytes"), "{first}");
    assert!(first.contains("\nmetricspec_scrape_duration_seconds 0\n"), "{first}");
    registry.encode(Format::Protobuf);
    let text = registry.text();
    for line in [
        "metricspec_scrapes_total{format=\"text\"} 1".to_owned(),
        "metricspec_scrapes_total{format=\"protobuf\"} 1".to_owned(),
        format!("metricspec_scrape_size_bytes{{format=\"text\"}} {}", first.len()),
    ] {
        assert!(text.contains(&format!("\n{line}\n")), "{line}\n{text}");
    }
    let value = |name: &str| -> Duration {
        let line = text.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
        Duration::from_secs_f64(line.rsplit(' ').next().unwrap().parse().unwrap())
    };
    let (last, all) = (value("metricspec_scrape_duration_seconds"), value("metricspec_scraping_seconds_total"));
    assert!(Duration::ZERO < last && last < all, "{text}");
    if let Some(families) = crate::tools::prometheus_client(&crate::tools::openmetrics(&registry), true) {
        assert!(families.contains("metricspec_scrape_size_bytes gauge bytes"), "{families}");
    }
    registered.unregister();
    assert_eq!(registry.text(), "");
}
