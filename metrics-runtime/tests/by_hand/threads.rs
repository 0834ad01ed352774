//! Many threads at once: nothing is lost, nothing is counted twice.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use metricspec::Registry;

use crate::demo::labels::{Adapter, DpRank, Endpoint, ErrorType, Instance, Model, Outcome, WorkerId, Zone};
use crate::demo::{ConstLabels, Recorders};

const THREADS: u64 = 20;
const ROUNDS: u64 = 500;

fn set_up() -> (Registry, Recorders) {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    _ = registry.register(&demo, ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] }).unwrap();
    (registry, demo)
}

/// Value of the sample that begins like this.
fn value(text: &str, start: &str) -> f64 {
    let line = text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start} in {text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn records_add_up_exactly_while_scrapes_go_on() {
    let (registry, demo) = set_up();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut last = 0.0;
            while !done.load(Ordering::Relaxed) {
                let text = registry.text();
                // A level never reads below what it can be, nor a counter below what it was.
                assert!(!text.contains("demo_active_requests{zone=\"a\",model=\"m\"} -"), "{text}");
                if text.contains("demo_requests_total{") {
                    let now = value(&text, "demo_requests_total{");
                    assert!(now >= last, "{now} after {last}");
                    last = now;
                }
            }
        });
        let workers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let demo = &demo;
                scope.spawn(move || {
                    let bound = demo.requests_total.bind(Model("m"));
                    for _ in 0..ROUNDS {
                        let _guard = demo.active_requests.with(Model("m")).guard();
                        bound.with(Endpoint::Chat, Outcome::Success).inc();
                        demo.requests_total
                            .with(Model("m"), Endpoint::Chat, Outcome::Error(ErrorType::Internal))
                            .add(2);
                        demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_millis(500));
                        demo.input_tokens.with(Adapter(Some("a"))).observe_n(thread, 3);
                        demo.disconnected_clients.inc();
                    }
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        done.store(true, Ordering::Relaxed);
    });
    let text = registry.text();
    let all = (THREADS * ROUNDS) as f64;
    assert_eq!(value(&text, r#"demo_requests_total{zone="a",model="m",endpoint="chat",status="success""#), all);
    assert_eq!(value(&text, r#"demo_requests_total{zone="a",model="m",endpoint="chat",status="error""#), 2.0 * all);
    assert_eq!(value(&text, r#"demo_active_requests{zone="a",model="m"}"#), 0.0);
    assert_eq!(value(&text, r#"demo_duration_seconds_count{zone="a",endpoint="chat"}"#), all);
    assert_eq!(value(&text, r#"demo_duration_seconds_sum{zone="a",endpoint="chat"}"#), 0.5 * all);
    let sum: u64 = (0..THREADS).map(|thread| thread * 3 * ROUNDS).sum();
    assert_eq!(value(&text, r#"demo_input_tokens_sum{adapter="a"}"#), sum as f64);
    assert_eq!(value(&text, r#"demo_input_tokens_count{adapter="a"}"#), 3.0 * all);
    assert_eq!(value(&text, "demo_disconnected_clients"), all);
}

#[test]
fn bounds_hold_however_many_come_at_once() {
    let (registry, demo) = set_up();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let demo = &demo;
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let model = format!("m{}", (thread * 7 + round) % 50);
                    demo.requests_total.with(Model(&model), Endpoint::Chat, Outcome::Success).inc();
                }
            });
        }
    });
    let text = registry.text();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("demo_requests_total{")).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let all: u64 = lines.iter().map(|line| line.rsplit(' ').next().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(all, THREADS * ROUNDS);
    let other = value(&text, r#"demo_requests_total{zone="a",model="__other__""#) as u64;
    assert_eq!(registry.overflows()[0].other, other);
}

#[test]
fn removal_and_records_at_once_leave_nothing_behind() {
    let (registry, demo) = set_up();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let demo = &demo;
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    demo.worker_blocks.with(WorkerId(thread % 2), DpRank::None).set(round as i64);
                    demo.worker_blocks.retain(|worker, _| worker != WorkerId(thread % 2));
                }
            });
        }
    });
    // Every thread's last act was to remove what it had set, so at most what another set meanwhile is left: nothing.
    assert!(!registry.text().contains("whole_worker_blocks{"));
    // All places are free again.
    for worker in [10, 11] {
        demo.worker_blocks.with(WorkerId(worker), DpRank::None).set(1);
    }
    let text = registry.text();
    assert_eq!(text.lines().filter(|line| line.starts_with("whole_worker_blocks{")).count(), 2);
    assert!(!text.contains("__other__"), "{text}");
}

#[test]
fn a_recorder_that_panics_in_a_callback_can_still_record() {
    let (registry, demo) = set_up();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        demo.resources_total.replace(|_| panic!("half-way"));
    }));
    assert!(panicked.is_err());
    demo.resources_total.replace(|now| now.set(Model("m"), Outcome::Success, 1));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        demo.worker_blocks.with(WorkerId(1), DpRank::None).set(1);
        demo.worker_blocks.retain(|_, _| panic!("half-way"));
    }));
    assert!(panicked.is_err());
    demo.worker_blocks.with(WorkerId(2), DpRank::None).set(2);
    let text = registry.text();
    assert_eq!(value(&text, "demo_resources_total{"), 1.0);
    assert_eq!(value(&text, "whole_worker_blocks{worker_id=\"2\""), 2.0);
}
