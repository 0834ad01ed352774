//! <https://crates.io/crates/fastmetrics>

use std::hint::black_box;

use fastmetrics::derive::LabelSet;
use fastmetrics::encoder::{EncodeLabelValue, LabelEncoder};
use fastmetrics::format::text::{TextProfile, encode};
use fastmetrics::metrics::counter::Counter;
use fastmetrics::metrics::family::Family;
use fastmetrics::metrics::gauge::Gauge;
use fastmetrics::metrics::histogram::Histogram;
use fastmetrics::registry::Registry;

use crate::bench::{Bench, Down, Page, Scrape, held, leak, samples, total};
use crate::harness::Candidate;
use crate::input::{Endpoint, Labels, Nothing, Request, RequestType, Status, Values, bounds};
use crate::workload::page;

const PEER: &str = "fastmetrics";

macro_rules! label_values {
    ($($label:ident)*) => {$(
        impl EncodeLabelValue for $label {
            fn encode(&self, encoder: &mut dyn LabelEncoder) -> fastmetrics::error::Result<()> {
                encoder.encode_str_value(self.text())
            }
        }
    )*};
}
label_values!(Endpoint RequestType Status);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, LabelSet)]
struct Closed {
    endpoint: Endpoint,
    request_type: RequestType,
    status: Status,
}

impl From<Labels> for Closed {
    fn from(at: Labels) -> Closed {
        Closed { endpoint: at.endpoint, request_type: at.request_type, status: at.status }
    }
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, LabelSet)]
struct Open {
    model: String,
    request_type: RequestType,
    status: Status,
}

impl From<Request> for Open {
    fn from(at: Request) -> Open {
        Open { model: at.model.to_owned(), request_type: at.request_type, status: at.status }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, LabelSet)]
struct OfPage {
    endpoint: &'static str,
    request_type: &'static str,
    model: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, LabelSet)]
struct Route {
    route: &'static str,
}

pub(crate) fn add(bench: &mut Bench) {
    let mut registry = Registry::default();
    let family = leak(Family::<Closed, Counter>::default());
    registry.register("calls", "Requests", family.clone()).expect("the name is free");
    let handles = leak(Family::<Closed, Counter>::default());
    registry.register("handles", "Requests", handles.clone()).expect("the name is free");
    let handles: Vec<Counter> =
        (0..Labels::COUNT).map(|at| handles.with_or_new(&Labels::at(at).into(), |counter| counter.clone())).collect();
    let handles: &[Counter; Labels::COUNT] = leak(handles.try_into().expect("as many as there are"));
    let models = leak(Family::<Open, Counter>::default());
    registry.register("models", "Requests", models.clone()).expect("the name is free");
    let histogram = leak(Histogram::new(bounds()));
    registry.register("seconds", "Durations", histogram.clone()).expect("the name is free");
    let gauge: &Gauge = leak(Gauge::default());
    registry.register("in_flight", "In flight", gauge.clone()).expect("the name is free");
    let registry: &Registry = leak(registry);
    let read = |name| move || total(&text(registry), name);

    let call = |at: Labels| family.with_or_new(&at.into(), |counter| counter.inc());
    bench.counter.push(Candidate::new(PEER, "`with_or_new`", Labels::all, call, read("calls_total")));
    let call = |at: Labels| handles[at.index() & 15].inc();
    bench.counter.push(Candidate::new(PEER, "kept handle", Labels::all, call, read("handles_total")));
    let call = |at: Request| models.with_or_new(&at.into(), |counter| counter.inc());
    bench.open_label.push(Candidate::new(PEER, "`with_or_new`", Request::all, call, read("models_total")));
    let call = |at| histogram.observe(at);
    bench.histogram.push(Candidate::new(PEER, "kept handle, `f64`", Values::seconds, call, read("seconds_count")));
    let guard = || Down::after(|| gauge.inc(), || gauge.dec());
    let value = || samples(&text(registry), "in_flight").map_or(-1, |(_, sum)| sum as i64);
    let read = move || held(guard, value);
    bench.guard.push(Candidate::new(PEER, "kept handle", Nothing::all, move |()| drop(black_box(guard())), read));

    bench.counters_page.push(Page::new(PEER, "`text::encode`", "requests_total", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`text::encode`", "latency_seconds", histograms_page));
}

fn text(registry: &Registry) -> String {
    let mut text = String::new();
    encode(&mut text, registry, TextProfile::default()).expect("memory takes all text");
    text
}

fn scrape_of(registry: Registry) -> Scrape {
    let mut text = String::new();
    Box::new(move |show| {
        text.clear();
        encode(&mut text, &registry, TextProfile::default()).expect("memory takes all text");
        show(text.as_bytes());
    })
}

fn counters_page() -> Scrape {
    let mut registry = Registry::default();
    let family = Family::<OfPage, Counter>::default();
    registry.register("requests", "Requests", family.clone()).expect("the name is free");
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        family.with_or_new(&OfPage { endpoint, request_type, model }, |counter| counter.inc_by(at.value));
    });
    scrape_of(registry)
}

fn histograms_page() -> Scrape {
    let mut registry = Registry::default();
    let family = Family::<Route, Histogram>::new(|| Histogram::new(bounds()));
    registry.register("latency_seconds", "Latency", family.clone()).expect("the name is free");
    for (route, values) in page::histograms() {
        family.with_or_new(&Route { route }, |histogram| {
            values.for_each(|value| histogram.observe(value.as_secs_f64()));
        });
    }
    scrape_of(registry)
}
