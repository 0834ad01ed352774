//! The service: its recorders, made from `schemas/http.toml`, and the engine.

use crate::engine::{Capacity, Engine, MODELS};
use metricspec::{Metrics, Registry};
use std::error::Error;
use std::sync::Arc;

/// What the handlers share. The derive makes `mod http` with the types of the schema, and the method `request` of its
/// operation; a field with another type does not compile. `partial`: there are no workers, router or LoRA adapters here.
#[derive(Metrics)]
#[metrics(schema = "../../schemas/http.toml", partial)]
pub struct Service {
    pub(crate) requests_started_total: http::RequestsStartedTotal,
    pub(crate) requests_total: http::RequestsTotal,
    pub(crate) active_requests: http::ActiveRequests,
    pub(crate) request_duration_seconds: http::RequestDurationSeconds,
    pub(crate) embedding_latency_seconds: http::EmbeddingLatencySeconds,
    pub(crate) input_sequence_tokens: http::InputSequenceTokens,
    pub(crate) output_sequence_tokens: http::OutputSequenceTokens,
    pub(crate) output_tokens_total: http::OutputTokensTotal,
    pub(crate) time_to_first_token_seconds: http::TimeToFirstTokenSeconds,
    pub(crate) inter_token_latency_seconds: http::InterTokenLatencySeconds,
    pub(crate) model_ready: http::ModelReady,
    #[metrics(skip)]
    pub(crate) engine: Engine,
}

impl Service {
    /// A service with an engine of its own.
    pub fn new(capacity: Capacity) -> Arc<Service> {
        Arc::new(Service::with_metrics(Engine::new(capacity)))
    }

    /// Puts the recorders into a registry, from which `/metrics` is served.
    pub(crate) fn register(self: &Arc<Service>, registry: &Registry) -> Result<(), Box<dyn Error>> {
        self.model_ready.on_scrape(|out| {
            for model in MODELS {
                out.set(http::labels::Model(model), true);
            }
        });
        let registered = registry.register(&**self, ())?;
        for warning in registered.warnings() {
            eprintln!("warning: {warning}");
        }
        Ok(())
    }
}
