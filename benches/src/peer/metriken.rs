//! <https://crates.io/crates/metriken>: groups of which the caller keeps the indices, and a histogram without a sum.

use std::hint::black_box;

use metriken::{Counter, CounterGroup, Gauge, ShardedCounterGroup, ShardedCounterHistogram, metric};
use metriken_exposition::{PrometheusOptions, prometheus_text};

use crate::bench::{Bench, Down, Page, Scrape, held};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values};
use crate::workload::page;

const PEER: &str = "metriken";

#[metric(name = "bench_plain")]
static PLAIN: Counter = Counter::new();
#[metric(name = "bench_calls")]
static CALLS: ShardedCounterGroup = ShardedCounterGroup::new(Labels::COUNT);
#[metric(name = "bench_models")]
static MODELS: ShardedCounterGroup = ShardedCounterGroup::new(64);
#[metric(name = "bench_seconds")]
static SECONDS: ShardedCounterHistogram = ShardedCounterHistogram::new(2, 64);
#[metric(name = "bench_in_flight")]
static IN_FLIGHT: Gauge = Gauge::new();
#[metric(name = "page_requests")]
static PAGE: CounterGroup = CounterGroup::new(page::COUNTERS);

fn sum(group: &ShardedCounterGroup) -> u64 {
    group.load().unwrap_or_default().iter().sum()
}

fn guard() -> Down<impl Fn()> {
    Down::after(|| _ = IN_FLIGHT.increment(), || _ = IN_FLIGHT.decrement())
}

pub(crate) fn add(bench: &mut Bench) {
    let call = |_| _ = PLAIN.increment();
    bench.counter.push(Candidate::new(PEER, "`Counter`, no labels", Labels::all, call, || Ok(PLAIN.value())));
    let call = |at: Labels| _ = CALLS.increment(at.index());
    bench.counter.push(Candidate::new(PEER, "`ShardedCounterGroup`, own index", Labels::all, call, || Ok(sum(&CALLS))));
    let call = |at: Request| _ = MODELS.increment(at.model_index * 4 + at.closed_index());
    let name = "`ShardedCounterGroup`, own index";
    bench.open_label.push(Candidate::new(PEER, name, Request::all, call, || Ok(sum(&MODELS))));

    let count = || {
        let loaded = SECONDS.load().ok_or("the histogram has no buckets yet")?;
        Ok(loaded.into_iter().map(|bucket| bucket.count()).sum())
    };
    let call = |at| _ = SECONDS.increment(at);
    let name = "`ShardedCounterHistogram`, base 2, no sum";
    bench.histogram.push(Candidate::new(PEER, name, Values::nanos, call, count));
    let read = || held(guard, || IN_FLIGHT.value());
    bench.guard.push(Candidate::new(PEER, "`Gauge`", Nothing::all, |()| drop(black_box(guard())), read));
    bench.counters_page.push(Page::new(PEER, "`CounterGroup`, `prometheus_text`", "page_requests", counters_page));
}

fn counters_page() -> Scrape {
    page::counters().enumerate().for_each(|(at, counter)| {
        let names = ["endpoint", "request_type", "model"].map(str::to_owned);
        PAGE.add(at, counter.value);
        PAGE.set_metadata(at, names.into_iter().zip(counter.texts().map(str::to_owned)).collect());
    });
    Box::new(|show| show(prometheus_text(&PrometheusOptions::default()).as_bytes()))
}
