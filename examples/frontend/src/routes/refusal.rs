//! Errors, in OpenAI's form, each with the outcome that it is counted as.

use crate::request::Request;
use crate::service::http::labels::{ErrorType, Outcome};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

/// Ends a request with an error.
pub(super) fn refuse(request: Request, error: ErrorType, message: &str) -> Response {
    let (status, kind) = match error {
        ErrorType::Validation => (StatusCode::BAD_REQUEST, "invalid_request_error"),
        ErrorType::NotFound => (StatusCode::NOT_FOUND, "not_found_error"),
        ErrorType::Overload => (StatusCode::SERVICE_UNAVAILABLE, "overloaded_error"),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
    };
    request.finish(Outcome::Error(error));
    super::document(status, &json!({ "error": { "message": message, "type": kind } }))
}
