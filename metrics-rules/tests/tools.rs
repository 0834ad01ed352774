//! What real tools say of the files: promtool, the operator's own schema of its objects, a reader of YAML 1.1.

mod support;

use metricspec_schema::emit::Generated;
use metricspec_schema::model::Workspace;
use std::path::Path;

/// Reads a folder of files: each object must fit the operator's schema, and its `spec` must be what the plain file holds.
const CHECK_OBJECTS: &str = r#"
import glob, json, sys, yaml, jsonschema
folder, crd = sys.argv[1:]
version = next(v for v in json.load(open(crd))["spec"]["versions"] if v["name"] == "v1")
validator = jsonschema.Draft7Validator(version["schema"]["openAPIV3Schema"])
objects = sorted(glob.glob(folder + "/**/*.prometheusrule.yaml", recursive=True))
assert objects, "no objects"
for path in objects:
    text = yaml.safe_load(open(path))
    validator.validate(text)
    assert text["apiVersion"] == "monitoring.coreos.com/v1" and text["kind"] == "PrometheusRule", text
    plain = yaml.safe_load(open(path.replace(".prometheusrule.yaml", ".rules.yml")))
    assert plain == text["spec"], path
print(len(objects), "objects")
"#;

/// Writes every string of a file, with the path to it.
const STRINGS: &str = r#"
import json, sys, yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1]))["groups"][0]["rules"][0]))
"#;

fn check(name: &str, files: &[Generated]) {
    let folder = support::write(name, files);
    for file in files.iter().filter(|f| f.path.ends_with(".rules.yml")) {
        if let Some(mut promtool) = support::tool("promtool") {
            support::run(promtool.args(["check", "rules", "--lint=all", "--lint-fatal"]).arg(folder.join(&file.path)));
        }
    }
    check_objects(&folder);
}

fn check_objects(folder: &Path) {
    if let Some(mut python) = support::python("yaml, jsonschema") {
        let crd = support::root().join("tests/data/crds/prometheusrules-crd.json");
        support::run(python.args(["-c", CHECK_OBJECTS]).arg(folder).arg(crd));
    }
}

/// The rules of the golden inputs.
fn golden() -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/input");
    support::load(&support::Disk(folder))
}

#[test]
fn tools_accept_the_golden_rules() {
    let mut workspace = golden();
    check_objects(&support::write("tools-golden-objects", &support::rules(&workspace)));
    // Debian's promtool is older than this key.
    for group in workspace.schemas.iter_mut().flat_map(|s| &mut s.groups) {
        group.query_offset = None;
    }
    check("tools-golden", &support::rules(&workspace));
}

#[test]
fn tools_accept_the_rules_of_this_repository() {
    let workspace = support::load(&support::Disk(support::root()));
    let files = support::rules(&workspace);
    assert!(files.len() >= 2 * workspace.schemas.len(), "every schema has rules");
    check("tools-repository", &files);
}

#[test]
fn any_text_survives_a_reader_of_yaml_11() {
    let hostile = [
        "no",
        "12:30:00",
        "2026-11-22",
        "=",
        "~",
        "1e3",
        "0x10",
        "- a",
        "a: b",
        "a #b",
        "\"quoted\" 'twice'",
        "%TAG",
        "@x",
        "`tick`",
        "{{ $labels.x }}",
        "line\nbreak",
        "\ttab",
        "ünïcode ☃ \u{1f980}",
        "back\\slash",
        "? key",
        "| block",
        "!!int 3",
        "*alias",
        "&anchor",
        "trailing: ",
        "<<",
        ".inf",
        "\u{feff}bom",
        "\u{2028}separator",
        "null",
        "nul\u{7f}",
    ];
    let Some(mut python) = support::python("yaml") else { return };
    let mut workspace = golden();
    let alert = &mut workspace.schemas[1].alerts[0];
    alert.add_annotations = hostile.iter().enumerate().map(|(i, t)| (format!("a{i}"), (*t).to_owned())).collect();
    // Names of labels that YAML 1.1 has another idea of.
    let names = ["no", "on", "y", "null", "true", "_1", "e1"];
    alert.add_labels = names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect();
    let files = support::rules(&workspace);
    let folder = support::write("tools-hostile", &files);
    let file = files.iter().find(|f| f.path.ends_with("quiet_store.rules.yml")).expect("the file of the schema");
    let json = support::run(python.args(["-c", STRINGS]).arg(folder.join(&file.path)));
    for name in names {
        assert!(json.contains(&format!("\"{name}\": \"x\"")), "{name} is not in {json}");
    }
    for (i, text) in hostile.iter().enumerate() {
        let want = format!("\"a{i}\": {}", json_string(text));
        assert!(json.contains(&want), "{want} is not in {json}");
    }
}

/// As Python's `json.dumps` writes a string.
fn json_string(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    out.push('"');
    out
}
