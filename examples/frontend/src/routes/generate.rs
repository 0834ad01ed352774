//! What the two routes that generate text share: a whole reply, or a stream of server-sent events.

use super::refusal::refuse;
use crate::engine::MODELS;
use crate::request::Request;
use crate::service::Service;
use crate::service::http::labels::{Endpoint, ErrorType, Model, Outcome, RequestType};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::Value;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// How a route puts text into JSON.
pub(super) struct Shape {
    pub(super) endpoint: Endpoint,
    pub(super) chunk: fn(model: &str, text: &str) -> Value,
    pub(super) whole: fn(model: &str, text: &str) -> Value,
}

/// What a client asks for.
pub(super) struct Prompt {
    pub(super) model: String,
    pub(super) text: String,
    pub(super) stream: bool,
    pub(super) max_tokens: Option<u32>,
}

/// Most tokens of one reply, and how many there are if the client does not say.
const MOST: u32 = 4096;
const DEFAULT: u32 = 16;

pub(super) async fn generate(
    service: Arc<Service>,
    shape: &'static Shape,
    prompt: Result<Prompt, serde_json::Error>,
) -> Response {
    let start = |model: &str, kind| Request::start(service, model, shape.endpoint, kind);
    let prompt = match prompt {
        Ok(prompt) => prompt,
        Err(error) => {
            let request = start(Model::UNKNOWN_MODEL.0, RequestType::Unary);
            return refuse(request, ErrorType::Validation, &error.to_string());
        }
    };
    let kind = if prompt.stream { RequestType::Stream } else { RequestType::Unary };
    let mut request = start(&prompt.model, kind);
    if !MODELS.contains(&prompt.model.as_str()) {
        return refuse(request, ErrorType::NotFound, &format!("there is no model `{}`", prompt.model));
    }
    // A word is a token to this engine.
    let input = u32::try_from(prompt.text.split_whitespace().count()).unwrap_or(u32::MAX);
    request.input(input);
    match request.service.engine.generate(input, prompt.max_tokens.unwrap_or(DEFAULT).min(MOST)) {
        Err(_) => refuse(request, ErrorType::Overload, "all slots of the engine are taken"),
        Ok(tokens) => {
            request.outcome_if_dropped(Outcome::Error(ErrorType::Cancelled));
            if prompt.stream { streamed(request, tokens, shape) } else { whole(request, tokens, shape).await }
        }
    }
}

async fn whole(mut request: Request, mut tokens: Receiver<&'static str>, shape: &Shape) -> Response {
    let mut text = Vec::new();
    while let Some(token) = tokens.recv().await {
        request.token();
        text.push(token);
    }
    let mut reply = (shape.whole)(&request.model, &text.join(" "));
    reply["usage"] = serde_json::json!({ "completion_tokens": request.output_tokens() });
    request.finish(Outcome::Success);
    super::document(StatusCode::OK, &reply)
}

/// The stream owns the request: a client that goes away drops both.
fn streamed(request: Request, tokens: Receiver<&'static str>, shape: &'static Shape) -> Response {
    let events = stream::unfold(Some((request, tokens)), move |state| async move {
        let (mut request, mut tokens) = state?;
        let (event, state) = match tokens.recv().await {
            Some(token) => {
                request.token();
                let chunk = (shape.chunk)(&request.model, &format!("{token} "));
                (chunk.to_string(), Some((request, tokens)))
            }
            None => {
                request.finish(Outcome::Success);
                ("[DONE]".to_owned(), None)
            }
        };
        Some((Ok::<_, Infallible>(Event::default().data(event)), state))
    });
    Sse::new(events).into_response()
}
