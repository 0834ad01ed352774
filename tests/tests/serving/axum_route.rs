//! The route for axum.

use std::convert::Infallible;
use std::io::Read;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::http::{Request, Response};
use tower_service::Service;

use crate::registry;

/// What the route answers.
async fn ask(app: &Router, method: &str, headers: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::builder().method(method).uri("/metrics");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("is a request");
    let answer: Result<_, Infallible> = app.clone().call(request).await;
    answer.unwrap_or_else(|never| match never {})
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().expect("is text"))
}

async fn body(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), usize::MAX).await.expect("is sent").to_vec()
}

fn app(registry: &metricspec::Registry) -> Router {
    Router::new().route("/metrics", metricspec::axum::route(registry))
}

#[tokio::test]
async fn formats_and_codings() {
    let (registry, _recorders) = registry();
    let app = app(&registry);
    let response = ask(&app, "GET", &[]).await;
    assert_eq!(header(&response, "content-type"), "text/plain; version=0.0.4; charset=utf-8");
    assert_eq!(header(&response, "vary"), "accept, accept-encoding");
    assert_eq!(response.body().size_hint().exact(), Some(registry.text().len() as u64));
    assert_eq!(body(response).await, registry.text().into_bytes());

    // Headers that come twice are one.
    let openmetrics = "application/openmetrics-text;version=1.0.0;q=0.6";
    let response = ask(&app, "GET", &[("accept", "text/plain;q=0.5"), ("accept", openmetrics)]).await;
    assert_eq!(header(&response, "content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert!(body(response).await.ends_with(b"# EOF\n"));

    let response = ask(&app, "GET", &[("accept-encoding", "gzip, deflate;q=0.5")]).await;
    assert_eq!(header(&response, "content-encoding"), "gzip");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*body(response).await).read_to_string(&mut text).expect("is gzip");
    assert_eq!(text, registry.text());

    let response = ask(&app, "HEAD", &[]).await;
    assert_eq!(header(&response, "content-length"), registry.text().len().to_string());
    assert!(body(response).await.is_empty());
    assert_eq!(ask(&app, "POST", &[]).await.status(), 405);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_read_is_given_up() {
    let (registry, _recorders) = registry();
    let app = app(&registry);
    let in_time = ask(&app, "GET", &[]).await;
    let late = ask(&app, "GET", &[]).await;
    tokio::time::sleep(Duration::from_secs(29)).await;
    assert_eq!(body(in_time).await, registry.text().into_bytes());
    tokio::time::sleep(Duration::from_secs(2)).await;
    // Neither empty nor complete: the connection breaks.
    assert_eq!(late.body().size_hint().exact(), None);
    assert!(!late.body().is_end_stream());
    assert!(to_bytes(late.into_body(), usize::MAX).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn places_are_bounded_and_go_from_those_who_do_not_read_to_those_who_ask() {
    let (registry, _recorders) = registry();
    let app = app(&registry);
    let mut unread = Vec::new();
    for _ in 0..8 {
        unread.push(ask(&app, "GET", &[]).await);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let response = ask(&app, "GET", &[]).await;
    assert_eq!((response.status().as_u16(), header(&response, "retry-after")), (503, "1"));
    tokio::time::sleep(Duration::from_secs(1)).await;
    let ninth = ask(&app, "GET", &[]).await;
    assert_eq!(ninth.status(), 200);
    // The oldest has gone, the next one not.
    assert!(to_bytes(unread.remove(0).into_body(), usize::MAX).await.is_err());
    assert_eq!(body(unread.remove(0)).await, registry.text().into_bytes());
    // What is dropped or read gives its place back at once.
    unread.clear();
    let mut again = vec![ninth];
    for _ in 0..7 {
        again.push(ask(&app, "GET", &[]).await);
    }
    assert!(again.iter().all(|response| response.status() == 200));
    assert_eq!(ask(&app, "GET", &[]).await.status(), 503);
}

/// On a runtime of one thread, which a function that waits would stop if it ran there.
#[tokio::test]
async fn slow_functions_stop_neither_the_runtime_nor_outlive_their_bound() {
    let (registry, recorders) = registry();
    let (go, wait) = mpsc::channel::<()>();
    let (entered, is_in) = mpsc::channel();
    let gate = Mutex::new(entered);
    let wait = Mutex::new(wait);
    recorders.items.on_scrape(move |_| {
        gate.lock().expect("nobody panics").send(()).expect("is awaited");
        _ = wait.lock().expect("nobody panics").recv();
    });
    let app = app(&registry);
    let slow: Vec<_> = (0..8)
        .map(|_| {
            let app = app.clone();
            tokio::spawn(async move { ask(&app, "GET", &[]).await.status() })
        })
        .collect();
    let mut called = 0;
    while called < 8 {
        tokio::task::yield_now().await;
        called += is_in.try_iter().count();
    }
    // The clients go away; what they asked for is still being made, and counted.
    for each in &slow {
        each.abort();
    }
    for each in slow {
        assert!(each.await.is_err());
    }
    assert_eq!(ask(&app, "GET", &[]).await.status(), 503);
    drop(go);
    while ask(&app, "GET", &[]).await.status() == 503 {
        tokio::task::yield_now().await;
    }
}
