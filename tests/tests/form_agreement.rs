//! The JSON Schemas, read by Python's `jsonschema`, and the parser give the same verdict on the form of every file that
//! the repository has, good and bad: the examples of every diagnostic and of
//! every key, all goldens, the real schemas.

use std::process::Command;

use metricspec_schema::diagnostic::{Family, catalogue, render_all};
use metricspec_schema::language::{example_files, json_schemas};
use metricspec_schema::load::{FileKind, check_form};
use metricspec_tests::root;
use metricspec_tests::tools::{python_with, run};
use serde_json::{Value, json};

/// A file under a name that tells where it comes from.
struct File {
    origin: String,
    kind: FileKind,
    text: String,
}

#[test]
fn python_and_the_parser_agree_on_form() {
    let Some(python) = python_with("jsonschema") else { return };
    let files = files();
    let schemas: serde_json::Map<String, Value> = json_schemas()
        .into_iter()
        .map(|(name, text)| (name.to_owned(), serde_json::from_str(&text).expect("a schema is JSON")))
        .collect();
    let listed: Vec<Value> = files.iter().map(|f| json!({ "kind": schema_name(f.kind), "text": f.text })).collect();
    let job = json!({ "schemas": schemas, "files": listed }).to_string();
    let output = run(Command::new(python).arg(root().join("tests/data/form_agreement.py")), &job);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdicts: Vec<Value> = serde_json::from_slice(&output.stdout).expect("verdicts are JSON");
    assert_eq!(verdicts.len(), files.len());

    let mut disagreements = String::new();
    let mut bad = 0;
    for (file, verdict) in files.iter().zip(&verdicts) {
        let (sources, mut diagnostics) = check_form(file.kind, &file.text);
        diagnostics.retain(|d| d.code.family == Family::Form);
        bad += usize::from(!diagnostics.is_empty());
        if diagnostics.is_empty() != verdict.is_null() {
            let report = render_all(&diagnostics, &sources);
            disagreements += &format!("{}:\nJSON Schema: {verdict}\nparser: {report}\n", file.origin);
        }
    }
    assert!(disagreements.is_empty(), "{disagreements}");
    assert!(bad > 20 && files.len() - bad > 100, "{bad} of {} files are bad: too one-sided a test", files.len());
}

fn schema_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Schema => "metrics.schema.json",
        FileKind::Project => "project.schema.json",
        FileKind::Overrides => "overrides.schema.json",
    }
}

fn kind_of(path: &str) -> FileKind {
    if path.ends_with("metrics.toml") {
        FileKind::Project
    } else if path.ends_with(".overrides.toml") {
        FileKind::Overrides
    } else {
        FileKind::Schema
    }
}

fn files() -> Vec<File> {
    let mut examples: Vec<(String, &str)> = Vec::new();
    for code in catalogue::all() {
        examples.push((format!("bad example of {}", code.name), code.bad));
        examples.push((format!("good example of {}", code.name), code.good));
    }
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("a TOML file can be read");
    let goldens: Vec<(String, String)> =
        toml_files("tests/data/mistakes").into_iter().map(|path| (path.clone(), read(&path))).collect();
    examples.extend(goldens.iter().map(|(path, text)| (path.clone(), text.as_str())));
    let mut files: Vec<File> = Vec::new();
    for (origin, example) in examples {
        for (path, text) in catalogue::complete(example) {
            files.push(File { origin: format!("{origin}, {path}"), kind: kind_of(&path), text });
        }
    }
    // Every key with its example, and with values that most keys do not take.
    let values = [
        "true",
        "-1",
        "0",
        "1.5",
        "inf",
        "''",
        "' '",
        "'x y'",
        "'a'",
        "'A'",
        "'1h'",
        "[]",
        "['a']",
        "[1, 2]",
        "{}",
        "{ a = 'b' }",
    ];
    for value in std::iter::once(None).chain(values.map(Some)) {
        for (place, kind, text) in example_files(value) {
            files.push(File { origin: format!("{place} = {}", value.unwrap_or("its example")), kind, text });
        }
    }
    for path in ["schemas", "."].iter().flat_map(|folder| toml_files(folder)) {
        files.push(File { kind: kind_of(&path), text: read(&path), origin: path });
    }
    files
}

/// TOML files of the language in a folder of the repository, relative to its root.
fn toml_files(folder: &str) -> Vec<String> {
    const OTHERS: [&str; 3] = ["Cargo.toml", "rustfmt.toml", "rust-toolchain.toml"];
    let entries = std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let names = entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> = names
        .filter(|n| n.ends_with(".toml") && !OTHERS.contains(&n.as_str()))
        .map(|n| format!("{folder}/{n}"))
        .collect();
    paths.sort();
    paths
}
