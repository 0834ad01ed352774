//! A route for axum that serves a registry (feature `axum`).
//!
//! ```
//! use axum::Router;
//! use metricspec::Registry;
//!
//! let registry = Registry::new();
//! let app: Router = Router::new().route("/metrics", metricspec::axum::route(&registry));
//! ```
//!
//! Expositions are made on a thread of the runtime that may block, since functions that are called at a scrape can be
//! slow: 10,000 series that one gives took 2 ms. To go there and back took 30 µs. Whoever scrapes gets what [`Registry::reply`] makes of the request's
//! headers.
//!
//! What scrapers can hold on to is bounded: at most 8 expositions are in hand at once, made or being sent. One that is not
//! read to its end in 30 seconds, or in one if another request needs its place, is given up: its memory is freed, and its
//! connection closed. A request for which there is no place is answered with status 503. A client that goes away gives its
//! place back once the exposition is made. No lock of the registry is held while one is sent.

mod body;
mod place;

use std::sync::Arc;
use std::time::Duration;

use ::axum::body::Body;
use ::axum::http::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use ::axum::http::{Response, StatusCode};
use ::axum::response::IntoResponse;
use ::axum::routing::{MethodRouter, get};
use tokio::runtime::Handle;

use crate::http::Reply;
use crate::registry::Registry;

use body::Sent;
use place::{Place, Places};

/// How many expositions are in hand at once.
const PLACES: usize = 8;

/// How long a client may take to read an exposition.
const PATIENCE: Duration = Duration::from_secs(30);

/// `GET` and `HEAD` of a registry, in the format and coding that the scraper asks for.
///
/// It runs in tokio, with timers enabled, as `#[tokio::main]` has them.
pub fn route<S: Clone + Send + Sync + 'static>(registry: &Registry) -> MethodRouter<S> {
    let registry = registry.clone();
    let places = Arc::new(Places::new(PLACES));
    get(move |headers: HeaderMap| scrape(registry.clone(), Arc::clone(&places), headers))
}

async fn scrape(registry: Registry, places: Arc<Places>, headers: HeaderMap) -> Response<Body> {
    let Some(place) = places.take() else {
        let busy = "too many scrapes are under way\n";
        return (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "1")], busy).into_response();
    };
    let make = move || {
        let reply = registry.reply(&joined(&headers, &ACCEPT), &joined(&headers, &ACCEPT_ENCODING));
        // With the reply, so that the place is taken until there is one, even if nobody waits for it any more.
        (reply, place)
    };
    let Ok(runtime) = Handle::try_current() else {
        // Another runtime, which has neither such threads nor these timers.
        let (reply, place) = make();
        return response(reply, place, None);
    };
    match runtime.spawn_blocking(make).await {
        Ok((reply, place)) => {
            let timed = Arc::downgrade(&place);
            let timer = runtime.spawn(async move {
                tokio::time::sleep(PATIENCE).await;
                if let Some(place) = timed.upgrade() {
                    place.give_up();
                }
            });
            response(reply, place, Some(timer.abort_handle()))
        }
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "the exposition could not be made\n").into_response(),
    }
}

fn response(reply: Reply, place: Arc<Place>, timer: Option<tokio::task::AbortHandle>) -> Response<Body> {
    let headers = reply.headers();
    let mut response = Response::new(Body::new(Sent::new(reply.body, place, timer)));
    for (name, value) in headers {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// All values of a header, with commas between.
fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    values.join(",")
}
