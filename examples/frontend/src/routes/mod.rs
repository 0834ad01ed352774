//! The routes.

mod chat;
mod completions;
mod embeddings;
mod generate;
mod refusal;

use crate::service::Service;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use metricspec::Registry;
use serde_json::Value;
use std::error::Error;
use std::sync::Arc;

/// All routes of a service, whose recorders are registered here.
///
/// # Errors
/// If the recorders cannot be registered.
pub fn router(service: Arc<Service>) -> Result<Router, Box<dyn Error>> {
    let registry = Registry::new();
    service.register(&registry)?;
    Ok(Router::new()
        .route("/v1/chat/completions", post(chat::handle))
        .route("/v1/completions", post(completions::handle))
        .route("/v1/embeddings", post(embeddings::handle))
        .with_state(service)
        .route("/metrics", metricspec::axum::route(&registry)))
}

/// A JSON reply.
fn document(status: StatusCode, body: &Value) -> Response {
    (status, [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}
