//! <https://crates.io/crates/fast-telemetry>. A labelled counter takes one enum, so that the three labels of W1 are one here.

use std::hint::black_box;

use fast_telemetry::{
    Counter, CounterSet, DynamicCounter, DynamicHistogram, Histogram, LabelEnum, LabeledCounter, PrometheusExport,
};

use crate::bench::{Bench, Down, Page, Scrape, held, leak};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values, bounds_nanos};
use crate::workload::page;

const PEER: &str = "fast-telemetry";
const SHARDS: usize = 8;

/// A combination of the three labels.
#[derive(Clone, Copy, Debug)]
struct Combined(usize);

impl LabelEnum for Combined {
    const CARDINALITY: usize = Labels::COUNT;
    const LABEL_NAME: &'static str = "all";

    #[inline]
    fn as_index(self) -> usize {
        self.0 & 15
    }

    fn from_index(index: usize) -> Self {
        Combined(index)
    }

    fn variant_name(self) -> &'static str {
        Labels::at(self.0).endpoint.text()
    }
}

pub(crate) fn add(bench: &mut Bench) {
    let labeled: &LabeledCounter<Combined> = leak(LabeledCounter::new(SHARDS));
    let call = |at: Labels| labeled.inc(Combined(at.index()));
    let read = || Ok(labeled.sum_all() as u64);
    bench.counter.push(Candidate::new(PEER, "`LabeledCounter`, one label", Labels::all, call, read));
    let set = leak(CounterSet::new(SHARDS, Labels::COUNT));
    let call = |at: Labels| set.inc(at.index());
    bench.counter.push(Candidate::new(PEER, "`CounterSet`, own index", Labels::all, call, || Ok(set.sum_all() as u64)));
    let dynamic = leak(DynamicCounter::new(SHARDS));
    let call = |at: Labels| {
        let [endpoint, request_type, status] = at.texts();
        dynamic.inc(&[("endpoint", endpoint), ("request_type", request_type), ("status", status)]);
    };
    let read = || Ok(dynamic.sum_all() as u64);
    bench.counter.push(Candidate::new(PEER, "`DynamicCounter`", Labels::all, call, read));

    let dynamic = leak(DynamicCounter::new(SHARDS));
    let call = |at: Request| {
        let [model, request_type, status] = at.texts();
        dynamic.inc(&[("model", model), ("request_type", request_type), ("status", status)]);
    };
    let read = || Ok(dynamic.sum_all() as u64);
    bench.open_label.push(Candidate::new(PEER, "`DynamicCounter`", Request::all, call, read));

    let histogram = leak(Histogram::new(&bounds_nanos(), SHARDS));
    let read = || Ok(histogram.count());
    let name = "`Histogram`, nanoseconds";
    bench.histogram.push(Candidate::new(PEER, name, Values::nanos, |at| histogram.record(at), read));

    let gauge = leak(Counter::new(SHARDS));
    let guard = || Down::after(|| gauge.add(1), || gauge.add(-1));
    let read = move || held(guard, || gauge.sum() as i64);
    bench.guard.push(Candidate::new(
        PEER,
        "`Counter` as a gauge",
        Nothing::all,
        move |()| drop(black_box(guard())),
        read,
    ));

    bench.counters_page.push(Page::new(PEER, "`DynamicCounter`", "requests_total", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`DynamicHistogram`, nanoseconds", "latency", histograms_page));
}

fn scrape_of(metric: impl PrometheusExport + 'static, name: &'static str, help: &'static str) -> Scrape {
    let mut text = String::new();
    Box::new(move |show| {
        text.clear();
        metric.export_prometheus(&mut text, name, help);
        show(text.as_bytes());
    })
}

fn counters_page() -> Scrape {
    let counter = DynamicCounter::with_max_series(SHARDS, 2 * page::COUNTERS);
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        let labels = [("endpoint", endpoint), ("request_type", request_type), ("model", model)];
        counter.add(&labels, at.value as isize);
    });
    scrape_of(counter, "requests_total", "Requests")
}

fn histograms_page() -> Scrape {
    let histogram = DynamicHistogram::new(&bounds_nanos(), SHARDS);
    for (route, values) in page::histograms() {
        values.for_each(|value| histogram.record(&[("route", route)], value.as_nanos() as u64));
    }
    scrape_of(histogram, "latency", "Latency")
}
