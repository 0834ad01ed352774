//! This product, through the recorders that the macros make.

use std::hint::black_box;
use std::sync::{Arc, Barrier, LazyLock};

use metricspec::{Format, Metrics, Registry};

use crate::bench::{Bench, Page, Scrape, held, leak, total};
use crate::harness::Candidate;
use crate::input::{Labels, MODELS, Nothing, Request, Values, closed};
use crate::schema::bench::labels::Model;
use crate::schema::scrape::labels::{AnyModel, Endpoint, Model as ClosedModel, RequestType};
use crate::schema::{bench as recorders, scrape};
use crate::workload::page;

pub(crate) const PEER: &str = "metricspec";

static BENCH: recorders::Recorders = recorders::Recorders::new();

/// Where `BENCH` is registered, with bounds from what stands for the environment.
static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let bounds = [("BENCH_SECONDS_MIN", "0.001"), ("BENCH_SECONDS_MAX", "500"), ("BENCH_SECONDS_COUNT", "20")];
    registry(Registry::with_env(bounds), &BENCH)
});

/// A service that has one of the metrics as a field.
#[derive(Metrics)]
#[metrics(schema = "schemas/bench.toml", types = crate::schema::bench, partial)]
struct Service {
    requests_total: recorders::RequestsTotal,
}

#[derive(Metrics)]
#[metrics(schema = "schemas/scrape.toml", types = crate::schema::scrape, partial)]
struct ClosedPage {
    closed_requests_total: scrape::ClosedRequestsTotal,
}

#[derive(Metrics)]
#[metrics(schema = "schemas/scrape.toml", types = crate::schema::scrape, partial)]
struct OpenPage {
    open_requests_total: scrape::OpenRequestsTotal,
}

#[derive(Metrics)]
#[metrics(schema = "schemas/scrape.toml", types = crate::schema::scrape, partial)]
struct HistogramPage {
    latency_seconds: scrape::LatencySeconds,
}

fn registry<'a, M: Metrics<ConstLabels<'a> = ()>>(registry: Registry, metrics: &M) -> Registry {
    let registered = registry.register(metrics, ()).expect("names of these schemas are not taken");
    assert!(registered.warnings().is_empty(), "{:?}", registered.warnings());
    registry
}

fn read(name: &'static str) -> impl Fn() -> Result<u64, String> {
    move || total(&REGISTRY.text(), name)
}

pub(crate) fn add(bench: &mut Bench) {
    LazyLock::force(&REGISTRY);
    counter(bench);
    open_label(bench);
    histogram(bench);
    let call = |()| drop(black_box(BENCH.in_flight_requests.guard()));
    let value = || samples_of_gauge().unwrap_or(-1);
    let read = move || held(|| BENCH.in_flight_requests.guard(), value);
    bench.guard.push(Candidate::new(PEER, "`guard()`", Nothing::all, call, read));
    pages(bench);
}

fn samples_of_gauge() -> Result<i64, String> {
    let (_, sum) = crate::bench::samples(&REGISTRY.text(), "bench_in_flight_requests")?;
    Ok(sum as i64)
}

fn counter(bench: &mut Bench) {
    let call = |at: Labels| BENCH.requests_total.with(at.endpoint, at.request_type, at.status).inc();
    bench.counter.push(Candidate::new(PEER, "`static`", Labels::all, call, read("bench_requests_total")));

    let service = Arc::new(Service::with_metrics());
    let registry = registry(Registry::new(), &*service);
    let call = move |at: Labels| service.requests_total.with(at.endpoint, at.request_type, at.status).inc();
    let read = move || total(&registry.text(), "bench_requests_total");
    bench.counter.push(Candidate::new(PEER, "field of a service", Labels::all, call, read));
}

fn open_label(bench: &mut Bench) {
    let call = |at: Request| BENCH.model_requests_total.with(Model(at.model), at.request_type, at.status).inc();
    let name = "bench_model_requests_total";
    bench.open_label.push(Candidate::new(PEER, "`with(…)`", Request::all, call, read(name)));

    // In a registry of its own, so that each is checked against its own calls.
    let own = leak(recorders::Recorders::new());
    let registry = registry(Registry::new(), own);
    let bound = MODELS.map(|model| own.model_requests_total.bind(Model(model)));
    let call = move |at: Request| bound[at.model_index & 15].with(at.request_type, at.status).inc();
    let read = move || total(&registry.text(), name);
    bench.open_label.push(Candidate::new(PEER, "`bind` once, `with(…)`", Request::all, call, read));
}

