//! Recording into a series that exists allocates nothing.
#![allow(missing_docs, unsafe_code)] // an allocator is unsafe by nature

#[path = "by_hand/demo.rs"]
mod demo;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Duration;

use demo::Recorders;
use demo::labels::{Adapter, DpRank, Endpoint, ErrorType, Model, Outcome, Phase, WorkerId};

/// Counts what the current thread allocates.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Every kind of record into series that exist from the second call on.
fn record(demo: &Recorders, model: &str) {
    demo.requests_total.with(Model(model), Endpoint::Chat, Outcome::Error(ErrorType::Internal)).inc();
    demo.requests_total.bind(Model(model)).with(Endpoint::Embeddings, Outcome::Success).add(2);
    // The third value of a label with two places.
    for model in ["a", "b", "c"] {
        demo.active_requests.with(Model(model)).inc();
    }
    drop(demo.active_requests.with(Model("a")).guard());
    demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_millis(3));
    drop(demo.duration_seconds.with(Endpoint::Chat).timer());
    demo.input_tokens.with(Adapter(None)).observe_n(3, 4);
    demo.worker_blocks.with(WorkerId(u64::MAX), DpRank::Value(u64::MAX)).set(1);
    demo.admissions_total.with(true).advance_to(1);
    demo.worker_phase.with(WorkerId(1)).set(Phase::Ready);
    demo.busy_seconds_total.add(Duration::from_secs(1));
    demo.disconnected_clients.dec();
    demo.request(Model("m"), Endpoint::Chat).finish(Outcome::Success);
    drop(demo.request(Model("m"), Endpoint::Chat));
}

#[test]
fn no_record_into_a_series_that_exists_allocates() {
    let demo = Recorders::new();
    record(&demo, "m");
    let before = COUNT.with(Cell::get);
    for _ in 0..10 {
        record(&demo, "m");
    }
    assert_eq!(COUNT.with(Cell::get) - before, 0);
    // The count does count.
    demo.requests_total.with(Model("new"), Endpoint::Chat, Outcome::Success).inc();
    assert!(COUNT.with(Cell::get) > before);
}
