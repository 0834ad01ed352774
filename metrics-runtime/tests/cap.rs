//! More threads than slabs: the others share, and nothing is lost.
#![allow(missing_docs)]

use std::sync::Barrier;
use std::thread;

use metricspec::Memory;

metricspec::schema!(pub(crate) "tests/threads/threads.toml");
use threads::Recorders;
use threads::labels::{Key, Kind};

#[test]
fn threads_beyond_the_limit_share() {
    Memory::limit_slabs(2);
    static RECORDERS: Recorders = Recorders::new();
    let barrier = Barrier::new(20);
    thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                RECORDERS.events_total.with(Kind::A).inc();
                // All of them live now.
                barrier.wait();
                for _ in 0..5000 {
                    RECORDERS.events_total.with(Kind::A).inc();
                    RECORDERS.work_total.add(0.5);
                    RECORDERS.keyed_events_total.with(Key("k"), Kind::B).inc();
                    drop(RECORDERS.open_requests.guard());
                }
                barrier.wait();
            });
        }
    });
    let memory = Memory::now();
    let slabs = if cfg!(feature = "sharded") { 0 } else { 2 };
    assert_eq!((memory.slabs, memory.lost_records), (slabs, 0));
    assert_eq!(RECORDERS.events_total.with(Kind::A).value(), 100_020);
    assert_eq!(RECORDERS.work_total.value(), 50_000.0);
    assert_eq!(RECORDERS.keyed_events_total.with(Key("k"), Kind::B).value(), 100_000);
    assert_eq!(RECORDERS.open_requests.value(), 0);
}
