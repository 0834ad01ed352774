//! <https://crates.io/crates/metrics>, with <https://crates.io/crates/metrics-exporter-prometheus>

use std::hint::black_box;
use std::sync::LazyLock;

use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::bench::{Bench, Down, Page, Scrape, held, leak, samples, total};
use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values, bounds};
use crate::workload::page;

const PEER: &str = "metrics";

/// The recorder of the process.
static EXPORTER: LazyLock<PrometheusHandle> =
    LazyLock::new(|| builder().install_recorder().expect("nothing else is installed"));

fn builder() -> PrometheusBuilder {
    PrometheusBuilder::new().set_buckets(&bounds()).expect("there are bounds")
}

fn read(name: &'static str) -> impl Fn() -> Result<u64, String> {
    move || total(&EXPORTER.render(), name)
}

fn of_labels(name: &'static str, at: Labels) -> Counter {
    let [endpoint, request_type, status] = at.texts();
    counter!(name, "endpoint" => endpoint, "request_type" => request_type, "status" => status)
}

fn of_request(name: &'static str, at: Request) -> Counter {
    let [model, request_type, status] = at.texts();
    // A label's value is an owned text, unless it lives as long as the process.
    counter!(name, "model" => model.to_owned(), "request_type" => request_type, "status" => status)
}

pub(crate) fn add(bench: &mut Bench) {
    LazyLock::force(&EXPORTER);
    let call = |at: Labels| {
        let [endpoint, request_type, status] = at.texts();
        counter!("calls", "endpoint" => endpoint, "request_type" => request_type, "status" => status).increment(1);
    };
    bench.counter.push(Candidate::new(PEER, "`counter!`", Labels::all, call, read("calls")));
    let handles: Vec<Counter> = (0..Labels::COUNT).map(|at| of_labels("handles", Labels::at(at))).collect();
    let handles: &[Counter; Labels::COUNT] = leak(handles.try_into().expect("as many as there are"));
    let call = |at: Labels| handles[at.index() & 15].increment(1);
    bench.counter.push(Candidate::new(PEER, "kept handle", Labels::all, call, read("handles")));

    let call = |at: Request| {
        let [model, request_type, status] = at.texts();
        counter!("models", "model" => model.to_owned(), "request_type" => request_type, "status" => status)
            .increment(1);
    };
    bench.open_label.push(Candidate::new(PEER, "`counter!`", Request::all, call, read("models")));
    let handles: Vec<Counter> = Request::every().into_iter().map(|at| of_request("model_handles", at)).collect();
    let handles: &[Counter; 64] = leak(handles.try_into().expect("16 models times 4"));
    let call = |at: Request| handles[(at.model_index * 4 + at.closed_index()) & 63].increment(1);
    bench.open_label.push(Candidate::new(PEER, "kept handle", Request::all, call, read("model_handles")));

    let histogram: &Histogram = leak(histogram!("seconds"));
    let call = |at| histogram.record(at);
    // Records are kept one by one until a scrape or the upkeep sorts them into buckets.
    let candidate =
        Candidate::new(PEER, "kept handle, `f64`, without the sorting", Values::seconds, call, read("seconds_count"));
    bench.histogram.push(candidate.with_upkeep(|| EXPORTER.run_upkeep()));

    let gauge: &Gauge = leak(gauge!("in_flight"));
    let guard = || Down::after(|| gauge.increment(1.0), || gauge.decrement(1.0));
    let value = || samples(&EXPORTER.render(), "in_flight").map_or(-1, |(_, sum)| sum as i64);
    let read = move || held(guard, value);
    bench.guard.push(Candidate::new(PEER, "kept handle", Nothing::all, move |()| drop(black_box(guard())), read));

    bench.counters_page.push(Page::new(PEER, "`render_to_write`", "requests", counters_page));
    bench.histograms_page.push(Page::new(PEER, "`render_to_write`", "latency_seconds", histograms_page));
}

fn scrape_of(exporter: PrometheusHandle) -> Scrape {
    let mut text = Vec::new();
    Box::new(move |show| {
        text.clear();
        exporter.render_to_write(&mut text).expect("memory takes all text");
        show(&text);
    })
}

fn counters_page() -> Scrape {
    let recorder = builder().build_recorder();
    let exporter = recorder.handle();
    metrics::with_local_recorder(&recorder, || {
        metrics::describe_counter!("requests", "Requests");
        page::counters().for_each(|at| {
            let [endpoint, request_type, model] = at.texts();
            counter!("requests", "endpoint" => endpoint, "request_type" => request_type, "model" => model)
                .increment(at.value);
        });
    });
    scrape_of(exporter)
}

fn histograms_page() -> Scrape {
    let recorder = builder().build_recorder();
    let exporter = recorder.handle();
    metrics::with_local_recorder(&recorder, || {
        metrics::describe_histogram!("latency_seconds", "Latency");
        for (route, values) in page::histograms() {
            let histogram = histogram!("latency_seconds", "route" => route);
            values.for_each(|value| histogram.record(value.as_secs_f64()));
        }
    });
    scrape_of(exporter)
}
