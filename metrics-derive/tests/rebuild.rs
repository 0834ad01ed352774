//! Editing a schema rebuilds the crates that read it, and only those; crates share one schema's types.
//!
//! Builds a workspace of its own, offline, with this workspace's lock file, in this test's target directory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A workspace in a folder that is removed at the end.
struct Workspace(PathBuf);

impl Workspace {
    fn new() -> Workspace {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        let _ = fs::remove_dir_all(&dir);
        let workspace = Workspace(dir);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("is a member of the workspace");
        let runtime = root.join("metrics-runtime");
        workspace.write(
            "Cargo.toml",
            &format!(
                "[workspace]\nmembers = [\"http\", \"worker\", \"reader\", \"plain\"]\nresolver = \"3\"\n\
                 [workspace.dependencies]\nmetricspec = {{ path = {runtime:?} }}\n"
            ),
        );
        workspace.write("Cargo.lock", &fs::read_to_string(root.join("Cargo.lock")).expect("has a lock file"));
        workspace.write("schemas/http.toml", &schema("http", "include = [\"shared.toml\"]\n"));
        workspace.write("schemas/worker.toml", &schema("worker", ""));
        workspace.write("schemas/shared.toml", "version = 1\n");
        // `http` makes the types, `reader` takes them from there, `plain` has no schema but depends on `worker`.
        workspace.package("http", "", "metricspec::schema!(\"../schemas/http.toml\");\n");
        workspace.package(
            "reader",
            "http = { path = \"../http\" }\n",
            "#[derive(metricspec::Metrics)]\n\
             #[metrics(schema = \"../schemas/http.toml\", types = ::http::http)]\n\
             pub struct Reader {\n    pub items_total: http::http::ItemsTotal,\n}\n",
        );
        workspace.package("worker", "", "metricspec::schema!(\"../schemas/worker.toml\");\n");
        workspace.package("plain", "worker = { path = \"../worker\" }\n", "pub use worker::worker::ItemsTotal;\n");
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("can create the folder");
        fs::write(path, text).expect("can write");
    }

    fn package(&self, name: &str, dependencies: &str, code: &str) {
        self.write(
            &format!("{name}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\nmetricspec.workspace = true\n{dependencies}"
            ),
        );
        self.write(&format!("{name}/src/lib.rs"), code);
    }

    /// Names of the workspace's crates that had to be built.
    fn built(&self) -> BTreeSet<String> {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--workspace", "--message-format=json", "--quiet"])
            .current_dir(&self.0)
            .env("CARGO_TARGET_DIR", self.0.join("target"))
            // What cargo sets for tests is not meant for the cargo that they run.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .expect("cargo runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let built = messages.lines().filter(|m| m.contains("\"compiler-artifact\"") && m.contains("\"fresh\":false"));
        let members = ["http", "worker", "reader", "plain"];
        built
            .filter_map(|m| members.iter().find(|name| m.contains(&format!("/{name}/src/lib.rs\""))))
            .map(|name| (*name).to_owned())
            .collect()
    }

    /// Changes a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.0.join(path);
        let text = fs::read_to_string(&path).expect("is there");
        assert!(text.contains(from), "{text}");
        // Cargo compares times, and the clock of a file system has ticks.
        std::thread::sleep(std::time::Duration::from_millis(50));
        fs::write(&path, text.replace(from, to)).expect("can write");
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn schema(name: &str, more: &str) -> String {
    format!(
        "version = 1\nname = \"{name}\"\nprefix = \"{name}\"\n{more}\n\
         [metrics.items_total]\ntype = \"counter\"\nhelp = \"Items\"\n"
    )
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|n| (*n).to_owned()).collect()
}

#[test]
fn an_edit_rebuilds_the_readers_and_only_those() {
    let workspace = Workspace::new();
    assert_eq!(workspace.built(), names(&["http", "worker", "reader", "plain"]));
    assert_eq!(workspace.built(), names(&[]));
    // `plain` reads no schema; it depends on a crate that was built anew.
    workspace.edit("schemas/worker.toml", "Items", "Things");
    assert_eq!(workspace.built(), names(&["worker", "plain"]));
    workspace.edit("schemas/http.toml", "Items", "Things");
    assert_eq!(workspace.built(), names(&["http", "reader"]));
    // A file that the schema includes.
    workspace.edit("schemas/shared.toml", "version = 1", "version = 1 # edited");
    assert_eq!(workspace.built(), names(&["http", "reader"]));
    assert_eq!(workspace.built(), names(&[]));
}
