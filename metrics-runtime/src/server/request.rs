//! The head of a request (RFC 9112, sections 3 and 5), as far as a scrape needs it.

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// Path of the target, without its query.
    pub(super) path: String,
    /// The header `Accept`, `""` if it is absent.
    pub(super) accept: String,
    /// The header `Accept-Encoding`, `""` if it is absent.
    pub(super) accept_encoding: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Other,
}

/// How long the head at the beginning of `bytes` is with the empty line at its end, if it is whole. What comes before
/// `seen` was looked at already.
pub(super) fn head_length(bytes: &[u8], seen: usize) -> Option<usize> {
    // An end that was cut begins up to three bytes before.
    let from = seen.saturating_sub(3);
    (from..bytes.len()).find_map(|at| {
        let ends = |end: &[u8]| bytes[at..].starts_with(end).then_some(at + end.len());
        ends(b"\r\n\r\n").or_else(|| ends(b"\n\n")).or_else(|| ends(b"\n\r\n"))
    })
}

/// Reads a head, `None` if it is none of HTTP/1.
pub(super) fn parse(head: &[u8]) -> Option<Request> {
    // Only what is compared matters; bytes that are no text equal nothing.
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let token = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && b != b':');
    if words.next().is_some() || !token(method) || !version.starts_with("HTTP/1.") {
        return None;
    }
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => Method::Other,
    };
    let path = path(target)?;
    let (mut accept, mut accept_encoding) = (String::new(), String::new());
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').filter(|(name, _)| token(name))?;
        let header = match name {
            _ if name.eq_ignore_ascii_case("accept") => &mut accept,
            _ if name.eq_ignore_ascii_case("accept-encoding") => &mut accept_encoding,
            _ => continue,
        };
        if !header.is_empty() {
            header.push(',');
        }
        header.push_str(value.trim());
    }
    Some(Request { method, path, accept, accept_encoding })
}

/// The path of a target: `/metrics?x=y`, or `http://host/metrics` as proxies are asked.
fn path(target: &str) -> Option<String> {
    let target = match target.split_once("://") {
        Some((_, rest)) if !target.starts_with('/') => rest.find('/').map_or("/", |at| &rest[at..]),
        _ => target,
    };
    // `OPTIONS *` is of no interest here, but no mistake.
    let path = target.split(['?', '#']).next().filter(|path| path.starts_with('/') || *path == "*")?;
    Some(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read() {
        let prometheus = b"GET /metrics?a=b HTTP/1.1\r\nHost: x:1\r\nUser-Agent: Prometheus/2.42.0\r\n\
            Accept: application/openmetrics-text;version=1.0.0\r\naccept:*/*;q=0.1\r\nAccept-Encoding: gzip\r\n\r\n";
        let request = Request {
            method: Method::Get,
            path: "/metrics".into(),
            accept: "application/openmetrics-text;version=1.0.0,*/*;q=0.1".into(),
            accept_encoding: "gzip".into(),
        };
        assert_eq!(parse(prometheus), Some(request));
        for (head, want) in [
            ("HEAD / HTTP/1.0\n\n", Some((Method::Head, "/"))),
            ("POST http://a:1/metrics HTTP/1.1\r\n\r\n", Some((Method::Other, "/metrics"))),
            ("GET http://a HTTP/1.1\r\n\r\n", Some((Method::Get, "/"))),
            ("GET /a://b HTTP/1.1\r\n\r\n", Some((Method::Get, "/a://b"))),
            ("OPTIONS * HTTP/1.1\r\n\r\n", Some((Method::Other, "*"))),
            ("GET / HTTP/1.1\r\nx: \u{fffd}\r\n\r\n", Some((Method::Get, "/"))),
            ("", None),
            ("\r\n\r\n", None),
            ("GET /\r\n\r\n", None),
            ("GET  / HTTP/1.1\r\n\r\n", None),
            ("GET metrics HTTP/1.1\r\n\r\n", None),
            ("GET / HTTP/2.0\r\n\r\n", None),
            ("G:T / HTTP/1.1\r\n\r\n", None),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n", None),
            ("GET / HTTP/1.1\r\nAccept : x\r\n\r\n", None),
            ("GET / HTTP/1.1\r\nAccept: x\r\n folded: y\r\n\r\n", None),
            ("\u{16}\u{3}\u{1}\0TLS\r\n\r\n", None),
        ] {
            let got = parse(head.as_bytes());
            assert_eq!(got.as_ref().map(|r| (r.method, r.path.as_str())), want, "{head:?}");
        }
    }

    #[test]
    fn any_bytes_are_a_request_or_none() {
        let pieces: [&[u8]; 12] = [
            b"GET",
            b" ",
            b"/metrics",
            b"HTTP/1.1",
            b"\r\n",
            b"\n",
            b"\r",
            b"://",
            b":",
            b"accept",
            b"\xff\xf0\x9f",
            b"\0?#*",
        ];
        // Every word of up to four pieces: all ways to begin, to end and to be cut there.
        let mut words: Vec<Vec<u8>> = vec![vec![]];
        let mut whole = 0;
        for _ in 0..4 {
            words = words.iter().flat_map(|word| pieces.map(|piece| [word, piece].concat())).collect();
            for word in &words {
                let length = head_length(word, 0);
                whole += usize::from(length.is_some());
                assert!(length.is_none_or(|length| word[..length].ends_with(b"\n")), "{word:?}");
                assert_eq!(parse(word), None, "{word:?}");
                let request = [b"GET /", &word[..], b" HTTP/1.1\r\n\r\n"].concat();
                let path = parse(&request).map(|request| request.path);
                assert!(path.is_none_or(|path| path.starts_with('/') && !path.contains([' ', '?'])), "{word:?}");
            }
        }
        assert!(whole > 0);
    }

    #[test]
    fn a_head_ends_with_an_empty_line_however_it_arrives() {
        for head in ["GET / HTTP/1.1\r\na: b\r\n\r\n", "GET / HTTP/1.1\na: b\n\n", "GET / HTTP/1.1\r\n\n"] {
            let bytes = [head.as_bytes(), b"GET"].concat();
            for seen in 0..head.len() {
                assert_eq!(head_length(&bytes[..head.len() - 1], seen), None, "{head:?} {seen}");
                assert_eq!(head_length(&bytes, seen), Some(head.len()), "{head:?} {seen}");
            }
        }
    }
}
