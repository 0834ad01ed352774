//! Other people's readers of expositions.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Python, from the folder that the set-up script fills if it is there.
fn python() -> PathBuf {
    let local = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.tools/venv/bin/python");
    if local.exists() { local } else { PathBuf::from("python3") }
}

/// What a tool says to an input. `None` if the tool is not there, which is told, and is a failure in CI.
fn run(what: &str, command: &mut Command, input: &str) -> Option<Output> {
    let missing = |why: String| {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "{what} is missing: {why}");
        eprintln!("SKIPPED: {what} is missing: {why}");
        None
    };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(why) => return missing(why.to_string()),
    };
    // A tool that refuses its input may not read to the end; what it says tells why.
    _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the tool ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    if stderr.contains("ModuleNotFoundError") {
        return missing(stderr.lines().last().unwrap_or_default().to_owned());
    }
    Some(output)
}

/// What `promtool check metrics` complains of, sorted, without its explanation of how it complains.
pub(crate) fn promtool(text: &str) -> Option<Vec<String>> {
    let output = run("promtool", Command::new("promtool").args(["check", "metrics"]), text)?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
    lines.sort();
    Some(lines)
}

/// What Python's `prometheus_client` reads: `family type unit samples` for each family.
pub(crate) fn prometheus_client(text: &str, openmetrics: bool) -> Option<String> {
    let module = if openmetrics { "prometheus_client.openmetrics.parser" } else { "prometheus_client.parser" };
    let program = format!(
        "import sys\n\
         from {module} import text_string_to_metric_families as read\n\
         for f in read(sys.stdin.read()):\n    \
             print(f.name, f.type, f.unit or '-', len(f.samples))"
    );
    let output = run("prometheus_client", Command::new(python()).args(["-c", &program]), text)?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{text}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
