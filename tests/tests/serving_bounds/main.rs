//! What hostile clients can cost: threads and memory of the process are counted, so it has these tests alone, one after
//! the other.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use metricspec::{Registry, serve};

metricspec::schema!("data/serving.toml");

use serving::Recorders;
use serving::labels::{Item, Result};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const REQUEST: &[u8] = b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";

/// Length of the large exposition: more than the system takes off the hands of a sender.
const LARGE: usize = 12 << 20;

/// A registry whose exposition is this long, and its recorders.
fn registry(bytes: usize) -> (Registry, Arc<Recorders>) {
    const ITEM: usize = 8 << 10;
    let registry = Registry::with_env([("", ""); 0]);
    let recorders = Arc::new(Recorders::new());
    recorders.jobs_total.with(Result::Done).inc();
    recorders.items.on_scrape(move |out| {
        let tail = "x".repeat(ITEM);
        for item in 0..bytes / ITEM {
            out.set(Item(&format!("{item} {tail}")), 1);
        }
    });
    registry.register(&*recorders, ()).expect("registers");
    (registry, recorders)
}

/// Threads of the server.
fn threads() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("is Linux");
    let names = tasks.flatten().filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
    names.filter(|name| name.trim() == "metricspec-http").count()
}

/// Memory of the process, in bytes.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("is Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("is told");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("is a number") * 1024
}

fn send(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("connects");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("sets a limit");
    stream.write_all(bytes).expect("sends");
    stream
}

/// Everything that comes back.
fn answer(address: SocketAddr) -> String {
    let mut reply = String::new();
    let request = [REQUEST.strip_suffix(b"\r\n").expect("ends so"), b"Connection: close\r\n\r\n"].concat();
    send(address, &request).read_to_string(&mut reply).expect("replies");
    reply
}

/// A request whose answer begins with this status, repeated until it does.
fn until(address: SocketAddr, status: &str) -> TcpStream {
    loop {
        let mut stream = send(address, REQUEST);
        let mut start = [0; 12];
        if stream.read_exact(&mut start).is_ok() && start.ends_with(status.as_bytes()) {
            return stream;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn idle_connections_hold_no_thread_and_keep_no_scraper_out() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (registry, _recorders) = registry(0);
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    // A thread has its name as soon as it runs.
    while threads() < 5 {
        std::thread::yield_now();
    }
    // Some say nothing, some begin, some go on for ever.
    let beginnings: [&[u8]; 3] = [b"", b"GET /metrics HT", b"GET /metrics HTTP/1.1\r\nX-A: b\r\n"];
    let mut idle: Vec<TcpStream> =
        (0..200).map(|i| send(server.local_addr(), beginnings[i % beginnings.len()])).collect();
    for _ in 0..3 {
        for stream in &mut idle {
            // The server may have closed it by now.
            drop(stream.write_all(b"X-C: d\r\n"));
        }
        let reply = answer(server.local_addr());
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
        assert!(reply.ends_with(&registry.text()), "{reply}");
        assert_eq!(threads(), 5);
    }
    drop(server);
    // The threads that answered end on their own.
    while threads() > 0 {
        std::thread::yield_now();
    }
}

#[test]
fn clients_that_never_read_hold_no_memory_of_the_server_and_no_lock() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (registry, recorders) = registry(LARGE);
    let server = serve("127.0.0.1:0", &registry).expect("serves");
    let length = answer(server.local_addr()).len();
    assert!(length > LARGE, "{length}");
    let before = resident();
    let mut most = before;
    // Each has its answer, or as much of it as the system takes. Four are kept; a fifth makes one go.
    let silent: Vec<TcpStream> = (0..16)
        .map(|_| {
            let stream = until(server.local_addr(), "200");
            most = most.max(resident());
            stream
        })
        .collect();
    // Four at a time, and what it takes to make them; sixteen are 384 MiB.
    assert!(most - before < 8 * LARGE, "{} MiB", (most - before) >> 20);
    assert_eq!(threads(), 5);
    // Recorders and other readers go on meanwhile, and whoever reads gets everything.
    recorders.jobs_total.with(Result::Failed).inc();
    assert!(registry.text().contains("\nserving_jobs_total{result=\"failed\"} 1\n"));
    let reply = answer(server.local_addr());
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n") && reply.len() >= length, "{}", reply.len());
    drop(silent);
}

#[test]
fn clients_of_the_route_that_never_read_hold_no_memory_of_it_and_no_lock() {
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let (registry, recorders) = registry(LARGE);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("starts");
    let app: axum::Router = axum::Router::new().route("/metrics", metricspec::axum::route(&registry));
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
    let address = listener.local_addr().expect("is bound");
    runtime.spawn(async { axum::serve(listener, app).await });
    let length = answer(address).len();
    assert!(length > LARGE, "{length}");
    let before = resident();
    let mut most = before;
    let silent: Vec<TcpStream> = (0..24)
        .map(|_| {
            let stream = until(address, "200");
            most = most.max(resident());
            stream
        })
        .collect();
    // Eight at a time, and what it takes to make them; twenty-four are 576 MiB.
    assert!(most - before < 14 * LARGE, "{} MiB", (most - before) >> 20);
    recorders.jobs_total.with(Result::Failed).inc();
    assert!(registry.text().contains("\nserving_jobs_total{result=\"failed\"} 1\n"));
    drop(until(address, "200"));
    drop(silent);
    let reply = answer(address);
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n") && reply.len() >= length, "{}", reply.len());
}
