//! A real Prometheus server scrapes all formats and stores the same series.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use metricspec::Format;
use metricspec_tests::tools::tool;
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

/// A running server, and its folder.
struct Server {
    process: Child,
    folder: PathBuf,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

impl Server {
    fn start(program: PathBuf, scraped: u16, feature: Option<&str>) -> Self {
        let folder = format!("metricspec-prometheus-{}-{}", std::process::id(), feature.unwrap_or_default());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let job = |name, path| {
            format!(
                "- {{job_name: {name}, metrics_path: {path}, static_configs: [{{targets: ['127.0.0.1:{scraped}']}}]}}\n"
            )
        };
        let jobs = [("/metrics", Format::Text)].iter().chain(&FORMATS).map(|(path, _)| job(&path[1..], path));
        let jobs: String = jobs.collect();
        let config = format!("global: {{scrape_interval: 1s}}\nscrape_configs:\n{jobs}");
        std::fs::write(folder.join("prometheus.yml"), config).expect("is written");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let process = Command::new(program)
            .arg(format!("--config.file={}", folder.join("prometheus.yml").display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .args(feature.map(|feature| format!("--enable-feature={feature}")))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        Server { process, folder, port }
    }

    /// The data of an answer, `None` while the server does not answer.
    fn get(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.write_all(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        let mut body: Value = serde_json::from_str(body).ok()?;
        Some(body["data"].take())
    }

    /// Series of a job with their values, without what the server says about the scrape itself.
    fn series(&self, job: &str) -> Vec<String> {
        let query = format!("/api/v1/query?query=%7Bjob%3D%22{job}%22%2C__name__!~%22up%7Cscrape_.*%22%7D");
        let data = self.get(&query).unwrap_or_default();
        let mut all: Vec<String> = Vec::new();
        for each in data["result"].as_array().into_iter().flatten() {
            let mut labels = each["metric"].clone();
            labels["job"].take();
            all.push(format!("{labels} {}", each["value"][1]));
        }
        all.sort();
        all
    }
}

/// Scrapes all formats with a server, which must store the same of each, and prefer this one. Gives what it says of the
/// metrics.
fn stores_the_same(feature: Option<&str>, preferred: Format) -> Option<Value> {
    let (port, told) = serve();
    let server = Server::start(tool("prometheus")?, port, feature);
    let start = Instant::now();
    let series = || ["metrics", "text", "openmetrics", "protobuf"].map(|job| server.series(job));
    let mut all = series();
    while all.iter().any(Vec::is_empty) && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(200));
        all = series();
    }
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
