//! One relaxed atomic: what everything is compared with.

use std::hint::black_box;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use crate::bench::{Bench, Down, held};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values};

/// Alone on its cache lines.
#[repr(align(128))]
struct Alone<T>(T);

static COUNTER: Alone<AtomicU64> = Alone(AtomicU64::new(0));
static OPEN_LABEL: Alone<AtomicU64> = Alone(AtomicU64::new(0));
static HISTOGRAM: Alone<AtomicU64> = Alone(AtomicU64::new(0));
static GAUGE: Alone<AtomicI64> = Alone(AtomicI64::new(0));

pub(crate) const PEER: &str = "raw atomic";
const CALL: &str = "`fetch_add`";

fn guard() -> Down<impl Fn()> {
    Down::after(|| _ = GAUGE.0.fetch_add(1, Ordering::Relaxed), || _ = GAUGE.0.fetch_sub(1, Ordering::Relaxed))
}

fn read(counter: &'static Alone<AtomicU64>) -> impl Fn() -> Result<u64, String> {
    || Ok(counter.0.load(Ordering::Relaxed))
}

pub(crate) fn add(bench: &mut Bench) {
    let add = |counter: &'static Alone<AtomicU64>| _ = counter.0.fetch_add(1, Ordering::Relaxed);
    bench.counter.push(Candidate::new(PEER, CALL, Labels::all, move |_| add(&COUNTER), read(&COUNTER)));
    bench.open_label.push(Candidate::new(PEER, CALL, Request::all, move |_| add(&OPEN_LABEL), read(&OPEN_LABEL)));
    bench.histogram.push(Candidate::new(PEER, CALL, Values::nanos, move |_| add(&HISTOGRAM), read(&HISTOGRAM)));
    let call = |()| drop(black_box(guard()));
    let read = || held(guard, || GAUGE.0.load(Ordering::Relaxed));
    bench.guard.push(Candidate::new(PEER, "`fetch_add`, `fetch_sub`", Nothing::all, call, read));
}
