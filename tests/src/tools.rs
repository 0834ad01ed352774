//! Programs that tests ask for a second opinion. `scripts/setup.sh` installs them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::root;

/// A program, if it is there. If not, says so loudly, and fails where tools are required: on CI.
pub fn tool(name: &str) -> Option<PathBuf> {
    let local = [".tools/debian/usr/bin", ".tools/venv/bin", ".tools/node_modules/.bin"].map(|f| root().join(f));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = local.into_iter().chain(std::env::split_paths(&path)).map(|f| f.join(name)).find(|f| f.is_file());
    found.or_else(|| missing(name))
}

/// A Python that has a module.
pub fn python_with(module: &str) -> Option<PathBuf> {
    let has = |python: &PathBuf| {
        let import = Command::new(python).args(["-c", &format!("import {module}")]).output();
        import.is_ok_and(|output| output.status.success())
    };
    let candidates = [root().join(".tools/venv/bin/python"), PathBuf::from("python3")];
    candidates.into_iter().find(has).or_else(|| missing(&format!("Python's {module}")))
}

fn missing(name: &str) -> Option<PathBuf> {
    let required =
        ["CI", "METRICSPEC_REQUIRE_TOOLS"].iter().any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()));
    assert!(!required, "{name} is missing: run scripts/setup.sh");
    // Not by `eprintln!`, which the test harness keeps to itself.
    drop(writeln!(std::io::stderr(), "SKIPPED: {name} is missing: run scripts/setup.sh"));
    None
}

/// Runs a program with a text as its input.
///
/// # Panics
/// If it cannot be run.
pub fn run(command: &mut Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().expect("is piped");
    let input = input.to_owned();
    // On a thread of its own: both pipes could be full otherwise.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("ends");
    // A program that has seen enough may close its input.
    drop(writer.join());
    output
}
