//! A real Prometheus server.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::tools::tool;

/// A running server with a folder of its own. Both are gone when it is dropped.
pub struct Prometheus {
    process: Child,
    folder: PathBuf,
    port: u16,
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

impl Prometheus {
    /// Starts one that scrapes every second what `scrape_configs` says, with features that are off by default. `None` if
    /// there is no Prometheus here.
    ///
    /// # Panics
    /// If it cannot be started.
    pub fn start(scrape_configs: &str, features: &[&str]) -> Option<Self> {
        let program = tool("prometheus")?;
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let folder = std::env::temp_dir().join(format!("metricspec-prometheus-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let config = format!("global: {{scrape_interval: 1s}}\nscrape_configs:\n{scrape_configs}");
        std::fs::write(folder.join("prometheus.yml"), config).expect("is written");
        let process = Command::new(program)
            .arg(format!("--config.file={}", folder.join("prometheus.yml").display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .args(features.iter().map(|feature| format!("--enable-feature={feature}")))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        Some(Prometheus { process, folder, port })
    }

    /// The data of an answer, `None` while the server does not answer.
    pub fn get(&self, path: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.write_all(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        let mut body: Value = serde_json::from_str(body).ok()?;
        Some(body["data"].take())
    }

    /// The series that a query gives, `labels value` each, sorted. Without the label `job`.
    pub fn query(&self, promql: &str) -> Vec<String> {
        let data = self.get(&format!("/api/v1/query?query={}", encoded(promql))).unwrap_or_default();
        let mut all: Vec<String> = Vec::new();
        for each in data["result"].as_array().into_iter().flatten() {
            let mut labels = each["metric"].clone();
            labels["job"].take();
            all.push(format!("{labels} {}", each["value"][1]));
        }
        all.sort();
        all
    }

    /// The number that a query gives, once it gives exactly one.
    pub fn number(&self, promql: &str) -> Option<f64> {
        let data = self.get(&format!("/api/v1/query?query={}", encoded(promql)))?;
        match data["result"].as_array()?.as_slice() {
            [one] => one["value"][1].as_str()?.parse().ok(),
            _ => None,
        }
    }
}

/// Tries again until there is something, for a minute.
pub fn eventually<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        match ask() {
            None if start.elapsed() < Duration::from_secs(60) => std::thread::sleep(Duration::from_millis(200)),
            answer => return answer,
        }
    }
}

/// A text as a part of a URL.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
