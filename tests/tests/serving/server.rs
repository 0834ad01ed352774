//! The small server.

use std::error::Error;
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::mpsc;

use metricspec::serve;

use crate::client::{ask, send, status};
use crate::registry;
use crate::serving::labels::Item;

#[test]
fn it_answers_as_http_asks() {
    let (registry, _recorders) = registry();
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let at = server.local_addr();
    let (head, body) = ask(at, "GET /metrics");
    assert_eq!(String::from_utf8(body).expect("is text"), registry.text());
    assert!(head.starts_with("http/1.1 200 ok\r\n"), "{head}");
    for header in [
        "content-type: text/plain; version=0.0.4; charset=utf-8",
        &format!("content-length: {}", registry.text().len()),
        "connection: close",
        "vary: accept, accept-encoding",
    ] {
        assert!(head.lines().any(|line| line == header), "{header} in\n{head}");
    }
    let (of_head, body) = ask(at, "HEAD /metrics");
    assert_eq!((of_head, body), (head, vec![]));
    let (head, body) = ask(at, "GET /");
    assert!(head.starts_with("http/1.1 200") && String::from_utf8_lossy(&body).contains("href=\"/metrics\""), "{head}");
    assert!(ask(at, "GET /else").0.starts_with("http/1.1 404 "));
    assert!(ask(at, "POST /metrics").0.starts_with("http/1.1 405 "));
    assert!(ask(at, "nonsense").0.starts_with("http/1.1 400 "));
    // Both ways in which a request can be cut into pieces.
    let mut stream = TcpStream::connect(at).expect("connects");
    for byte in b"GET /metrics HTTP/1.1\r\n\r\n" {
        stream.write_all(&[*byte]).expect("sends");
    }
    assert_eq!(status(stream), "HTTP/1.1 200 OK");
    assert_eq!(status(send(at, b"GET /metrics HTTP/1.1\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n")), "HTTP/1.1 200 OK");
}

