//! Metrics that come after the threads.

use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::threads::labels::Kind;
use crate::{Done, Recorders, registered, samples};

const THREADS: usize = 4;
const GENERATIONS: usize = 60;
const ROUNDS: u64 = 500;

#[test]
fn slabs_grow_under_a_scraper_and_lose_nothing() {
    let all: Vec<Recorders> = (0..GENERATIONS).map(|_| Recorders::new()).collect();
    let first = registered(&all[0]);
    let (barrier, done) = (Barrier::new(THREADS), AtomicBool::new(false));
    thread::scope(|scope| {
        let ended = Done(&done);
        let scraper = scope.spawn(|| {
            let (mut last, mut scrapes) = (vec![0.0; 4], 0);
            while !done.load(Ordering::Relaxed) {
                let now = samples(&first.text(), "threads_events_total");
                for (now, last) in now.iter().zip(&mut last) {
                    assert!(now >= last, "{now} after {last}");
                    *last = *now;
                }
                scrapes += 1;
            }
            scrapes
        });
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    for generation in 0..GENERATIONS {
                        // All threads meet cells that none of their slabs has yet.
                        barrier.wait();
                        for round in 0..ROUNDS {
                            all[0].events_total.with(Kind::A).inc();
                            all[generation].events_total.with(Kind::B).inc();
                            all[generation].size_bytes.with(Kind::C).observe(round as f64);
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        drop(ended);
        assert!(scraper.join().unwrap() > 0);
    });
    let each = THREADS as u64 * ROUNDS;
    assert_eq!(all[0].events_total.with(Kind::A).value(), each * GENERATIONS as u64);
    for recorders in &all {
        assert_eq!(recorders.events_total.with(Kind::B).value(), each);
        assert_eq!(recorders.size_bytes.with(Kind::C).count(), each);
        assert_eq!(recorders.size_bytes.with(Kind::C).sum(), (each / ROUNDS * (ROUNDS * (ROUNDS - 1) / 2)) as f64);
    }
}
