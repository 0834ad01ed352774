//! `POST /v1/completions`.

use super::generate::{Prompt, Shape, generate};
use crate::service::{Service, http::labels::Endpoint};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
struct Body {
    model: String,
    prompt: String,
    #[serde(default)]
    stream: bool,
    max_tokens: Option<u32>,
}

static SHAPE: Shape = Shape { endpoint: Endpoint::Completions, chunk: reply, whole: reply };

pub(super) async fn handle(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let prompt = serde_json::from_slice(&body).map(|body: Body| Prompt {
        text: body.prompt,
        model: body.model,
        stream: body.stream,
        max_tokens: body.max_tokens,
    });
    generate(service, &SHAPE, prompt).await
}

fn reply(model: &str, text: &str) -> Value {
    json!({ "object": "text_completion", "model": model, "choices": [{ "index": 0, "text": text }] })
}
