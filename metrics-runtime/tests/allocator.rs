//! An allocator that counts its calls with a recorder, which allocates when it is first used.
#![allow(missing_docs, unsafe_code)] // an allocator is unsafe by nature

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::thread;

metricspec::schema!(pub(crate) "tests/threads/threads.toml");
use threads::Recorders;
use threads::labels::Kind;

static RECORDERS: Recorders = Recorders::new();

struct Counting;

thread_local! {
    /// From when on the thread counts.
    static ON: Cell<bool> = const { Cell::new(false) };
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: all of it is the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.get() {
            CALLS.set(CALLS.get() + 1);
            RECORDERS.events_total.with(Kind::A).inc();
        }
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if ON.get() {
            CALLS.set(CALLS.get() + 1);
            RECORDERS.events_total.with(Kind::A).inc();
        }
        // SAFETY: as the caller promised.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn an_allocator_may_record() {
    // What a metric is made of must be there before: making it in an allocation would need itself.
    RECORDERS.events_total.with(Kind::A).add(0);
    let calls: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    ON.set(true);
                    for size in 1..200 {
                        drop(std::hint::black_box(vec![0u8; size]));
                        drop(std::hint::black_box(Box::new(size)));
                    }
                    ON.set(false);
                    CALLS.get()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert!(calls >= 8 * 398);
    // A record in the allocation of the very memory that it needs is lost, and told: at most one for each shard.
    let lost = metricspec::Memory::now().lost_records as u64;
    assert!(lost <= 16, "{lost} are lost");
    assert_eq!(RECORDERS.events_total.with(Kind::A).value() + lost, calls);
}
