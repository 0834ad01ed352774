//! What is found only when pages are made.

mod support;

use metricspec_schema::diagnostic::{catalogue::complete, render_all};

/// The messages for a project with one schema.
fn found(project: &str, schema: &str) -> String {
    let project = format!("version = 1\nschemas = [\"a.toml\"]\n{project}");
    let schema = format!("version = 1\n{schema}");
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

const METRIC: &str = "name = \"a\"\n[metrics.m]\ntype = \"gauge\"\nhelp = \"Height\"\n";

#[test]
fn two_headings_with_one_anchor() {
    let text = found("", &format!("{METRIC}description = \"# Notes\\n\\ntext\\n\\n# notes!\"\n"));
    says(&text, &["anchor_clash", "`Notes` and `notes` of `a.md` have the same anchor `#notes`", "a.toml:3:10"]);
    let alert = "[alerts.M]\nexpr = 'm > 1'\nseverity = \"info\"\nsummary = \"High\"\n";
    says(&found("", &format!("{METRIC}{alert}")), &["headings `m` and `M`", "a.toml:6:9", "a.toml:3:10"]);
}

#[test]
fn links_to_nowhere() {
    for link in ["nowhere.md", "#nowhere", "labels.md#nowhere", "../README.md", "README.md#nothing"] {
        let text = found("", &format!("{METRIC}description = \"See [there]({link}).\"\n"));
        says(&text, &["dead_link", &format!("link to `{link}` on `a.md` leads nowhere"), "a.toml:3:10"]);
    }
    for link in ["README.md", "a.md#m", "#m", "labels.md", "https://example.com/x.md", "mailto:a@example.com"] {
        assert_eq!(found("", &format!("{METRIC}description = \"See [there]({link}).\"\n")), "");
    }
}

#[test]
fn pages_that_would_be_one_file() {
    says(&found("", "name = \"labels\"\n"), &["page_clash", "two pages would be the file `labels.md`", "a.toml:2:8"]);
    says(&found("", "name = \"readme\"\n"), &["page_clash"]);
}

#[test]
fn introductions_of_no_page() {
    let text = found("docs.intros = { b = \"Hello.\" }\n", "name = \"a\"\n");
    says(&text, &["warning", "unknown_page", "`intros` has a text for `b`, which is no page"]);
    says(&text, &["use one of `index`, `README`, `labels`, `a`"]);
    for page in ["a", "\"labels.md\"", "index", "README"] {
        assert_eq!(found(&format!("docs.intros = {{ {page} = \"Hello.\" }}\n"), "name = \"a\"\n"), "", "{page}");
    }
}

/// The examples of the catalogue are what they say.
#[test]
fn examples_hold() {
    for code in metricspec_docs::codes::CODES {
        for (example, bad) in [(code.bad, true), (code.good, false)] {
            let workspace = support::load(&support::Texts::new(complete(example)));
            let (_, diagnostics) = support::emit(&workspace);
            assert_eq!(diagnostics.iter().any(|d| std::ptr::eq(d.code, *code)), bad, "{}: {example}", code.name);
        }
    }
}

/// Whatever a mistake leaves of a model, pages can be made of it: no emitter panics.
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
