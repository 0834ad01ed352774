//! What the macros cost whoever uses them, in CPU seconds. Not run by default, as it builds from nothing:
//! `cargo test -p metricspec-derive --test cost -- --ignored --nocapture`.

#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A package in a folder that is removed at the end.
struct Package(PathBuf);

impl Package {
    fn new(name: &str, dependencies: &str, code: &str) -> Package {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cost-{name}"));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("src")).expect("can create the folder");
        let manifest = format!(
            "[workspace]\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}"
        );
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, dir.join("Cargo.lock")).expect("the workspace has a lock file");
        let package = Package(dir);
        package.write("Cargo.toml", &manifest);
        package.write("src/lib.rs", code);
        package
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).expect("can write");
    }

    /// CPU seconds of a command of cargo with all that it starts.
    fn cargo(&self, command: &str) -> f64 {
        let before = children();
        let status = Command::new(env!("CARGO"))
            .args([command, "--offline", "--quiet"])
            .current_dir(&self.0)
            .env("CARGO_TARGET_DIR", self.0.join("target"))
            .env_remove("RUSTFLAGS")
            // Off on CI; whoever touches a schema has it on.
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("CARGO_MANIFEST_DIR")
            .status()
            .expect("cargo runs");
        assert!(status.success());
        children() - before
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// CPU seconds of the processes that this one has waited for, and of those that they have: `cutime` and `cstime` of
/// proc(5), in the hundredths of a second that Linux has shown there on every architecture.
fn children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("is Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = after_name.split_whitespace().skip(13).take(2).filter_map(|t| t.parse().ok()).collect();
    ticks.iter().sum::<f64>() / 100.0
}

fn runtime(features: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../metrics-runtime");
    format!("metricspec = {{ path = {path:?}, default-features = false, features = [{features}] }}\n")
}

/// 200 metrics of two labels each.
fn large_schema() -> String {
    let mut text = "version = 1\nname = \"large\"\nprefix = \"large\"\n".to_owned();
    for i in 0..20 {
        let _ = writeln!(text, "[labels.closed_{i}]\ndescription = \"D.\"\nvalues = [\"a\", \"b\", \"c\", \"d\"]");
        let _ = writeln!(text, "[labels.open_{i}]\ndescription = \"D.\"\nmax_values = 32");
    }
    for i in 0..200 {
        let kind = match i % 3 {
            0 => "type = \"counter\"".to_owned(),
            1 => "type = \"gauge\"".to_owned(),
            _ => "type = \"histogram\"\nbuckets = [1, 2, 5, 10]".to_owned(),
        };
        let labels = format!("labels = [\"open_{}\", \"closed_{}\"]", i % 20, i * 7 % 20);
        let _ = writeln!(text, "[metrics.m{i}]\n{kind}\nhelp = \"Metric {i}\"\n{labels}");
    }
    text
}

#[test]
#[ignore = "builds from nothing: half a minute of CPU"]
fn a_clean_build() {
    let syn = "syn = \"3\"\ntoml = { version = \"1.2\", default-features = false, features = [\"parse\"] }\n";
    let mut ratios = Vec::new();
    // Processor time on a shared machine differs by a quarter from run to run, upwards only: the least of some counts.
    for _ in 0..5 {
        let base = Package::new("base", syn, "").cargo("build");
        let plain = Package::new("plain", &runtime(""), "").cargo("build");
        let derive = Package::new("derive", &runtime("\"derive\""), "").cargo("build") - plain;
        println!(
            "syn and toml's parser {base:.1} s, the macros with all that they need {derive:.1} s, the run time {plain:.1} s"
        );
        ratios.push(derive / base);
        if derive <= 2.0 * base {
            return;
        }
    }
    panic!("the macros cost more than twice what syn and toml's parser do: {ratios:.2?}");
}

#[test]
#[ignore = "builds from nothing: half a minute of CPU"]
fn a_touch() {
    let package = Package::new("large", &runtime("\"derive\""), "metricspec::schema!(\"large.toml\");\n");
    package.write("large.toml", &large_schema());
    package.cargo("check");
    let touch = || {
        // Cargo compares times, and the clock of a file system has ticks.
        std::thread::sleep(std::time::Duration::from_millis(50));
        package.write("large.toml", &large_schema());
        package.cargo("check")
    };
    let mut seconds = [touch(), touch(), touch(), touch(), touch()];
    seconds.sort_by(f64::total_cmp);
    println!("a touch of a schema of 200 metrics {:.2} s", seconds[2]);
    assert!(seconds[2] <= 0.3, "{seconds:?}");
}
