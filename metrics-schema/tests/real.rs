//! The schemas of this repository.

mod common;

use metricspec_schema::diagnostic::render_all;
use metricspec_schema::load;

#[test]
fn the_real_schemas_have_no_errors() {
    let (workspace, diagnostics) = load::load_project(&common::repository(), "metrics.toml");
    assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
    let names: Vec<&str> = workspace.schemas.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["operator", "http", "kvbm", "custom_backend"]);
}

#[test]
fn each_schema_loads_alone_as_for_the_macros() {
    for name in ["operator", "http", "kvbm", "custom_backend"] {
        let (workspace, diagnostics) = load::load_schemas(&common::repository(), &[&format!("schemas/{name}.toml")]);
        assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
        assert_eq!(workspace.schemas[0].name.value, name);
    }
}

#[test]
fn a_shared_file_loads_alone() {
    let (workspace, diagnostics) = load::load_shared(&common::repository(), "schemas/shared.toml");
    assert!(diagnostics.is_empty(), "{}", render_all(&diagnostics, &workspace.sources));
    assert_eq!(workspace.schemas[0].name.value, "shared");
    assert!(workspace.schemas[0].label_by_key("model").is_some());
}
