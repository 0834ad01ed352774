//! A process that is forked while another thread scrapes, which holds the lock of the cells much of the time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::threads::labels::{Key, Kind};
use crate::{Done, Recorders, alone, registered};

#[test]
fn a_child_records_and_does_not_hang() {
    let _alone = alone();
    let recorders = Recorders::new();
    let registry = registered(&recorders);
    recorders.events_total.with(Kind::A).add(5);
    recorders.keyed_events_total.with(Key("old"), Kind::A).inc();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let _done = Done(&done);
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                registry.text();
            }
        });
        for _ in 0..30 {
            // SAFETY: the child calls nothing that another thread of the parent may have left locked but what is
            // tested here, and the allocator, which glibc makes fit for use after a fork; then it ends at once.
            let status = unsafe {
                let child = libc::fork();
                assert!(child >= 0);
                if child == 0 {
                    // What hangs is killed.
                    libc::alarm(20);
                    recorders.events_total.with(Kind::A).inc();
                    recorders.keyed_events_total.with(Key("old"), Kind::A).inc();
                    let from_thread = thread::spawn(|| {
                        static LATER: Recorders = Recorders::new();
                        LATER.events_total.with(Kind::B).inc();
                    });
                    let joined = from_thread.join().is_ok();
                    let counted = recorders.events_total.with(Kind::A).value() == 6;
                    libc::_exit(if joined && counted { 0 } else { 1 });
                }
                let mut status = 0;
                assert_eq!(libc::waitpid(child, &raw mut status, 0), child);
                status
            };
            assert_eq!(status, 0, "the child's status");
        }
    });
    assert_eq!(recorders.events_total.with(Kind::A).value(), 5);
}
