//! What a request is answered with.

use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::http::Reply;
use crate::registry::Registry;

use super::request::{self, Method, Request};

/// Path of the exposition.
const PATH: &str = "/metrics";

const INDEX: &str = "<!doctype html><title>Metrics</title><a href=\"/metrics\">Metrics</a>\n";

/// An answer in bytes.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Why a request is not answered otherwise.
    pub(super) fn refusal(status: &str, why: &str) -> Self {
        Self::new(status, [("content-type", "text/plain; charset=utf-8")], format!("{why}\n").into_bytes())
    }

    fn new(status: &str, headers: impl IntoIterator<Item = (&'static str, &'static str)>, body: Vec<u8>) -> Self {
        // Writing to a `String` cannot fail.
        let mut head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
        for (name, value) in headers {
            _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        Answer { head, body }
    }
}

/// The answer to a request, given as its head.
pub(super) fn answer(head: &[u8], registry: &Registry) -> Answer {
    let Some(request) = request::parse(head) else {
        return Answer::refusal("400 Bad Request", "this is no request of HTTP/1.1");
    };
    let mut answer = of(&request, registry);
    if request.method == Method::Head {
        answer.body = Vec::new();
    }
    answer
}

fn of(request: &Request, registry: &Registry) -> Answer {
    match request.path.as_str() {
        PATH | "/" if request.method == Method::Other => {
            let mut answer = Answer::refusal("405 Method Not Allowed", "only GET and HEAD are served");
            answer.head.insert_str(answer.head.len() - 2, "allow: GET, HEAD\r\n");
            answer
        }
        PATH => {
            // The functions that a scrape calls are others' code. What panics there is caught before, so this is a net.
            let reply = || registry.reply(&request.accept, &request.accept_encoding);
            match catch_unwind(AssertUnwindSafe(reply)) {
                Ok(reply) => exposition(reply),
                Err(_) => Answer::refusal("500 Internal Server Error", "the exposition could not be made"),
            }
        }
        "/" => Answer::new("200 OK", [("content-type", "text/html; charset=utf-8")], INDEX.into()),
        _ => Answer::refusal("404 Not Found", "there is nothing here; metrics are at /metrics"),
    }
}

fn exposition(reply: Reply) -> Answer {
    Answer::new("200 OK", reply.headers(), reply.body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        let registry = Registry::with_env([("", ""); 0]);
        for (line, status, body) in [
            ("GET /metrics HTTP/1.1", "200", ""),
            ("HEAD / HTTP/1.1", "200", ""),
            ("GET / HTTP/1.0", "200", INDEX),
            ("GET /metrics/ HTTP/1.1", "404", "there is nothing here; metrics are at /metrics\n"),
            ("HEAD /x HTTP/1.1", "404", ""),
            ("POST /x HTTP/1.1", "404", "there is nothing here; metrics are at /metrics\n"),
            ("PUT /metrics HTTP/1.1", "405", "only GET and HEAD are served\n"),
            ("OPTIONS * HTTP/1.1", "404", "there is nothing here; metrics are at /metrics\n"),
            ("GET /metrics", "400", "this is no request of HTTP/1.1\n"),
        ] {
            let answer = answer(format!("{line}\r\n\r\n").as_bytes(), &registry);
            assert_eq!(answer.head.split(' ').nth(1), Some(status), "{line}");
            assert_eq!(String::from_utf8_lossy(&answer.body), body, "{line}");
            assert!(answer.head.ends_with("\r\n\r\n") && answer.head.matches("\r\n\r\n").count() == 1, "{line}");
            assert_eq!(answer.head.contains("\r\nallow: GET, HEAD\r\n"), status == "405", "{line}");
        }
    }
}
