//! Other people's readers of expositions.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use metricspec::{Format, Registry};

/// The exposition as OpenMetrics.
pub(crate) fn openmetrics(registry: &Registry) -> String {
    String::from_utf8(registry.encode(Format::OpenMetrics)).expect("is text")
}

/// A program, from the folder that `scripts/setup.sh` fills if it is there, else from the path.
fn program(local: &str, name: &str) -> PathBuf {
    let local = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.tools").join(local).join(name);
    if local.exists() { local } else { PathBuf::from(name) }
}

/// What a tool says to an input. `None` if the tool is not there, which is told, and is a failure where tools are
/// required: on CI.
fn run(what: &str, command: &mut Command, input: &str) -> Option<Output> {
    let missing = |why: &str| {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        assert!(!set("CI") && !set("METRICSPEC_REQUIRE_TOOLS"), "{what} is missing: {why}; run scripts/setup.sh");
        // Not by `eprintln!`, which the test harness keeps to itself.
        _ = writeln!(std::io::stderr(), "SKIPPED: {what} is missing: {why}; run scripts/setup.sh");
        None
    };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(why) => return missing(&why.to_string()),
    };
    // The inputs fit into a pipe. A tool that refuses one may not read to the end; what it says tells why.
    _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the tool ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    if stderr.contains("ModuleNotFoundError") {
        return missing(stderr.lines().last().unwrap_or_default());
    }
    Some(output)
}

/// What `promtool check metrics` complains of, sorted, without its explanation of how it complains.
pub(crate) fn promtool(text: &str) -> Option<Vec<String>> {
    let output = run("promtool", Command::new(program("debian/usr/bin", "promtool")).args(["check", "metrics"]), text)?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
    lines.sort();
    Some(lines)
}

/// What Python's `prometheus_client` reads: `family type unit samples` for each family.
pub(crate) fn prometheus_client(text: &str, openmetrics: bool) -> Option<String> {
    read(text, openmetrics, "print(f.name, f.type, f.unit or '-', len(f.samples))")
}

/// The values of a label that Python's `prometheus_client` reads, each as Python writes it in ASCII.
pub(crate) fn prometheus_client_values(text: &str, openmetrics: bool, label: &str) -> Option<String> {
    read(text, openmetrics, &format!("[print(ascii(s.labels['{label}'])) for s in f.samples]"))
}

/// What a statement about each family prints.
fn read(text: &str, openmetrics: bool, statement: &str) -> Option<String> {
    let module = if openmetrics { "prometheus_client.openmetrics.parser" } else { "prometheus_client.parser" };
    let script = format!(
        "import sys\n\
         from {module} import text_string_to_metric_families as read\n\
         for f in read(sys.stdin.buffer.read().decode()): {statement}"
    );
    let output = run("prometheus_client", Command::new(program("venv/bin", "python3")).args(["-c", &script]), text)?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{text}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
