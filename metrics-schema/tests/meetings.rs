//! Names that are written apart and meet in an exposition, or in Rust.

mod common;

use common::Memory;
use metricspec_schema::load::load_schemas;

/// Place, code and message of each mistake of a schema.
fn mistakes(text: &str) -> Vec<String> {
    let text = format!("version = 1\nname = \"x\"\n{text}");
    let (workspace, diagnostics) = load_schemas(&Memory::new([("x.toml", &*text)]), &["x.toml"]);
    let line = |d: &metricspec_schema::diagnostic::Diagnostic| {
        format!("{} {}: {}", workspace.sources.place(d.span), d.code.name, d.message)
    };
    diagnostics.iter().map(line).collect()
}

fn metric(key: &str, kind: &str, more: &str) -> String {
    format!("[metrics.{key}]\ntype = \"{kind}\"\nhelp = \"Help\"\n{more}\n")
}

/// The run time refuses to register such metrics together, so that the schema must not pass.
#[test]
fn families_of_openmetrics_are_names_too() {
    for (first, second, name) in [
        (metric("jobs_total", "counter", ""), metric("jobs", "gauge", ""), "jobs"),
        (metric("jobs", "gauge", ""), metric("jobs_total", "counter", ""), "jobs"),
        (metric("jobs_total", "counter", ""), metric("jobs_created", "gauge", ""), "jobs_created"),
        (metric("build_info", "info", ""), metric("build", "gauge", ""), "build"),
        (metric("size", "histogram", "buckets = [1]"), metric("size_created", "gauge", ""), "size_created"),
        (metric("jobs_total", "counter", ""), metric("jobs_info", "info", ""), "jobs"),
    ] {
        let found = mistakes(&format!("{first}{second}"));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].contains("duplicate_metric") && found[0].contains(&format!("`{name}`")), "{found:?}");
        assert!(found[0].contains("OpenMetrics"), "{found:?}");
    }
    let apart = metric("jobs_total", "counter", "") + &metric("jobs_now", "gauge", "") + "[external.jobs]\n";
    assert_eq!(mistakes(&apart), [""; 0]);
}

#[test]
fn the_label_of_the_state_is_exposed_beside_the_others() {
    let labels = "[labels.phase]\ndescription = \"D.\"\nvalues = [\"a\", \"b\"]\n\
                  [labels.other]\nname = \"phase\"\ndescription = \"D.\"\nvalues = [\"c\", \"d\"]\n";
    let state = metric("state", "stateset", "state = \"phase\"\nlabels = [\"other\"]");
    let found = mistakes(&format!("{labels}{state}"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].ends_with("duplicate_label: the labels `other` and `phase` are both exposed as `phase`"),
        "{found:?}"
    );
    let state = metric("state", "stateset", "state = \"phase\"");
    let found = mistakes(&format!("const_labels = [\"phase\"]\n{labels}{state}"));
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn const_labels_are_fields() {
    let label = |key: &str| format!("[labels.{key}]\ndescription = \"D.\"\n");
    let found = mistakes(&format!("const_labels = [\"type\"]\n{}", label("type")));
    assert_eq!(found, ["x.toml:3:17 rust_keyword: `type` is a keyword of Rust and cannot name a field"]);
    let found = mistakes(&format!("const_labels = [\"others\", \"*\"]\n{}", label("others")));
    assert_eq!(found, ["x.toml:3:17 rust_collision: the field `others` is taken: it holds the labels that `*` admits"]);
    assert_eq!(mistakes(&format!("const_labels = [\"others\"]\n{}", label("others"))), [""; 0]);
}
