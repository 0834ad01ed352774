//! `POST /v1/embeddings`.

use super::refusal::refuse;
use crate::engine::MODELS;
use crate::request::Request;
use crate::service::Service;
use crate::service::http::labels::{Endpoint, ErrorType, Model, Outcome, RequestType};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

#[derive(Deserialize)]
struct Body {
    model: String,
    input: String,
}

pub(super) async fn handle(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let start = |model: &str| Request::start(service, model, Endpoint::Embeddings, RequestType::Unary);
    let body: Body = match serde_json::from_slice(&body) {
        Ok(body) => body,
        Err(error) => return refuse(start(Model::UNKNOWN_MODEL.0), ErrorType::Validation, &error.to_string()),
    };
    let mut request = start(&body.model);
    if !MODELS.contains(&body.model.as_str()) {
        return refuse(request, ErrorType::NotFound, &format!("there is no model `{}`", body.model));
    }
    request.outcome_if_dropped(Outcome::Error(ErrorType::Cancelled));
    let engine = request.service.clone();
    match engine.engine.embed(&body.input).await {
        Ok(embedding) => {
            request.finish(Outcome::Success);
            let data = json!([{ "object": "embedding", "index": 0, "embedding": embedding }]);
            super::document(StatusCode::OK, &json!({ "object": "list", "model": body.model, "data": data }))
        }
        Err(_) => refuse(request, ErrorType::Overload, "all slots of the engine are taken"),
    }
}
