//! Operations: one guard for the metrics of a piece of work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use metricspec::{Operation, Registry};

use crate::demo::labels::{Endpoint, ErrorType, Instance, Model, Outcome, Zone};
use crate::demo::{ConstLabels, Recorders};

const OVERLOAD: Outcome = Outcome::Error(ErrorType::Overload);
const INTERNAL: Outcome = Outcome::Error(ErrorType::Internal);

fn set_up() -> (Registry, Recorders) {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    _ = registry.register(&demo, ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] }).unwrap();
    (registry, demo)
}

/// Values of an exposition.
struct Seen(String);

impl Seen {
    fn of(registry: &Registry) -> Seen {
        Seen(registry.text())
    }

    /// 0 if there is no such sample.
    fn value(&self, series: &str) -> f64 {
        let line = self.0.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
        line.map_or(0.0, |value| value.parse().unwrap())
    }

    fn in_flight(&self, model: &str) -> f64 {
        self.value(&format!("demo_active_requests{{zone=\"a\",model=\"{model}\"}}"))
    }

    fn ended(&self, model: &str, endpoint: &str, outcome: Outcome) -> f64 {
        let (status, error) = match outcome {
            Outcome::Success => ("success", ""),
            Outcome::Error(ErrorType::Overload) => ("error", "overload"),
            Outcome::Error(ErrorType::Internal) => ("error", "internal"),
        };
        self.value(&format!(
            "demo_requests_total{{zone=\"a\",model=\"{model}\",endpoint=\"{endpoint}\",status=\"{status}\",error_type=\"{error}\"}}"
        ))
    }

    /// Sum over everything that was counted.
    fn all_ended(&self) -> f64 {
        let lines = self.0.lines().filter(|line| line.starts_with("demo_requests_total{"));
        lines.map(|line| line.rsplit(' ').next().unwrap().parse::<f64>().unwrap()).sum()
    }

    fn timed(&self, endpoint: &str) -> (f64, f64) {
        let part = |part| self.value(&format!("demo_duration_seconds_{part}{{zone=\"a\",endpoint=\"{endpoint}\"}}"));
        (part("count"), part("sum"))
    }
}

#[test]
fn each_outcome_is_counted_as_what_it_is() {
    for outcome in [Outcome::Success, OVERLOAD, INTERNAL] {
        for (endpoint, name, other) in
            [(Endpoint::Chat, "chat", "embeddings"), (Endpoint::Embeddings, "embeddings", "chat")]
        {
            let (registry, demo) = set_up();
            let request = demo.request(Model("m"), endpoint);
            let under_way = Seen::of(&registry);
            assert_eq!((under_way.in_flight("m"), under_way.all_ended()), (1.0, 0.0));
            request.finish(outcome);
            let seen = Seen::of(&registry);
            assert_eq!((seen.in_flight("m"), seen.all_ended(), seen.ended("m", name, outcome)), (0.0, 1.0, 1.0));
            assert_eq!((seen.timed(name).0, seen.timed(other).0), (1.0, 0.0));
        }
    }
}

#[test]
fn the_time_is_that_between_start_and_end() {
    let (registry, demo) = set_up();
    let request = demo.request(Model("m"), Endpoint::Chat);
    std::thread::sleep(Duration::from_millis(20));
    let least = request.elapsed();
    request.finish(Outcome::Success);
    let (count, sum) = Seen::of(&registry).timed("chat");
    assert_eq!(count, 1.0);
    assert!(least >= Duration::from_millis(20) && sum >= least.as_secs_f64() && sum < 60.0, "{least:?} {sum}");
}

#[test]
fn dropping_is_the_declared_outcome() {
    let (registry, demo) = set_up();
    drop(demo.request(Model("m"), Endpoint::Chat));
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("m"), seen.all_ended(), seen.ended("m", "chat", INTERNAL)), (0.0, 1.0, 1.0));
    assert_eq!(seen.timed("chat").0, 1.0);
}

#[test]
fn what_dropping_means_can_change_on_the_way() {
    let (registry, demo) = set_up();
    let mut request = demo.request(Model("m"), Endpoint::Embeddings);
    for outcome in [Outcome::Success, INTERNAL, INTERNAL, Outcome::Success, OVERLOAD] {
        request.if_dropped(outcome);
    }
    drop(request);
    let mut request = demo.request(Model("m"), Endpoint::Embeddings);
    request.if_dropped(OVERLOAD);
    request.finish(Outcome::Success);
    let seen = Seen::of(&registry);
    assert_eq!(seen.all_ended(), 2.0);
    assert_eq!(seen.ended("m", "embeddings", OVERLOAD), 1.0);
    assert_eq!(seen.ended("m", "embeddings", Outcome::Success), 1.0);
}

