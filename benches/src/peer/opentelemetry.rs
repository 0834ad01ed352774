//! <https://crates.io/crates/opentelemetry_sdk>, with <https://crates.io/crates/opentelemetry-prometheus>

use std::hint::black_box;
use std::sync::LazyLock;

use opentelemetry::KeyValue;
use opentelemetry::metrics::{BoundCounter, Meter, MeterProvider, UpDownCounter};
use opentelemetry_sdk::metrics::{Instrument, SdkMeterProvider, Stream};
use prometheus::{Encoder, Registry, TextEncoder};

use crate::bench::{Bench, Down, Page, Scrape, held, leak, samples, total};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values, bounds};
use crate::workload::page;

const PEER: &str = "opentelemetry_sdk";

/// A provider, and the registry that it is exposed by.
fn provider() -> (SdkMeterProvider, Registry) {
    let registry = Registry::new();
    let exporter = opentelemetry_prometheus::exporter().with_registry(registry.clone());
    let exporter = exporter.build().expect("the registry is empty");
    // As many series as a page has.
    let view = |_: &Instrument| Stream::builder().with_cardinality_limit(2 * page::COUNTERS).build().ok();
    (SdkMeterProvider::builder().with_reader(exporter).with_view(view).build(), registry)
}

static PROVIDER: LazyLock<(SdkMeterProvider, Registry)> = LazyLock::new(provider);

fn meter() -> Meter {
    PROVIDER.0.meter("bench")
}

fn text() -> String {
    let mut text = Vec::new();
    TextEncoder::new().encode(&PROVIDER.1.gather(), &mut text).expect("memory takes all text");
    String::from_utf8_lossy(&text).into_owned()
}

fn read(name: &'static str) -> impl Fn() -> Result<u64, String> {
    move || total(&text(), name)
}

fn attributes([endpoint, request_type, status]: [&'static str; 3]) -> [KeyValue; 3] {
    [KeyValue::new("endpoint", endpoint), KeyValue::new("request_type", request_type), KeyValue::new("status", status)]
}

fn of_request(at: Request) -> [KeyValue; 3] {
    let [model, request_type, status] = at.texts();
    [
        // A value is an owned text, unless it lives as long as the process.
        KeyValue::new("model", model.to_owned()),
        KeyValue::new("request_type", request_type),
        KeyValue::new("status", status),
    ]
}

pub(crate) fn add(bench: &mut Bench) {
    let counter = leak(meter().u64_counter("calls").build());
    let call = |at: Labels| counter.add(1, &attributes(at.texts()));
    bench.counter.push(Candidate::new(PEER, "`add`", Labels::all, call, read("calls_total")));
    let counter = leak(meter().u64_counter("bound").build());
    let handles: Vec<BoundCounter<u64>> =
        (0..Labels::COUNT).map(|at| counter.bind(&attributes(Labels::at(at).texts()))).collect();
    let handles: &[BoundCounter<u64>] = leak(handles);
    let call = |at: Labels| handles[at.index() & 15].add(1);
    bench.counter.push(Candidate::new(PEER, "bound, experimental", Labels::all, call, read("bound_total")));

    let counter = leak(meter().u64_counter("models").build());
    let call = |at: Request| counter.add(1, &of_request(at));
    bench.open_label.push(Candidate::new(PEER, "`add`", Request::all, call, read("models_total")));
    let counter = leak(meter().u64_counter("model_handles").build());
    let handles: Vec<BoundCounter<u64>> =
        Request::every().into_iter().map(|at| counter.bind(&of_request(at))).collect();
    let handles: &[BoundCounter<u64>] = leak(handles);
    let call = |at: Request| handles[(at.model_index * 4 + at.closed_index()) & 63].add(1);
    bench.open_label.push(Candidate::new(PEER, "bound, experimental", Request::all, call, read("model_handles_total")));

    // The exporter appends no unit that is not given.
    let histogram = leak(meter().f64_histogram("latency").with_boundaries(bounds().into()).build());
    let call = |at| histogram.record(at, &[]);
    bench.histogram.push(Candidate::new(PEER, "`record`, no attributes", Values::seconds, call, read("latency_count")));
    let histogram = leak(meter().f64_histogram("bound_latency").with_boundaries(bounds().into()).build());
    let bound = leak(histogram.bind(&[]));
    let call = |at| bound.record(at);
    bench.histogram.push(Candidate::new(
        PEER,
        "bound, experimental",
        Values::seconds,
        call,
        read("bound_latency_count"),
    ));

    let gauge: &UpDownCounter<i64> = leak(meter().i64_up_down_counter("in_flight").build());
    let guard = || Down::after(|| gauge.add(1, &[]), || gauge.add(-1, &[]));
    let value = || samples(&text(), "in_flight").map_or(-1, |(_, sum)| sum as i64);
    let read = move || held(guard, value);
    let call = move |()| drop(black_box(guard()));
    bench.guard.push(Candidate::new(PEER, "`UpDownCounter`", Nothing::all, call, read));

    let call = "opentelemetry-prometheus";
    bench.counters_page.push(Page::new(PEER, call, "requests_total", counters_page));
    bench.histograms_page.push(Page::new(PEER, call, "latency", histograms_page));
}

fn scrape_of((provider, registry): (SdkMeterProvider, Registry)) -> Scrape {
    let mut text = Vec::new();
    Box::new(move |show| {
        let _exposed = &provider; // what the registry shows is gone with it
        text.clear();
        TextEncoder::new().encode(&registry.gather(), &mut text).expect("memory takes all text");
        show(&text);
    })
}

fn counters_page() -> Scrape {
    let provider = provider();
    let counter = provider.0.meter("page").u64_counter("requests").build();
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        let labels = [
            KeyValue::new("endpoint", endpoint),
            KeyValue::new("request_type", request_type),
            KeyValue::new("model", model),
        ];
        counter.add(at.value, &labels);
    });
    scrape_of(provider)
}

fn histograms_page() -> Scrape {
    let provider = provider();
    let histogram = provider.0.meter("page").f64_histogram("latency").with_boundaries(bounds().into()).build();
    for (route, values) in page::histograms() {
        values.for_each(|value| histogram.record(value.as_secs_f64(), &[KeyValue::new("route", route)]));
    }
    scrape_of(provider)
}
