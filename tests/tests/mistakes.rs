//! Mistakes in schemas, and what is said of them: `data/mistakes/NAME.toml`, in the form of the catalogue's examples, and
//! the whole report in `NAME.txt`. `UPDATE_GOLDENS=1` writes the reports anew.

use std::path::Path;

use metricspec_schema::diagnostic::{catalogue, render_all};
use metricspec_schema::load::load_project;
use metricspec_tests::root;

#[test]
fn every_mistake_is_reported_as_before() {
    let folder = root().join("tests/data/mistakes");
    let bless = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut differing = Vec::new();
    for path in toml_files(&folder) {
        let text = std::fs::read_to_string(&path).expect("a golden can be read");
        let files: Vec<(String, String)> = split(&text);
        let (workspace, diagnostics) = load_project(&files, "metrics.toml");
        let report = render_all(&diagnostics, &workspace.sources);
        assert!(!diagnostics.is_empty(), "{}: nothing is wrong", path.display());
        let golden = path.with_extension("txt");
        if bless {
            std::fs::write(&golden, &report).expect("a golden can be written");
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != report {
            differing.push(format!("{}:\n{report}", path.display()));
        }
    }
    assert!(differing.is_empty(), "{}\n(UPDATE_GOLDENS=1 accepts these)", differing.join("\n"));
}

/// The files of a golden as it stands, without the keys that the catalogue's examples get.
fn split(text: &str) -> Vec<(String, String)> {
    let mut files = catalogue::complete(text);
    let main = text.split("\n#--- ").next().unwrap_or(text);
    files[0].1 = format!("{}\n", main.trim_end_matches('\n'));
    files
}

fn toml_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> =
        entries.map(|e| e.expect("an entry").path()).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}
