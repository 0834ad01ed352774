//! A workspace of somebody else, with an `xtask` of five lines.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::{PROJECT, Project, SHOP};

#[test]
fn five_lines_give_a_workspace_the_commands() {
    let project = Project::new("xtask");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    project.put("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"xtask\"]\n");
    project.put(".cargo/config.toml", "[alias]\nxtask = \"run --quiet --package xtask --\"\n");
    project.put(
        "xtask/Cargo.toml",
        &format!(
            "[package]\nname = \"xtask\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nmetricspec-cli = {{ path = {here:?} }}\n"
        ),
    );
    project.put("xtask/src/main.rs", "fn main() -> std::process::ExitCode {\n    metricspec_cli::main()\n}\n");
    assert_eq!(fs::read_to_string(here.join("../xtask/src/main.rs")).map(|text| text.lines().count()).ok(), Some(5));
    // The versions of this repository, which are at hand without a network.
    fs::copy(here.join("../Cargo.lock"), project.root.join("Cargo.lock")).expect("copies the lock file");
    let xtask = |args: &[&str]| -> Output {
        Command::new(env!("CARGO"))
            .args(["--offline", "xtask"])
            .args(args)
            .current_dir(&project.root)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("xtask-target"))
            .output()
            .expect("cargo runs")
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();

    project.put("schemas/shop.toml", &SHOP.replace("type = \"counter\"", "type = \"conuter\""));
    let output = xtask(&["gen"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains(" --> schemas/shop.toml:12:8"), "{}", said(&output));
    assert!(said(&output).contains("did you mean `counter`?"), "{}", said(&output));

    project.put("schemas/shop.toml", SHOP);
    let output = xtask(&["gen"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(project.text("docs/reference/shop.md").contains("shop_orders_total"));
    assert!(xtask(&["gen", "--check"]).status.success());

    project.put("metrics.toml", &format!("{PROJECT}shcemas = []\n"));
    let output = xtask(&["check"]);
    assert!(said(&output).contains(" --> metrics.toml:3:1"), "{}", said(&output));
    assert!(said(&xtask(&["gne"])).contains("`cargo xtask help` lists the commands"));
}
