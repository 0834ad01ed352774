//! `POST /v1/chat/completions`.

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
    messages: Vec<Message>,
    #[serde(default)]
    stream: bool,
    max_tokens: Option<u32>,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

static SHAPE: Shape = Shape { endpoint: Endpoint::ChatCompletions, chunk, whole };

pub(super) async fn handle(State(service): State<Arc<Service>>, body: Bytes) -> Response {
    let prompt = serde_json::from_slice(&body).map(|body: Body| Prompt {
        text: body.messages.iter().map(|message| message.content.as_str()).collect::<Vec<_>>().join("\n"),
        model: body.model,
        stream: body.stream,
        max_tokens: body.max_tokens,
    });
    generate(service, &SHAPE, prompt).await
}

fn chunk(model: &str, text: &str) -> Value {
    json!({
        "object": "chat.completion.chunk",
        "model": model,
        "choices": [{ "index": 0, "delta": { "role": "assistant", "content": text } }],
    })
}

fn whole(model: &str, text: &str) -> Value {
    json!({
        "object": "chat.completion",
        "model": model,
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": "length" }],
    })
}
