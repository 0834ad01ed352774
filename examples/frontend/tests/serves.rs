//! The real process on a free port: requests over TCP, numbers read back in both formats.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Frontend {
    process: Child,
    address: String,
}

impl Frontend {
    fn start() -> Frontend {
        let mut process = Command::new(env!("CARGO_BIN_EXE_frontend"))
            .arg("127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut line = String::new();
        let stdout = process.stdout.take().expect("is piped");
        BufReader::new(stdout).read_line(&mut line).expect("says where it listens");
        let address = line.trim().trim_start_matches("listening on http://").to_owned();
        Frontend { process, address }
    }

    /// Sends a request, and leaves the reply to be read.
    fn send(&self, method: &str, path: &str, head: &str, body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("connects");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("sets a limit");
        let length = body.len();
        let text = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{head}Content-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(text.as_bytes()).expect("sends");
        stream
    }

    /// Status line and head, and body.
    fn ask(&self, method: &str, path: &str, head: &str, body: &str) -> (String, String) {
        let mut reply = String::new();
        self.send(method, path, head, body).read_to_string(&mut reply).expect("replies");
        let (head, body) = reply.split_once("\r\n\r\n").expect("has a head");
        (head.to_lowercase(), body.to_owned())
    }

    fn post(&self, path: &str, body: &str) -> (String, String) {
        self.ask("POST", path, "", body)
    }

    fn metrics(&self) -> String {
        self.ask("GET", "/metrics", "", "").1
    }

    /// The value of a series, 0 if it is not there.
    fn value(&self, series: &str) -> f64 {
        let text = self.metrics();
        let line = text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
        line.map_or(0.0, |value| value.parse().expect("is a number"))
    }
}

impl Drop for Frontend {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const MODEL: &str = "llama-3.1-8b";

fn requests(endpoint: &str, kind: &str, status: &str, error: &str) -> String {
    let model = if error == "validation" || error == "not_found" { "unknown_model" } else { MODEL };
    format!(
        "dynamo_frontend_requests_total{{model=\"{model}\",endpoint=\"{endpoint}\",request_type=\"{kind}\",status=\"{status}\",error_type=\"{error}\"}}"
    )
}

#[test]
fn each_route_moves_its_numbers() {
    let frontend = Frontend::start();
    let chat =
        format!(r#"{{"model":"{MODEL}","messages":[{{"role":"user","content":"one two three"}}],"max_tokens":5"#);

    let (head, body) = frontend.post("/v1/chat/completions", &format!("{chat}}}"));
    assert!(head.starts_with("http/1.1 200") && body.contains("\"chat.completion\""), "{head}\n{body}");
    let (head, body) = frontend.post("/v1/chat/completions", &format!(r#"{chat},"stream":true}}"#));
    assert!(head.contains("content-type: text/event-stream"), "{head}");
    assert_eq!(body.matches("data: {").count(), 5, "{body}");
    assert!(body.contains("data: [DONE]"), "{body}");
    let prompt = format!(r#"{{"model":"{MODEL}","prompt":"one two","max_tokens":3}}"#);
    assert!(frontend.post("/v1/completions", &prompt).1.contains("text_completion"));
    let input = format!(r#"{{"model":"{MODEL}","input":"one two"}}"#);
    assert!(frontend.post("/v1/embeddings", &input).1.contains("\"embedding\""));

    for (endpoint, kind) in [
        ("chat_completions", "unary"),
        ("chat_completions", "stream"),
        ("completions", "unary"),
        ("embeddings", "unary"),
    ] {
        assert_eq!(frontend.value(&requests(endpoint, kind, "success", "")), 1.0, "{endpoint} {kind}");
    }
    let series = |name: &str| format!("dynamo_frontend_{name}{{model=\"{MODEL}\"}}");
    for (name, want) in [
        ("output_tokens_total", 13.0),
        ("active_requests", 0.0),
        ("inflight_requests", 0.0),
        ("model_ready", 1.0),
        ("input_sequence_tokens_sum", 8.0),
        ("output_sequence_tokens_count", 3.0),
        ("time_to_first_token_seconds_count", 3.0),
        ("inter_token_latency_seconds_count", 10.0),
        ("request_duration_seconds_count", 4.0),
        ("embedding_latency_seconds_count", 1.0),
    ] {
        assert_eq!(frontend.value(&series(name)), want, "{name} in\n{}", frontend.metrics());
    }
    let spent = frontend.value(&series("time_to_first_token_seconds_sum"));
    assert!((0.12..60.0).contains(&spent), "three first tokens after 40 ms each took {spent} s");
}

#[test]
fn errors_are_counted_as_what_they_are() {
    let frontend = Frontend::start();
    let (head, _) = frontend.post("/v1/completions", "{");
    assert!(head.starts_with("http/1.1 400"), "{head}");
    let (head, body) = frontend.post("/v1/completions", r#"{"model":"gpt-0","prompt":""}"#);
    assert!(head.starts_with("http/1.1 404") && body.contains("gpt-0"), "{head}\n{body}");
    assert_eq!(frontend.value(&requests("completions", "unary", "error", "validation")), 1.0);
    assert_eq!(frontend.value(&requests("completions", "unary", "error", "not_found")), 1.0);

    // A client that reads one token and goes.
    let body = format!(r#"{{"model":"{MODEL}","prompt":"x","max_tokens":4000,"stream":true}}"#);
    let mut stream = frontend.send("POST", "/v1/completions", "", &body);
    let mut some = [0; 64];
    stream.read_exact(&mut some).expect("replies");
    assert_eq!(frontend.value(&format!("dynamo_frontend_active_requests{{model=\"{MODEL}\"}}")), 1.0);
    drop(stream);
    let cancelled = requests("completions", "stream", "error", "cancelled");
    let active = format!("dynamo_frontend_active_requests{{model=\"{MODEL}\"}}");
    let patience = Instant::now();
    while frontend.value(&cancelled) == 0.0 || frontend.value(&active) > 0.0 {
        assert!(patience.elapsed() < Duration::from_secs(10), "{}", frontend.metrics());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(frontend.value(&cancelled), 1.0);
}

#[test]
fn metrics_are_served_in_the_format_that_is_asked_for() {
    let frontend = Frontend::start();
    frontend.post("/v1/completions", "{}");
    let (head, text) = frontend.ask("GET", "/metrics", "", "");
    assert!(head.contains("content-type: text/plain; version=0.0.4"), "{head}");
    assert!(text.contains("# HELP dynamo_frontend_requests_total Total number of LLM requests processed\n"), "{text}");
    let accept = "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n";
    let (head, text) = frontend.ask("GET", "/metrics", accept, "");
    assert!(head.contains("content-type: application/openmetrics-text; version=1.0.0"), "{head}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    assert!(text.contains("# TYPE dynamo_frontend_requests counter\n"), "{text}");
}

#[test]
fn an_address_in_use_is_an_error_that_names_it() {
    let frontend = Frontend::start();
    let output = Command::new(env!("CARGO_BIN_EXE_frontend")).arg(&frontend.address).output().expect("runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(message.starts_with(&format!("error: cannot serve on `{}`: ", frontend.address)), "{message}");
}
