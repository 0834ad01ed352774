//! <https://crates.io/crates/foundations-metrics>, a beta of what `foundations` 6 will have.

use std::hint::black_box;
use std::num::NonZeroUsize;

use foundations_metrics::{
    Counter, EncodeMetric, Family, Gauge, GaugeGuard, Histogram, LowCardinalityFamily, LowCardinalityLabel,
    NamedMetric, ThreadLocalCounter, TimeHistogram, encode_to_text,
};
use serde::Serialize;

use crate::bench::{Bench, Page, Scrape, held, leak};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values, bounds};
use crate::workload::page;

const PEER: &str = "foundations-metrics";

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
struct Closed {
    endpoint: &'static str,
    request_type: &'static str,
    status: &'static str,
    #[serde(skip)]
    index: usize,
}

impl From<Labels> for Closed {
    #[inline]
    fn from(at: Labels) -> Closed {
        let [endpoint, request_type, status] = at.texts();
        Closed { endpoint, request_type, status, index: at.index() }
    }
}

impl LowCardinalityLabel for Closed {
    const CARDINALITY: NonZeroUsize = NonZeroUsize::new(Labels::COUNT).unwrap();

    #[inline]
    fn index(&self) -> usize {
        self.index
    }
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
struct Open {
    model: String,
    request_type: &'static str,
    status: &'static str,
}

impl From<Request> for Open {
    fn from(at: Request) -> Open {
        let [model, request_type, status] = at.texts();
        Open { model: model.to_owned(), request_type, status }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
struct OfPage {
    endpoint: &'static str,
    request_type: &'static str,
    model: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
struct Route {
    route: &'static str,
}

pub(crate) fn add(bench: &mut Bench) {
    let every = || (0..Labels::COUNT).map(|at| Closed::from(Labels::at(at)));
    let family: &LowCardinalityFamily<Closed, Counter> = leak(LowCardinalityFamily::default());
    let call = |at: Labels| _ = family.get_or_create(&at.into()).inc();
    let read = move || Ok(every().map(|at| family.get_or_create(&at).get()).sum());
    bench.counter.push(Candidate::new(PEER, "`LowCardinalityFamily`", Labels::all, call, read));
    let family: &LowCardinalityFamily<Closed, ThreadLocalCounter> = leak(LowCardinalityFamily::default());
    let call = |at: Labels| family.get_or_create(&at.into()).inc();
    let read = move || Ok(every().map(|at| family.get_or_create(&at).get()).sum());
    bench.counter.push(Candidate::new(PEER, "`ThreadLocalCounter`", Labels::all, call, read));
    let family: &Family<Closed, Counter> = leak(Family::default());
    let call = |at: Labels| _ = family.get_or_create(&at.into()).inc();
    let read = move || Ok(every().map(|at| family.get_or_create(&at).get()).sum());
    bench.counter.push(Candidate::new(PEER, "`Family`", Labels::all, call, read));

    let family: &Family<Open, Counter> = leak(Family::default());
    let call = |at: Request| _ = family.get_or_create(&at.into()).inc();
    let read = || Ok(Request::every().into_iter().map(|at| family.get_or_create(&at.into()).get()).sum());
    bench.open_label.push(Candidate::new(PEER, "`Family`", Request::all, call, read));

    let histogram = leak(TimeHistogram::new(bounds()));
    let read = || Ok(histogram.snapshot().count());
    let name = "`TimeHistogram`, nanoseconds";
    bench.histogram.push(Candidate::new(PEER, name, Values::nanos, |at| histogram.observe(at), read));
    let histogram = leak(Histogram::new(bounds()));
    let read = || Ok(histogram.snapshot().count());
    bench.histogram.push(Candidate::new(PEER, "`Histogram`, `f64`", Values::seconds, |at| histogram.observe(at), read));

    let gauge: &Gauge = leak(Gauge::default());
    let guard = || GaugeGuard::new(gauge.clone());
    let read = move || held(guard, || gauge.get() as i64);
    bench.guard.push(Candidate::new(PEER, "`GaugeGuard`", Nothing::all, move |()| drop(black_box(guard())), read));

    bench.counters_page.push(Page::new(PEER, "`encode_to_text`", "requests", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`encode_to_text`", "latency_seconds", histograms_page));
}

fn scrape_of(metric: impl EncodeMetric + 'static) -> Scrape {
    Box::new(move |show| show(encode_to_text(&metric.encode()).as_bytes()))
}

fn counters_page() -> Scrape {
    let family = Family::<OfPage, Counter>::default();
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        family.get_or_create(&OfPage { endpoint, request_type, model }).inc_by(at.value);
    });
    scrape_of(NamedMetric::new("requests", "Requests", family))
}

fn histograms_page() -> Scrape {
    let family = Family::<Route, Histogram, _>::new_with_constructor(|| Histogram::new(bounds()));
    for (route, values) in page::histograms() {
        let histogram = family.get_or_create(&Route { route });
        values.for_each(|value| histogram.observe(value.as_secs_f64()));
    }
    scrape_of(NamedMetric::new("latency_seconds", "Latency", family))
}
