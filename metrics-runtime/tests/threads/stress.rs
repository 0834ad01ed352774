//! Everything at once.
//!
//! `METRICSPEC_STRESS=10000000` says how many records there are; otherwise they are as many as take a second or two.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::threads::labels::{Key, Kind};
use crate::{Done, Recorders, alone, registered, samples, sum};

const THREADS: u64 = 64;

fn records() -> u64 {
    std::env::var("METRICSPEC_STRESS").ok().and_then(|records| records.parse().ok()).unwrap_or(400_000)
}

#[test]
fn nothing_is_lost_or_torn() {
    let _alone = alone();
    let recorders = Recorders::new();
    let registry = registered(&recorders);
    let rounds = records() / THREADS / 5;
    let done = AtomicBool::new(false);
    // Guards end on another thread than they began on.
    let (send, receive) = mpsc::sync_channel(256);
    let in_flight = AtomicI64::new(0);
    thread::scope(|scope| {
        let (done, recorders, registry, in_flight) = (&done, &recorders, &registry, &in_flight);
        let ended = Done(done);
        let scrapers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(move || {
                    let mut last: Vec<f64> = Vec::new();
                    let mut scrapes = 0;
                    while !done.load(Ordering::Relaxed) {
                        let text = registry.text();
                        let now: Vec<f64> =
                            ["threads_events_total", "threads_latency_seconds_count", "threads_work_total"]
                                .iter()
                                .flat_map(|name| samples(&text, name))
                                .collect();
                        for (now, last) in now.iter().zip(&last) {
                            assert!(now >= last, "{now} after {last}");
                        }
                        last = now;
                        assert!(samples(&text, "threads_open_requests").iter().all(|level| *level >= 0.0), "{text}");
                        let infinite = samples(&text, "threads_latency_seconds_bucket{le=\"+Inf\"}");
                        assert_eq!(infinite, samples(&text, "threads_latency_seconds_count"));
                        scrapes += 1;
                    }
                    scrapes
                })
            })
            .collect();
        let remover = scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                recorders.keyed_events_total.remove(Key("gone"));
                thread::sleep(Duration::from_millis(1));
            }
        });
        let ender = scope.spawn(move || {
            while let Ok(guard) = receive.recv() {
                drop(guard);
                in_flight.fetch_sub(1, Ordering::Relaxed);
            }
        });
        let workers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let send = send.clone();
                scope.spawn(move || {
                    let kept = recorders.keyed_events_total.bind(Key("kept"));
                    for round in 0..rounds {
                        recorders.events_total.with(Kind::A).inc();
                        recorders.latency_seconds.observe(Duration::from_micros(round * 37 % 2_000_000));
                        recorders.work_total.add(0.5);
                        recorders.keyed_events_total.with(Key("kept"), Kind::B).add(2);
                        kept.with(Kind::C).inc();
                        if round % 64 == thread {
                            recorders.keyed_events_total.with(Key("gone"), Kind::D).inc();
                            in_flight.fetch_add(1, Ordering::Relaxed);
                            send.send(recorders.open_requests.guard()).unwrap();
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        drop(send);
        ender.join().unwrap();
        drop(ended);
        remover.join().unwrap();
        assert!(scrapers.into_iter().all(|scraper| scraper.join().unwrap() > 0));
    });
    let all = THREADS * rounds;
    let text = registry.text();
    assert_eq!(recorders.events_total.with(Kind::A).value(), all);
    assert_eq!(sum(&text, "threads_events_total"), all as f64);
    assert_eq!(recorders.latency_seconds.count(), all);
    let nanos: u64 = (0..rounds).map(|round| round * 37 % 2_000_000 * 1000).sum();
    assert_eq!(recorders.latency_seconds.sum(), Duration::from_nanos(nanos * THREADS));
    assert_eq!(recorders.work_total.value(), all as f64 * 0.5);
    assert_eq!(recorders.keyed_events_total.with(Key("kept"), Kind::B).value(), all * 2);
    assert_eq!(recorders.keyed_events_total.with(Key("kept"), Kind::C).value(), all);
    assert_eq!((recorders.open_requests.value(), in_flight.load(Ordering::Relaxed)), (0, 0));
    assert_eq!(metricspec::Memory::now().lost_records, 0);
}
