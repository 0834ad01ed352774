//! What the language promises and the run time keeps.

use metricspec_schema::model;

#[test]
fn the_run_time_depends_on_nothing_unless_asked() {
    let tree = |features: &[&str]| {
        let output = std::process::Command::new(env!("CARGO"))
            .args(["tree", "--package", "metricspec", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
            .args(["--no-default-features", "--offline"])
            .args(features)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("is text").lines().count()
    };
    assert_eq!(tree(&[]), 1);
    assert_eq!(tree(&["--features", "server"]), 1);
    assert!(tree(&["--features", "gzip"]) > 1);
}

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

#[test]
fn pages_and_processes_agree_on_logarithmic_bounds() {
    for (min, max) in
        [("0.001", "480"), ("0.25", "8"), ("1", "1.5"), ("50", "128000"), ("1e-9", "1e12"), ("0.003", "0.9")]
    {
        for count in [1, 2, 3, 5, 8, 13, 20, 33, 64, 100, 512] {
            let example = format!(
                "[metrics.a_seconds]\ntype = \"histogram\"\nunit = \"seconds\"\nhelp = \"Time taken\"\nbuckets = {{ log = {{ min = {min}, max = {max}, count = {count} }} }}\n"
            );
            let files = metricspec_schema::diagnostic::catalogue::complete(&example);
            let (workspace, _) = metricspec_schema::load::load_project(&files, "metrics.toml");
            let buckets = workspace.schemas[0].metrics[0].buckets.as_ref().expect("it has buckets");
            let declared: Vec<f64> = buckets.bounds.iter().map(|b| b.to_f64()).collect();
            let number = |text: &str| text.parse().expect("a number");
            assert_eq!(declared, metricspec::log_bounds(number(min), number(max), count), "{min} {max} {count}");
        }
    }
}