fn histogram(bench: &mut Bench) {
    let all = &mut bench.histogram;
    let call = |value| BENCH.fixed_duration_seconds.observe(value);
    let count = read("bench_fixed_duration_seconds_count");
    all.push(Candidate::new(PEER, "fixed bounds, `Duration`", Values::durations, call, count));
    let call = |value| BENCH.fixed_float_seconds.observe(value);
    let count = read("bench_fixed_float_seconds_count");
    all.push(Candidate::new(PEER, "fixed bounds, `f64`", Values::seconds, call, count));
    let call = |value| BENCH.env_duration_seconds.observe(value);
    let count = read("bench_env_duration_seconds_count");
    all.push(Candidate::new(PEER, "bounds from the environment, `Duration`", Values::durations, call, count));
    let call = |value| BENCH.env_float_seconds.observe(value);
    let count = read("bench_env_float_seconds_count");
    all.push(Candidate::new(PEER, "bounds from the environment, `f64`", Values::seconds, call, count));
}

/// Records on this thread, then once more on each of 16 that run at the same time.
fn on_threads(threads: bool, record: impl Fn(u64) + Sync) {
    if !threads {
        return record(0);
    }
    let barrier = Barrier::new(16);
    std::thread::scope(|scope| {
        for part in 0..16 {
            let (barrier, record) = (&barrier, &record);
            scope.spawn(move || {
                barrier.wait();
                record(part);
                barrier.wait();
            });
        }
    });
}

/// What a thread adds: the first one the value less what the others add.
fn share(threads: bool, part: u64, value: u64) -> u64 {
    match (threads, part) {
        (false, _) => value,
        (true, 0) => value - 15,
        (true, _) => 1,
    }
}

fn scrape_of(registry: Registry) -> Scrape {
    let mut text = Vec::new();
    Box::new(move |show| {
        text.clear();
        registry.encode_to(&mut text, Format::Text);
        show(&text);
    })
}

fn pages(bench: &mut Bench) {
    for (threads, call) in
        [(false, "closed labels, written by 1 thread"), (true, "closed labels, written by 16 threads")]
    {
        let page = Page::new(PEER, call, "scrape_closed_requests_total", move || {
            let service = ClosedPage::with_metrics();
            let registry = registry(Registry::new(), &service);
            on_threads(threads, |part| {
                page::counters().for_each(|at| {
                    let labels: (Endpoint, RequestType, ClosedModel) =
                        (closed(at.endpoint), closed(at.request_type), closed(at.model));
                    let series = service.closed_requests_total.with(labels.0, labels.1, labels.2);
                    series.add(share(threads, part, at.value));
                });
            });
            scrape_of(registry)
        });
        bench.counters_page.push(Page { one_thread: !threads, ..page });
    }
    bench.counters_page.push(Page::new(PEER, "one open label", "scrape_open_requests_total", || {
        let service = OpenPage::with_metrics();
        let registry = registry(Registry::new(), &service);
        page::counters().for_each(|at| {
            let (endpoint, request_type): (Endpoint, RequestType) = (closed(at.endpoint), closed(at.request_type));
            let model = AnyModel(page::labels().models[at.model]);
            service.open_requests_total.with(model, endpoint, request_type).add(at.value);
        });
        scrape_of(registry)
    }));
    for (threads, call) in [(false, "open label, written by 1 thread"), (true, "open label, written by 16 threads")] {
        let page = Page::new(PEER, call, "scrape_latency_seconds", move || {
            let service = HistogramPage::with_metrics();
            let registry = registry(Registry::new(), &service);
            on_threads(threads, |part| {
                page::histograms().for_each(|(route, values)| {
                    let bound = service.latency_seconds.bind(scrape::labels::Route(route));
                    for (at, value) in values.enumerate() {
                        if !threads || at as u64 % 16 == part {
                            bound.observe(value);
                        }
                    }
                });
            });
            scrape_of(registry)
        });
        bench.histograms_page.push(Page { one_thread: !threads, ..page });
    }
}
