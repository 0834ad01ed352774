//! The schemas of this repository are an example to others: there is nothing to be found in them.

use metricspec_schema::diagnostic::render_all;
use metricspec_schema::lint;
use metricspec_schema::load::load_project;
use metricspec_tests::Disk;

#[test]
fn neither_errors_nor_warnings() {
    let (workspace, mut diagnostics) = load_project(&Disk::repository(), "metrics.toml");
    // Without a date: a waiver that expires is no defect of a build of the past.
    diagnostics.extend(lint::check(&workspace, None));
    diagnostics.extend(metricspec_docs::EMITTERS.iter().flat_map(|emitter| (emitter.emit)(&workspace).1));
    assert_eq!(render_all(&diagnostics, &workspace.sources), "");
}
