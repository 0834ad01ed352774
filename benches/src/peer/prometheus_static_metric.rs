//! <https://crates.io/crates/prometheus-static-metric>: labels of `prometheus` as enums. Its other form, which flushes by
//! itself, loses what a thread has not flushed when it ends, and is left out: it would not count every call.

// What its macro makes.
#![allow(unreachable_pub, missing_debug_implementations, non_camel_case_types, dead_code)]

use prometheus::{IntCounterVec, Opts};
use prometheus_static_metric::make_static_metric;

use crate::bench::{Bench, leak};
use crate::harness::Candidate;
use crate::input::{Endpoint, Labels, RequestType, Status};

make_static_metric! {
    pub label_enum Endpoints { chat_completions, completions, embeddings, models }
    pub label_enum RequestTypes { stream, unary }
    pub label_enum Statuses { ok, error }
    pub struct Calls: IntCounter {
        "endpoint" => Endpoints,
        "request_type" => RequestTypes,
        "status" => Statuses,
    }
}

fn endpoint(endpoint: Endpoint) -> Endpoints {
    match endpoint {
        Endpoint::ChatCompletions => Endpoints::chat_completions,
        Endpoint::Completions => Endpoints::completions,
        Endpoint::Embeddings => Endpoints::embeddings,
        Endpoint::Models => Endpoints::models,
    }
}

fn request_type(request_type: RequestType) -> RequestTypes {
    match request_type {
        RequestType::Stream => RequestTypes::stream,
        RequestType::Unary => RequestTypes::unary,
    }
}

fn status(status: Status) -> Statuses {
    match status {
        Status::Ok => Statuses::ok,
        Status::Error => Statuses::error,
    }
}

pub(crate) fn add(bench: &mut Bench) {
    let opts = Opts::new("static_calls_total", "Requests");
    let vec = leak(IntCounterVec::new(opts, &["endpoint", "request_type", "status"]).expect("valid names"));
    let calls = leak(Calls::from(vec));
    let call = |at: Labels| {
        calls.get(endpoint(at.endpoint)).get(request_type(at.request_type)).get(status(at.status)).inc();
    };
    let read = || Ok((0..Labels::COUNT).map(|at| vec.with_label_values(&Labels::at(at).texts()).get()).sum());
    bench.counter.push(Candidate::new("prometheus-static-metric", "`get` thrice", Labels::all, call, read));
}
