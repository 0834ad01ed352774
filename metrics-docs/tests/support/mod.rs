//! Loading schemas from disk and from texts, and running the tools that read pages.
#![allow(dead_code)] // Each test uses a part of it.

use metricspec_schema::diagnostic::{Diagnostic, render_all};
use metricspec_schema::emit::Generated;
use metricspec_schema::load::{Files, load_project};
use metricspec_schema::model::Workspace;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files below a folder.
pub(crate) struct Disk(pub(crate) PathBuf);

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|e| e.to_string())
    }
}

/// Files by path.
pub(crate) struct Texts(HashMap<String, String>);

impl Texts {
    pub(crate) fn new(files: impl IntoIterator<Item = (String, String)>) -> Texts {
        Texts(files.into_iter().collect())
    }
}

impl Files for Texts {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|t| t.clone().into_bytes()).ok_or_else(|| "no such file".into())
    }
}

/// Loads a project that has no errors.
pub(crate) fn load(files: &dyn Files) -> Workspace {
    let (workspace, diagnostics) = load_project(files, "metrics.toml");
    let errors: Vec<Diagnostic> =
        diagnostics.into_iter().filter(|d| d.severity == metricspec_schema::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{}", render_all(&errors, &workspace.sources));
    workspace
}

/// Runs all emitters.
pub(crate) fn emit(workspace: &Workspace) -> (Vec<Generated>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    for emitter in metricspec_docs::EMITTERS {
        let (made, found) = (emitter.emit)(workspace);
        files.extend(made);
        diagnostics.extend(found);
    }
    (files, diagnostics)
}

/// Runs all emitters, which must find nothing wrong.
pub(crate) fn pages(workspace: &Workspace) -> Vec<Generated> {
    let (files, diagnostics) = emit(workspace);
    assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
    files
}

/// Writes files into a fresh folder below cargo's folder for tests.
pub(crate) fn write(name: &str, files: &[Generated]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folder");
        std::fs::write(path, &file.text).expect("page");
    }
    folder
}

/// A node tool that `scripts/setup.sh` installs. Where it is missing, the test says so and passes, except on CI.
pub(crate) fn node_tool(name: &str) -> Option<Command> {
    let tool = root().join(".tools/node_modules/.bin").join(name);
    if tool.exists() {
        return Some(Command::new(tool));
    }
    let required =
        ["CI", "METRICSPEC_REQUIRE_TOOLS"].iter().any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()));
    assert!(!required, "`{name}` is missing: run scripts/setup.sh");
    eprintln!("SKIPPED: `{name}` is missing; run scripts/setup.sh");
    None
}

/// Runs markdownlint on a folder of pages.
pub(crate) fn markdownlint(folder: &Path) {
    let config = root().join(".markdownlint.json");
    if let Some(mut tool) = node_tool("markdownlint") {
        run(tool.arg("--config").arg(config).arg("."), folder);
    }
}

/// Runs markdownlint and remark-validate-links on a folder of pages.
pub(crate) fn lint(folder: &Path) {
    markdownlint(folder);
    if let Some(mut tool) = node_tool("remark") {
        // Tools look for plugins from where they run; the folder is in no repository, so there is none to ask.
        let plugin = root().join(".tools/node_modules/remark-validate-links/index.js");
        let plugin = format!("{}=repository:false", plugin.canonicalize().expect("the plugin").display());
        run(tool.args(["--quiet", "--frail", "--no-config", "--no-stdout", "--use", &plugin, "."]), folder);
    }
}

fn run(command: &mut Command, folder: &Path) {
    let output = command.current_dir(folder).output().expect("the tool starts");
    let text = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&text));
}
