//! `GET /metrics`, in the format that the scraper asks for.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use metricspec::{Format, Registry};
use std::sync::Arc;

pub(super) async fn handle(State(registry): State<Arc<Registry>>, headers: HeaderMap) -> Response {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let format = Format::negotiate(accept);
    ([(CONTENT_TYPE, format.content_type())], registry.encode(format)).into_response()
}