#[test]
fn it_listens_at_ipv6() {
    let (registry, _recorders) = registry();
    let server = match serve("[::1]:0", &registry) {
        // The machine has none, which is what the message says.
        Err(error) => return assert_eq!(error.kind(), ErrorKind::AddrNotAvailable, "{error}"),
        Ok(server) => server,
    };
    assert!(server.local_addr().is_ipv6());
    assert_eq!(ask(server.local_addr(), "GET /metrics").1, registry.text().into_bytes());
    // All addresses, which does not keep it from stopping.
    let server = serve("[::]:0", &registry).expect("serves");
    let port = server.local_addr().port();
    assert_eq!(ask(([127, 0, 0, 1], port).into(), "GET /metrics").1, registry.text().into_bytes());
    server.stop();
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

#[test]
fn errors_name_the_address_and_the_way_out() {
    let (registry, _recorders) = registry();
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let taken = server.local_addr();
    let error = serve(taken, &registry).expect_err("is taken");
    assert_eq!(
        error.to_string(),
        format!(
            "cannot serve metrics at `{taken}`: the address is in use; stop what listens there, or take another port (0 \
             takes a free one)"
        )
    );
    assert_eq!(error.kind(), ErrorKind::AddrInUse);
    assert!(error.source().is_some());
    for (address, way_out) in [
        ("9100", "it is no address; write `host:port`, IPv6 as `[::1]:port`"),
        ("192.0.2.1:9100", "this machine does not have the address; `0.0.0.0` or `[::]` takes all that it has"),
    ] {
        let error = serve(address, &registry).expect_err("cannot be");
        assert_eq!(error.to_string(), format!("cannot serve metrics at `{address}`: {way_out}"));
    }
}

#[test]
fn it_stops_and_frees_its_address() {
    let (registry, _recorders) = registry();
    let mut address = "127.0.0.1:0".parse().expect("an address");
    for _ in 0..3 {
        // The same one each time, beside a connection that has not asked for anything, and one that was answered.
        let server = serve(address, &registry).expect("serves");
        address = server.local_addr();
        assert!(ask(address, "GET /metrics").0.starts_with("http/1.1 200"));
        let mut idle = send(address, b"GET /met");
        let mut answered = send(address, b"GET /metrics HTTP/1.1\r\n\r\n");
        let mut reply = Vec::new();
        answered.read_to_end(&mut reply).expect("replies");
        drop(server);
        assert_eq!(idle.read(&mut [0; 9]).unwrap_or(0), 0);
        assert!(TcpStream::connect(address).is_err());
    }
}

#[test]
fn answers_under_way_are_finished_when_it_stops() {
    let (registry, recorders) = registry();
    let (go, wait) = mpsc::channel::<()>();
    let (entered, is_in) = mpsc::channel();
    let gate = std::sync::Mutex::new((entered, wait));
    recorders.items.on_scrape(move |out| {
        let gate = gate.lock().expect("nobody panics");
        gate.0.send(()).expect("is awaited");
        gate.1.recv().expect("is told");
        out.set(Item("late"), 1);
    });
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let mut stream = send(server.local_addr(), b"GET /metrics HTTP/1.1\r\n\r\n");
    is_in.recv().expect("is called");
    let stopping = std::thread::spawn(|| server.stop());
    go.send(()).expect("waits");
    let mut reply = String::new();
    stream.read_to_string(&mut reply).expect("replies");
    assert!(reply.contains("\nserving_items{item=\"late\"} 1\n"), "{reply}");
    stopping.join().expect("stops");
}

#[test]
fn a_detached_server_goes_on() {
    let (registry, _recorders) = registry();
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let address = server.local_addr();
    server.detach();
    assert!(ask(address, "GET /metrics").0.starts_with("http/1.1 200"));
}

#[test]
fn requests_that_are_too_long_or_never_end_are_told_so() {
    let (registry, _recorders) = registry();
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let at = server.local_addr();
    let head = |length: usize| {
        let start = "GET /metrics HTTP/1.1\r\nX: ";
        format!("{start}{}\r\n\r\n", "x".repeat(length - start.len() - 4)).into_bytes()
    };
    assert_eq!(status(send(at, &head(8192))), "HTTP/1.1 200 OK");
    assert_eq!(status(send(at, &head(8193))), "HTTP/1.1 431 Request Header Fields Too Large");
    // A megabyte: the server need not read it all, but the answer gets through to who sends on.
    let mut stream = TcpStream::connect(at).expect("connects");
    for piece in head(1 << 20).chunks(1 << 14) {
        if stream.write_all(piece).is_err() {
            break;
        }
    }
    assert_eq!(status(stream), "HTTP/1.1 431 Request Header Fields Too Large");
    // Half a request, and a client that closes its side, or waits.
    let half = send(at, b"GET /metrics HTTP/1.1\r\n");
    half.shutdown(Shutdown::Write).expect("closes");
    assert_eq!(status(half), "");
    assert_eq!(status(send(at, b"GET /metrics HTTP/1.1\r\n")), "HTTP/1.1 408 Request Timeout");
}

#[test]
fn when_all_threads_are_in_slow_functions_others_are_told_so() {
    let (registry, recorders) = registry();
    let (entered, is_in) = mpsc::channel();
    let (go, wait) = mpsc::channel::<()>();
    let (entered, wait) = (std::sync::Mutex::new(entered), std::sync::Mutex::new(wait));
    recorders.items.on_scrape(move |_| {
        entered.lock().expect("nobody panics").send(()).expect("is awaited");
        // Until the test is done with it.
        _ = wait.lock().expect("nobody panics").recv();
    });
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let request = b"GET /metrics HTTP/1.1\r\n\r\n";
    let slow: Vec<TcpStream> = (0..4).map(|_| send(server.local_addr(), request)).collect();
    (0..4).for_each(|_| is_in.recv().expect("is called"));
    assert_eq!(status(send(server.local_addr(), request)), "HTTP/1.1 503 Service Unavailable");
    drop(go);
    for stream in slow {
        assert_eq!(status(stream), "HTTP/1.1 200 OK");
    }
    assert_eq!(status(send(server.local_addr(), b"GET / HTTP/1.1\r\n\r\n")), "HTTP/1.1 200 OK");
}
