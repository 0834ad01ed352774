//! A project in a temporary folder, and running commands in it.

#![allow(dead_code, unreachable_pub, reason = "each test file has this as a module of its own and uses a part of it")]

use metricspec_cli::Exit;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A schema that has nothing wrong.
pub const SHOP: &str = r#"version = 1
name = "shop"
description = "Orders of a small shop."
prefix = "shop"
owner = "sales"

[labels.channel]
description = "Where an order comes from."
values = { online = "The web shop.", store = "The counter." }

[metrics.orders_total]
type = "counter"
unit = "orders"
help = "Orders that were paid"
labels = ["channel"]

[alerts.ShopNoOrders]
expr = 'sum(rate(shop_orders_total[30m])) == 0'
for = "30m"
severity = "warning"
summary = "Nobody has bought anything for half an hour"
"#;

/// A project file that names the schema.
pub const PROJECT: &str = "version = 1\nschemas = [\"schemas/shop.toml\"]\n";

/// A folder with a project.
pub struct Project {
    pub root: PathBuf,
}

/// What a command has done.
#[derive(Debug)]
pub struct Done {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// A folder of its own for a test, with [`PROJECT`] and [`SHOP`].
    pub fn new(test: &str) -> Project {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let project = Project { root };
        project.put("metrics.toml", PROJECT);
        project.put("schemas/shop.toml", SHOP);
        project
    }

    /// Writes a file.
    pub fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().expect("is in a folder")).expect("makes the folder");
        fs::write(path, text).expect("writes");
    }

    /// Replaces a text in the schema.
    pub fn edit(&self, from: &str, to: &str) {
        let text = self.text("schemas/shop.toml");
        assert!(text.contains(from), "{from} is not in {text}");
        self.put("schemas/shop.toml", &text.replace(from, to));
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command in the root, as `cargo xtask` would.
    pub fn run(&self, args: &str) -> Done {
        self.run_in(&self.root, args)
    }

    pub fn run_in(&self, cwd: &Path, args: &str) -> Done {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let args = std::iter::once("target/debug/xtask").chain(args.split_whitespace()).map(OsString::from);
        let exit = metricspec_cli::run(args, cwd, &mut stdout, &mut stderr);
        let text = |bytes| String::from_utf8(bytes).expect("is UTF-8");
        Done { exit, stdout: text(stdout), stderr: text(stderr) }
    }

    /// The binary, with the root as its current folder.
    pub fn binary(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_metricspec"));
        command.current_dir(&self.root);
        command
    }

    /// Every file below a folder of the project, with its bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(&self.root).expect("is inside").to_string_lossy().into_owned();
                // A file may go between listing and reading, while a command runs.
                files.extend(fs::read(&path).ok().map(|bytes| (name, bytes)));
            }
        }
        files
    }

    pub fn names(&self, folder: &str) -> Vec<String> {
        self.files(folder).into_keys().collect()
    }
}

/// Compares with a file of `tests/golden`; with `UPDATE_GOLDENS=1` in the environment, writes it instead.
pub fn assert_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&path, text).expect("writes the golden");
    }
    let want = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(text, want, "{name}");
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
