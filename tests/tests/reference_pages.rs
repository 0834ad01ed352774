//! The reference pages show what the reference data list: all 115 metrics.

use metricspec_schema::diagnostic::{Diagnostic, Severity};
use metricspec_schema::emit::Generated;
use metricspec_schema::load::load_project;
use metricspec_tests::pages::page_shapes;
use metricspec_tests::{Disk, Shape, differences, reference_metrics};

fn pages() -> Vec<Generated> {
    let (workspace, diagnostics) = load_project(&Disk::repository(), "metrics.toml");
    let made = metricspec_docs::EMITTERS.iter().map(|emitter| (emitter.emit)(&workspace));
    let (files, more): (Vec<_>, Vec<_>) = made.unzip();
    let all = diagnostics.iter().chain(more.iter().flatten());
    let errors: Vec<&Diagnostic> = all.filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    files.into_iter().flatten().collect()
}

#[test]
fn sections_agree_with_the_data() {
    let want: Vec<Shape> = reference_metrics().into_iter().map(|r| r.shape).collect();
    // The index has sections of its own, for metrics that the project file declares.
    let pages = pages().into_iter().filter(|page| !page.path.ends_with("/README.md"));
    let got: Vec<Shape> = pages.flat_map(|page| page_shapes(&page.text)).collect();
    assert_eq!(want.len(), 115);
    assert_eq!(differences(&want, &got), Vec::<String>::new());
}

#[test]
fn the_index_lists_our_own() {
    let pages = pages();
    let index = pages.iter().find(|p| p.path.ends_with("/README.md")).expect("an index");
    for metric in reference_metrics().iter().filter(|m| !m.external) {
        assert!(index.text.contains(&format!("`{}`", metric.shape.name)), "{}", metric.shape.name);
    }
}

#[test]
fn variables_are_named_where_they_matter() {
    let pages = pages();
    let http = pages.iter().find(|p| p.path.ends_with("/http.md")).expect("a page of the front end");
    for metric in reference_metrics() {
        for stem in &metric.bucket_env {
            for part in ["MIN", "MAX", "COUNT"] {
                assert!(http.text.contains(&format!("`{stem}_{part}`")), "{stem}_{part}");
            }
        }
    }
    assert!(http.text.contains("`DYN_METRICS_PREFIX`"));
}

#[test]
fn names_of_the_past_are_remembered() {
    let pages = pages();
    let operator = pages.iter().find(|p| p.path.ends_with("/operator.md")).expect("a page of the operator");
    assert!(operator.text.contains("`dynamo_operator_managed_pods_total`"));
}
