//! A real Prometheus server scrapes all formats and stores the same series.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use metricspec::Format;
use metricspec_tests::prometheus::{Prometheus, eventually};
use serde_json::Value;

/// Serves the exposition at the paths of all formats, and at `/metrics` in the format that the client prefers. Gives its
/// port, and what was preferred last.
fn serve() -> (u16, Arc<Mutex<Option<Format>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("is bound").port();
    let all = FORMATS.map(|(path, format)| (path, format, super::encoded(format)));
    let preferred = Arc::new(Mutex::new(None));
    let told = Arc::clone(&preferred);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let accept = head.iter().find_map(|line| line.to_lowercase().strip_prefix("accept:").map(str::to_owned));
            let forced = FORMATS.iter().find(|(path, _)| request.contains(path));
            let wanted = forced.map_or_else(|| Format::negotiate(&accept.unwrap_or_default()), |(_, format)| *format);
            if forced.is_none() {
                *told.lock().expect("nobody panics") = Some(wanted);
            }
            let (.., body) = all.iter().find(|(_, format, _)| *format == wanted).expect("all formats are there");
            let head = format!("HTTP/1.0 200 OK\r\nContent-Type: {}\r\n\r\n", wanted.content_type());
            // A scraper that is gone is no failure of the test.
            drop((&stream).write_all(&[head.as_bytes(), body].concat()));
        }
    });
    (port, preferred)
}

const FORMATS: [(&str, Format); 3] =
    [("/text", Format::Text), ("/openmetrics", Format::OpenMetrics), ("/protobuf", Format::Protobuf)];

/// Series of a job with their values, without what the server says about the scrape itself.
fn series(server: &Prometheus, job: &str) -> Vec<String> {
    server.query(&format!(r#"{{job="{job}",__name__!~"up|scrape_.*"}}"#))
}

/// Scrapes all formats with a server, which must store the same of each, and prefer this one. Gives what it says of the
/// metrics.
fn stores_the_same(feature: Option<&str>, preferred: Format) -> Option<Value> {
    let (port, told) = serve();
    let job = |path: &str| {
        let name = &path[1..];
        format!("- {{job_name: {name}, metrics_path: {path}, static_configs: [{{targets: ['127.0.0.1:{port}']}}]}}\n")
    };
    let jobs: String = ["/metrics"].into_iter().chain(FORMATS.map(|(path, _)| path)).map(job).collect();
    let server = Prometheus::start(&jobs, feature.as_slice())?;
    let names = ["metrics", "text", "openmetrics", "protobuf"];
    let all = eventually(|| {
        let all = names.map(|job| series(&server, job));
        all.iter().all(|series| !series.is_empty()).then_some(all)
    });
    let all = all.unwrap_or_default();
    let targets = server.get("/api/v1/targets").unwrap_or_default();
    let samples = super::exposition(Format::Text).lines().filter(|line| !line.starts_with('#')).count();
    let [negotiated, text, openmetrics, protobuf] = all;
    assert_eq!(text.len(), samples, "{targets}");
    assert_eq!(openmetrics, text, "{targets}");
    assert_eq!(protobuf, text, "{targets}");
    assert_eq!(negotiated, text, "{targets}");
    assert_eq!(*told.lock().expect("nobody panics"), Some(preferred));
    Some(server.get("/api/v1/metadata").unwrap_or_default())
}

#[test]
fn prometheus_stores_the_same_of_all_formats() {
    let Some(metadata) = stores_the_same(None, Format::OpenMetrics) else { return };
    // Only OpenMetrics has units, and counters that are called `unknown`.
    let of = |name: &str, key: &str| metadata[name].as_array().into_iter().flatten().any(|each| each[key] != "");
    assert!(of("dynamo_frontend_request_duration_seconds", "unit"), "{metadata}");
    let kinds = metadata["kvbm_matched_tokens"].to_string();
    assert!(kinds.contains("unknown") && kinds.contains("counter"), "{kinds}");
}

#[test]
fn prometheus_with_native_histograms_stores_the_same_of_all_formats() {
    stores_the_same(Some("native-histograms"), Format::Protobuf);
}
