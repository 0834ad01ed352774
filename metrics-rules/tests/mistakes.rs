//! What is found only when rules are made.

mod support;

use metricspec_schema::diagnostic::render_all;

/// The messages for a project with one schema.
fn found(prometheus: &str, schema: &str) -> String {
    let project = format!("version = 1\nschemas = [\"a.toml\"]\n[prometheus]\nversion = \"{prometheus}\"\n");
    let schema = format!("version = 1\nname = \"a\"\n{schema}");
    let workspace = support::load(&support::Texts::new([("metrics.toml".into(), project), ("a.toml".into(), schema)]));
    let (_, diagnostics) = support::emit(&workspace);
    render_all(&diagnostics, &workspace.sources)
}

#[track_caller]
fn says(found: &str, texts: &[&str]) {
    for text in texts {
        assert!(found.contains(text), "`{text}` is not in:\n{found}");
    }
}

const ALERT: &str = "[alerts.UpDown]\nexpr = 'up == 0'\nseverity = \"info\"\nsummary = \"Down\"\n";

#[test]
fn recording_rules_that_read_each_other() {
    let text = found(
        "2.42",
        "[records.\"a:x:sum\"]\ndescription = \"A.\"\nexpr = 'b:x:sum'\n\
         [records.\"b:x:sum\"]\ndescription = \"B.\"\nexpr = 'sum(a:x:sum)'\n",
    );
    says(&text, &["record_cycle", "`a:x:sum` reads `b:x:sum` reads `a:x:sum`", "a.toml:3:10"]);
}

#[test]
fn keys_of_newer_servers() {
    let offset = format!("{ALERT}group = \"slow\"\n[groups.slow]\nquery_offset = \"1m\"\n");
    says(&found("2.52", &offset), &["needs_newer_prometheus", "`query_offset` of group `slow` needs Prometheus 2.53"]);
    assert_eq!(found("2.53", &offset), "");
    let keep = format!("{ALERT}keep_firing_for = \"5m\"\n");
    says(&found("2.41", &keep), &["`keep_firing_for` of alert `UpDown` needs Prometheus 2.42", "2.41"]);
    assert_eq!(found("2.42", &keep), "");
}

#[test]
fn labels_that_are_made_already() {
    let text = found("2.42", &format!("{ALERT}add_labels = {{ severity = \"page\" }}\n"));
    says(&text, &["rule_label_twice", "`add_labels` of alert `UpDown` gives `severity`"]);
    let text = found("2.42", &format!("{ALERT}add_annotations = {{ summary = \"Other\" }}\n"));
    says(&text, &["`add_annotations` of alert `UpDown` gives `summary`"]);
}

/// The examples of the catalogue are what they say.
#[test]
fn examples_hold() {
    use metricspec_schema::diagnostic::catalogue::complete;
    for code in metricspec_rules::codes::CODES {
        for (example, bad) in [(code.bad, true), (code.good, false)] {
            let workspace = support::load(&support::Texts::new(complete(example)));
            let (_, diagnostics) = support::emit(&workspace);
            assert_eq!(diagnostics.iter().any(|d| std::ptr::eq(d.code, *code)), bad, "{}: {example}", code.name);
        }
    }
}

/// Whatever a mistake leaves of a model, rules can be made of it: no emitter panics.
#[test]
fn models_with_mistakes_do_no_harm() {
    use metricspec_schema::diagnostic::catalogue::{all, complete};
    for code in all() {
        for example in [code.bad, code.good] {
            let files = support::Texts::new(complete(example));
            let (workspace, _) = metricspec_schema::load::load_project(&files, "metrics.toml");
            let (files, _) = support::emit(&workspace);
            assert!(files.iter().all(|file| file.text.ends_with('\n')), "{}: {example}", code.name);
        }
    }
}
