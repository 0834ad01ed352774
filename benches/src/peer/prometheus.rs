//! <https://crates.io/crates/prometheus>

use std::hint::black_box;

use prometheus::{
    Encoder, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

use crate::bench::{Bench, Down, Page, Scrape, held, leak};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values, bounds};
use crate::workload::page;

const PEER: &str = "prometheus";

fn counters(name: &str, labels: &[&str]) -> &'static IntCounterVec {
    leak(IntCounterVec::new(Opts::new(name, "Requests"), labels).expect("valid names"))
}

pub(crate) fn add(bench: &mut Bench) {
    let labels = ["endpoint", "request_type", "status"];
    let every = || (0..Labels::COUNT).map(Labels::at);
    let vec = counters("calls_total", &labels);
    let call = |at: Labels| vec.with_label_values(&at.texts()).inc();
    let read = move || Ok(every().map(|at| vec.with_label_values(&at.texts()).get()).sum());
    bench.counter.push(Candidate::new(PEER, "`with_label_values`", Labels::all, call, read));
    let vec = counters("handles_total", &labels);
    let handles: Vec<IntCounter> = every().map(|at| vec.with_label_values(&at.texts())).collect();
    let handles: &[IntCounter; Labels::COUNT] = leak(handles.try_into().expect("as many as there are"));
    let read = move || Ok(handles.iter().map(IntCounter::get).sum());
    bench.counter.push(Candidate::new(PEER, "kept handle", Labels::all, |at| handles[at.index() & 15].inc(), read));

    let labels = ["model", "request_type", "status"];
    let vec = counters("models_total", &labels);
    let call = |at: Request| vec.with_label_values(&at.texts()).inc();
    let read = move || Ok(Request::every().iter().map(|at| vec.with_label_values(&at.texts()).get()).sum());
    bench.open_label.push(Candidate::new(PEER, "`with_label_values`", Request::all, call, read));
    let vec = counters("model_handles_total", &labels);
    let handles: Vec<IntCounter> = Request::every().iter().map(|at| vec.with_label_values(&at.texts())).collect();
    let handles: &[IntCounter; 64] = leak(handles.try_into().expect("16 models times 4"));
    let call = |at: Request| handles[(at.model_index * 4 + at.closed_index()) & 63].inc();
    let read = move || Ok(handles.iter().map(IntCounter::get).sum());
    bench.open_label.push(Candidate::new(PEER, "kept handle", Request::all, call, read));

    let opts = HistogramOpts::new("seconds", "Durations").buckets(bounds().into());
    let histogram = leak(Histogram::with_opts(opts).expect("valid names"));
    let read = || Ok(histogram.get_sample_count());
    bench.histogram.push(Candidate::new(PEER, "kept handle, `f64`", Values::seconds, |at| histogram.observe(at), read));

    let gauge = leak(IntGauge::new("in_flight", "In flight").expect("valid names"));
    let guard = || Down::after(|| gauge.inc(), || gauge.dec());
    let read = move || held(guard, || gauge.get());
    bench.guard.push(Candidate::new(PEER, "kept handle", Nothing::all, move |()| drop(black_box(guard())), read));

    bench.counters_page.push(Page::new(PEER, "`gather`, `TextEncoder`", "requests_total", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`gather`, `TextEncoder`", "latency_seconds", histograms_page));
}

pub(crate) fn scrape_of(registry: Registry) -> Scrape {
    let mut text = Vec::new();
    Box::new(move |show| {
        text.clear();
        TextEncoder::new().encode(&registry.gather(), &mut text).expect("memory takes all text");
        show(&text);
    })
}

fn counters_page() -> Scrape {
    let registry = Registry::new();
    let opts = Opts::new("requests_total", "Requests");
    let vec = IntCounterVec::new(opts, &["endpoint", "request_type", "model"]).expect("valid names");
    registry.register(Box::new(vec.clone())).expect("the registry is empty");
    page::counters().for_each(|at| vec.with_label_values(&at.texts()).inc_by(at.value));
    scrape_of(registry)
}

fn histograms_page() -> Scrape {
    let registry = Registry::new();
    let opts = HistogramOpts::new("latency_seconds", "Latency").buckets(bounds().into());
    let vec = HistogramVec::new(opts, &["route"]).expect("valid names");
    registry.register(Box::new(vec.clone())).expect("the registry is empty");
    for (route, values) in page::histograms() {
        let histogram = vec.with_label_values(&[route]);
        values.for_each(|value| histogram.observe(value.as_secs_f64()));
    }
    scrape_of(registry)
}
