//! <https://crates.io/crates/prometheus-client>

use std::fmt::{Error, Write};
use std::hint::black_box;

use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::bench::{Bench, Down, Page, Scrape, held, leak, total};
use crate::harness::Candidate;
use crate::input::{Endpoint, Labels, Nothing, Request, RequestType, Status, Values, bounds};
use crate::workload::page;

const PEER: &str = "prometheus-client";

macro_rules! label_values {
    ($($label:ident)*) => {$(
        impl EncodeLabelValue for $label {
            fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), Error> {
                encoder.write_str(self.text())
            }
        }
    )*};
}
label_values!(Endpoint RequestType Status);

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
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

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
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

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct OfPage {
    endpoint: &'static str,
    request_type: &'static str,
    model: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Route {
    route: &'static str,
}

pub(crate) fn add(bench: &mut Bench) {
    let every = || (0..Labels::COUNT).map(|at| Closed::from(Labels::at(at)));
    let family: &Family<Closed, Counter> = leak(Family::default());
    let call = |at: Labels| _ = family.get_or_create(&at.into()).inc();
    let read = move || Ok(every().map(|at| family.get_or_create(&at).get()).sum());
    bench.counter.push(Candidate::new(PEER, "`get_or_create`", Labels::all, call, read));
    let family: &Family<Closed, Counter> = leak(Family::default());
    let handles: Vec<Counter> = every().map(|at| family.get_or_create_owned(&at)).collect();
    let handles: &[Counter; Labels::COUNT] = leak(handles.try_into().expect("as many as there are"));
    let call = |at: Labels| _ = handles[at.index() & 15].inc();
    let read = || Ok(handles.iter().map(Counter::get).sum());
    bench.counter.push(Candidate::new(PEER, "kept handle", Labels::all, call, read));

    let family: &Family<Open, Counter> = leak(Family::default());
    let call = |at: Request| _ = family.get_or_create(&at.into()).inc();
    let read = || Ok(Request::every().into_iter().map(|at| family.get_or_create(&at.into()).get()).sum());
    bench.open_label.push(Candidate::new(PEER, "`get_or_create`", Request::all, call, read));
    let family: &Family<Open, Counter> = leak(Family::default());
    let handles: Vec<Counter> = Request::every().into_iter().map(|at| family.get_or_create_owned(&at.into())).collect();
    let handles: &[Counter; 64] = leak(handles.try_into().expect("16 models times 4"));
    let call = |at: Request| _ = handles[(at.model_index * 4 + at.closed_index()) & 63].inc();
    let read = || Ok(handles.iter().map(Counter::get).sum());
    bench.open_label.push(Candidate::new(PEER, "kept handle", Request::all, call, read));

    let histogram = leak(Histogram::new(bounds()));
    let mut registry = Registry::default();
    registry.register("seconds", "Durations", histogram.clone());
    let read = move || total(&text(&registry), "seconds_count");
    bench.histogram.push(Candidate::new(PEER, "kept handle, `f64`", Values::seconds, |at| histogram.observe(at), read));

    let gauge: &Gauge = leak(Gauge::default());
    let guard = || Down::after(|| _ = gauge.inc(), || _ = gauge.dec());
    let read = move || held(guard, || gauge.get());
    bench.guard.push(Candidate::new(PEER, "kept handle", Nothing::all, move |()| drop(black_box(guard())), read));

    bench.counters_page.push(Page::new(PEER, "`text::encode`", "requests_total", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`text::encode`", "latency_seconds", histograms_page));
}

fn text(registry: &Registry) -> String {
    let mut text = String::new();
    encode(&mut text, registry).expect("memory takes all text");
    text
}

fn scrape_of(registry: Registry) -> Scrape {
    let mut text = String::new();
    Box::new(move |show| {
        text.clear();
        encode(&mut text, &registry).expect("memory takes all text");
        show(text.as_bytes());
    })
}

fn counters_page() -> Scrape {
    let mut registry = Registry::default();
    let family = Family::<OfPage, Counter>::default();
    registry.register("requests", "Requests", family.clone());
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        family.get_or_create(&OfPage { endpoint, request_type, model }).inc_by(at.value);
    });
    scrape_of(registry)
}

fn histograms_page() -> Scrape {
    let mut registry = Registry::default();
    let family = Family::<Route, Histogram>::new_with_constructor(|| Histogram::new(bounds()));
    registry.register("latency_seconds", "Latency", family.clone());
    for (route, values) in page::histograms() {
        let histogram = family.get_or_create(&Route { route });
        values.for_each(|value| histogram.observe(value.as_secs_f64()));
    }
    scrape_of(registry)
}
