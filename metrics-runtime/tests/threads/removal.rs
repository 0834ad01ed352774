//! Series that are removed while others record into them.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use metricspec::Memory;

use crate::threads::labels::{Key, Kind, Part};
use crate::{Done, Recorders, alone, registered, samples, sum};

/// A name of any length, also one that is longer than what is compared in one go.
fn name(number: usize) -> String {
    format!("{}{number}", "x".repeat(number % 50))
}

#[test]
fn a_removed_series_does_not_come_back_nor_land_elsewhere() {
    let _alone = alone();
    let recorders = Recorders::new();
    let registry = registered(&recorders);
    let keys: Vec<String> = (0..200).map(name).collect();
    let start = Instant::now();
    let mut cells = 0;
    for round in 0.. {
        // Each key has its own number, so that what lands elsewhere is seen.
        let window = (0..40).map(|at| (round * 7 + at) % keys.len());
        let mut held = Vec::new();
        for at in window.clone() {
            let key = &keys[at];
            recorders.keyed_events_total.with(Key(key), Kind::A).add(1000 + at as u64);
            recorders.parted_events_total.with(Key(key), Part("p")).add(1000 + at as u64);
            held.push(recorders.keyed_events_total.bind(Key(key)));
        }
        let text = registry.text();
        for at in window {
            let start = format!("threads_keyed_events_total{{key=\"{}\",kind=\"a\"}}", keys[at]);
            assert_eq!(samples(&text, &start), [(1000 + at) as f64], "round {round}: {start}\n{text}");
            let start = format!("threads_parted_events_total{{key=\"{}\",part=\"p\"}}", keys[at]);
            assert_eq!(samples(&text, &start), [(1000 + at) as f64], "round {round}: {start}\n{text}");
        }
        recorders.keyed_events_total.retain(|_| false);
        recorders.parted_events_total.retain(|_, _| false);
        // Through a handle to what is gone.
        held.iter().for_each(|bound| bound.with(Kind::A).add(1_000_000));
        if start.elapsed() > Duration::from_secs(1) && cells == 0 {
            cells = Memory::now().cells;
        }
        if start.elapsed() > Duration::from_secs(3) {
            break;
        }
        thread::sleep(Duration::from_millis(2));
    }
    // Rows are used again a while after they were removed, so that what comes and goes needs no more and more memory.
    let now = Memory::now().cells;
    assert!(now < cells * 2, "{cells} cells after one second, {now} after three");
}

#[test]
fn records_race_with_removals() {
    let _alone = alone();
    let recorders = Recorders::new();
    let registry = registered(&recorders);
    let (done, recorded) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for thread in 0..4 {
            let (recorders, done, recorded) = (&recorders, &done, &recorded);
            scope.spawn(move || {
                for round in 0.. {
                    if done.load(Ordering::Relaxed) {
                        break;
                    }
                    // The keys of each thread are its own, and so are the kinds that they count.
                    let kind = [Kind::A, Kind::B, Kind::C, Kind::D][thread];
                    let key = format!("{thread}-{}", round % 9);
                    recorders.keyed_events_total.with(Key(&key), kind).inc();
                    recorders.keyed_events_total.bind(Key(&key)).with(kind).inc();
                    drop(recorders.keyed_requests.with(Key(&key)).guard());
                    recorded.fetch_add(2, Ordering::Relaxed);
                }
            });
        }
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                for thread in 0..4 {
                    for number in 0..9 {
                        recorders.keyed_events_total.remove(Key(&format!("{thread}-{number}")));
                        recorders.keyed_requests.remove(Key(&format!("{thread}-{number}")));
                    }
                }
                thread::sleep(Duration::from_millis(1));
            }
        });
        let (start, _done) = (Instant::now(), Done(&done));
        while start.elapsed() < Duration::from_secs(2) {
            let text = registry.text();
            for line in text.lines().filter(|line| line.starts_with("threads_keyed_events_total{")) {
                let thread = line.split('"').nth(1).and_then(|key| key.chars().next()).unwrap();
                let kind = line.split('"').nth(3).unwrap();
                let own = ["a", "b", "c", "d"][thread.to_digit(10).unwrap() as usize];
                let value = line.rsplit(' ').next().unwrap();
                assert!(kind == own || value == "0", "{line}");
            }
            assert!(samples(&text, "threads_keyed_requests{").iter().all(|level| *level >= 0.0), "{text}");
        }
    });
    assert!(sum(&registry.text(), "threads_keyed_events_total") <= recorded.load(Ordering::Relaxed) as f64);
    assert_eq!(sum(&registry.text(), "threads_keyed_requests"), 0.0);
}