#[test]
fn a_panic_ends_it() {
    let (registry, demo) = set_up();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _request = demo.request(Model("m"), Endpoint::Chat);
        panic!("half-way");
    }));
    assert!(panicked.is_err());
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("m"), seen.all_ended(), seen.ended("m", "chat", INTERNAL)), (0.0, 1.0, 1.0));
}

#[test]
fn a_forgotten_one_stays_in_flight_and_does_nothing_else() {
    let (registry, demo) = set_up();
    std::mem::forget(demo.request(Model("m"), Endpoint::Chat));
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("m"), seen.all_ended(), seen.timed("chat").0), (1.0, 0.0, 0.0));
}

#[test]
fn it_outlives_its_recorder_and_ends_on_any_thread() {
    fn anywhere<T: Send + Sync + 'static>(_: &T) {}
    let (registry, demo) = set_up();
    let request = demo.request(Model("m"), Endpoint::Chat);
    anywhere(&request);
    drop(demo);
    std::thread::spawn(move || request.finish(OVERLOAD)).join().unwrap();
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("m"), seen.ended("m", "chat", OVERLOAD)), (0.0, 1.0));
}

#[test]
fn two_at_once_do_not_know_each_other() {
    let (registry, demo) = set_up();
    let (first, second) = (demo.request(Model("a"), Endpoint::Chat), demo.request(Model("b"), Endpoint::Embeddings));
    let third = demo.request(Model("a"), Endpoint::Chat);
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("a"), seen.in_flight("b")), (2.0, 1.0));
    second.finish(Outcome::Success);
    first.finish(OVERLOAD);
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("a"), seen.in_flight("b")), (1.0, 0.0));
    drop(third);
    let seen = Seen::of(&registry);
    assert_eq!(seen.ended("b", "embeddings", Outcome::Success), 1.0);
    assert_eq!((seen.ended("a", "chat", OVERLOAD), seen.ended("a", "chat", INTERNAL)), (1.0, 1.0));
    assert_eq!((seen.in_flight("a"), seen.all_ended(), seen.timed("chat").0), (0.0, 3.0, 2.0));
}

#[test]
fn one_without_outcome_ends_too() {
    let (registry, demo) = set_up();
    let (job, dropped): (Operation<()>, _) =
        (demo.job(Model("m"), Endpoint::Chat), demo.job(Model("m"), Endpoint::Embeddings));
    job.finish();
    drop(dropped);
    let seen = Seen::of(&registry);
    assert_eq!((seen.in_flight("m"), seen.timed("chat").0, seen.timed("embeddings").0), (0.0, 1.0, 1.0));
}

#[test]
fn what_is_in_flight_never_reads_below_0_and_adds_up_in_the_end() {
    const THREADS: usize = 8;
    const ROUNDS: usize = 300;
    let (registry, demo) = set_up();
    let done = AtomicBool::new(false);
    let (sender, receiver) = std::sync::mpsc::sync_channel::<Operation<(Outcome,)>>(64);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let text = registry.text();
                assert!(!text.contains("demo_active_requests{zone=\"a\",model=\"m\"} -"), "{text}");
            }
        });
        // Half of them end on another thread than they began on.
        let ender = scope.spawn(move || receiver.into_iter().for_each(|request| request.finish(OVERLOAD)));
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                let (demo, sender) = (&demo, sender.clone());
                scope.spawn(move || {
                    for round in 0..ROUNDS {
                        let request = demo.request(Model("m"), Endpoint::Chat);
                        match round % 2 {
                            0 => request.finish(Outcome::Success),
                            _ => sender.send(request).unwrap(),
                        }
                    }
                })
            })
            .collect();
        drop(sender);
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        ender.join().unwrap();
        done.store(true, Ordering::Relaxed);
    });
    let seen = Seen::of(&registry);
    let half = (THREADS * ROUNDS / 2) as f64;
    assert_eq!((seen.in_flight("m"), seen.timed("chat").0), (0.0, 2.0 * half));
    assert_eq!((seen.ended("m", "chat", Outcome::Success), seen.ended("m", "chat", OVERLOAD)), (half, half));
}
