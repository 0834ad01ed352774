//! Threads that come and go, however they are made, and recorders that do.

use std::thread;
use std::time::Duration;

use metricspec::Memory;

use crate::threads::labels::{Key, Kind};
use crate::{Recorders, alone, registered, sum};

#[test]
fn short_threads_use_the_slabs_of_those_before_them() {
    let _alone = alone();
    static RECORDERS: Recorders = Recorders::new();
    let before = Memory::now().slabs;
    for _ in 0..500 {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| RECORDERS.events_total.with(Kind::A).inc());
            }
        });
    }
    assert_eq!(RECORDERS.events_total.with(Kind::A).value(), 2000);
    let now = Memory::now();
    assert!(now.slabs <= before + 5, "{before} slabs, then {}", now.slabs);
    assert!(now.slabs_in_use <= now.slabs);
    assert_eq!(now.lost_records, 0);
}

/// Records while its thread ends.
struct AtEnd;

static AT_END: Recorders = Recorders::new();

impl Drop for AtEnd {
    fn drop(&mut self) {
        AT_END.events_total.with(Kind::B).inc();
        AT_END.keyed_events_total.with(Key("end"), Kind::B).inc();
        drop(AT_END.open_requests.guard());
        AT_END.latency_seconds.observe(Duration::from_millis(5));
    }
}

thread_local! {
    static FIRST: AtEnd = const { AtEnd };
}

#[test]
fn a_thread_may_record_while_it_ends() {
    let _alone = alone();
    let before = Memory::now().slabs;
    for round in 0..200 {
        let thread = thread::spawn(move || {
            // Destructors run in the order opposite to that of the first uses.
            if round % 2 == 0 {
                FIRST.with(|_| ());
            }
            AT_END.events_total.with(Kind::A).inc();
            FIRST.with(|_| ());
        });
        thread.join().unwrap();
    }
    assert_eq!(AT_END.events_total.with(Kind::A).value(), 200);
    assert_eq!(AT_END.events_total.with(Kind::B).value(), 200);
    assert_eq!(AT_END.keyed_events_total.with(Key("end"), Kind::B).value(), 200);
    assert_eq!(AT_END.open_requests.value(), 0);
    assert_eq!(AT_END.latency_seconds.count(), 200);
    assert!(Memory::now().slabs <= before + 2);
}

#[test]
fn threads_of_c_record() {
    let _alone = alone();
    static RECORDERS: Recorders = Recorders::new();
    extern "C" fn run(_: *mut libc::c_void) -> *mut libc::c_void {
        RECORDERS.events_total.with(Kind::C).inc();
        std::ptr::null_mut()
    }
    let before = Memory::now().slabs;
    for _ in 0..300 {
        // SAFETY: the thread is joined, so that its handle is used once and lives as long as it does.
        unsafe {
            let mut thread = std::mem::zeroed();
            assert_eq!(libc::pthread_create(&raw mut thread, std::ptr::null(), run, std::ptr::null_mut()), 0);
            assert_eq!(libc::pthread_join(thread, std::ptr::null_mut()), 0);
        }
    }
    assert_eq!(RECORDERS.events_total.with(Kind::C).value(), 300);
    assert!(Memory::now().slabs <= before + 2);
}

#[test]
fn a_panic_between_records_loses_none() {
    static RECORDERS: Recorders = Recorders::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for round in 0..50 {
                    _ = std::panic::catch_unwind(|| {
                        let _guard = RECORDERS.open_requests.guard();
                        RECORDERS.events_total.with(Kind::A).inc();
                        if round % 2 == 0 {
                            std::panic::resume_unwind(Box::new(()));
                        }
                        RECORDERS.events_total.with(Kind::B).inc();
                    });
                }
            });
        }
    });
    assert_eq!(RECORDERS.events_total.with(Kind::A).value(), 200);
    assert_eq!(RECORDERS.events_total.with(Kind::B).value(), 100);
    assert_eq!(RECORDERS.open_requests.value(), 0);
}

#[test]
fn what_dropped_recorders_had_is_used_again_from_zero() {
    let _alone = alone();
    let mut cells = 0;
    for round in 0..100u64 {
        let recorders = Recorders::new();
        let registry = registered(&recorders);
        assert_eq!(sum(&registry.text(), "threads_events_total"), 0.0, "round {round}");
        thread::scope(|scope| {
            for thread in 0..4 {
                let recorders = &recorders;
                scope.spawn(move || {
                    recorders.events_total.with(Kind::A).add(thread + 1);
                    recorders.keyed_events_total.with(Key("k"), Kind::D).add(thread + 1);
                    recorders.work_total.add(0.5);
                    recorders.latency_seconds.observe_n(Duration::from_millis(2), thread + 1);
                });
            }
        });
        let text = registry.text();
        assert_eq!(sum(&text, "threads_events_total"), 10.0, "round {round}");
        assert_eq!(sum(&text, "threads_keyed_events_total"), 10.0, "round {round}");
        assert_eq!(sum(&text, "threads_work_total"), 2.0, "round {round}");
        assert_eq!(sum(&text, "threads_latency_seconds_count"), 10.0, "round {round}");
        // Another test may take some meanwhile, but not in each round.
        if round == 10 {
            cells = Memory::now().cells;
        }
    }
    assert!(Memory::now().cells < cells + 2000, "{cells} cells, then {}", Memory::now().cells);
}

#[test]
fn guards_outlive_their_service() {
    let _alone = alone();
    let (guard, bound, timer) = {
        let recorders = Recorders::new();
        let guard = recorders.open_requests.guard();
        let keyed = recorders.keyed_requests.with(Key("k")).guard();
        (vec![guard, keyed], recorders.keyed_events_total.bind(Key("k")), recorders.latency_seconds.timer())
    };
    // These would have the guards' cells, were they free.
    let others: Vec<Recorders> = (0..20).map(|_| Recorders::new()).collect();
    for other in &others {
        other.open_requests.add(0);
        other.keyed_requests.with(Key("k")).add(0);
        other.events_total.with(Kind::A).add(0);
    }
    drop(guard);
    bound.with(Kind::A).add(7);
    drop(timer);
    for other in &others {
        assert_eq!(other.open_requests.value(), 0);
        assert_eq!(other.keyed_requests.with(Key("k")).value(), 0);
        assert_eq!(other.latency_seconds.count(), 0);
        assert_eq!(other.keyed_events_total.with(Key("k"), Kind::A).value(), 0);
    }
    assert_eq!(bound.with(Kind::A).value(), 7);
}
