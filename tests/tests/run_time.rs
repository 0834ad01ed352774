//! What the language promises and the run time keeps.

use metricspec_schema::model;

#[test]
fn calls_take_as_many_labels_as_the_language_allows() {
    assert_eq!(model::MAX_OPEN, metricspec::label::MAX_OPEN);
    assert_eq!(model::MAX_CLOSED, metricspec::label::MAX_CLOSED);
}

#[test]
fn the_overflow_value_is_not_taken_by_a_declared_one() {
    let example = "[labels.a]\ndescription = \"A.\"\nvalues = [\"__other__\"]\nmax_values = 3\n[metrics.a_total]\ntype = \"counter\"\nhelp = \"Things done\"\nlabels = [\"a\"]\n";
    let files = metricspec_schema::diagnostic::catalogue::complete(example);
    let (_, diagnostics) = metricspec_schema::load::load_project(&files, "metrics.toml");
    let codes: Vec<&str> = diagnostics.iter().map(|d| d.code.name).collect();
    assert_eq!(codes, ["reserved_value"]);
    assert_eq!(metricspec::label::OTHER, "__other__");
}
