//! What is recorded about one request, from the handler's first line to the last byte of the reply.

use crate::service::Service;
use crate::service::http::labels::{Endpoint, Model, Outcome, RequestType};
use metricspec::Operation;
use std::sync::Arc;
use std::time::Instant;

/// A request in flight. However it ends, dropping this counts it with its outcome and its duration.
pub(crate) struct Request {
    pub(crate) service: Arc<Service>,
    pub(crate) model: String,
    endpoint: Endpoint,
    last_token: Option<Instant>,
    output_tokens: u64,
    /// What the schema calls the operation `request`; it ends when this is dropped.
    operation: Operation<(Outcome,)>,
}

impl Request {
    /// Starts a request. Until [`Request::outcome_if_dropped`] or [`Request::finish`] says something else, its outcome is
    /// the one that the schema declares, an internal error: that is what a handler is that ends without one.
    pub(crate) fn start(service: Arc<Service>, model: &str, endpoint: Endpoint, request_type: RequestType) -> Request {
        let known = crate::engine::MODELS.contains(&model);
        let model = if known { model } else { Model::UNKNOWN_MODEL.0 }.to_owned();
        let operation = service.request(Model(&model), endpoint, request_type);
        Request { service, model, endpoint, last_token: None, output_tokens: 0, operation }
    }

    /// The length of the prompt.
    pub(crate) fn input(&self, tokens: u32) {
        self.service.input_sequence_tokens.with(Model(&self.model)).observe(u64::from(tokens));
    }

    /// A token that has arrived from the engine.
    pub(crate) fn token(&mut self) {
        let (now, model) = (Instant::now(), Model(&self.model));
        match self.last_token.replace(now) {
            None => self.service.time_to_first_token_seconds.with(model).observe(self.operation.elapsed()),
            Some(last) => self.service.inter_token_latency_seconds.with(model).observe(now - last),
        }
        self.service.output_tokens_total.with(model).inc();
        self.output_tokens += 1;
    }

    /// How many tokens have arrived.
    pub(crate) fn output_tokens(&self) -> u64 {
        self.output_tokens
    }

    /// What it means if the request is dropped from here on: while a reply is under way, that the client went away.
    pub(crate) fn outcome_if_dropped(&mut self, outcome: Outcome) {
        self.operation.if_dropped(outcome);
    }

    /// Ends the request.
    pub(crate) fn finish(mut self, outcome: Outcome) {
        self.operation.if_dropped(outcome);
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        let (service, model) = (&self.service, Model(&self.model));
        if matches!(self.endpoint, Endpoint::Embeddings) {
            service.embedding_latency_seconds.with(model).observe(self.operation.elapsed());
        }
        if self.output_tokens > 0 {
            service.output_sequence_tokens.with(model).observe(self.output_tokens);
        }
    }
}
