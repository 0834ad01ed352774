//! Every code's examples: the bad one has the mistake and no other, the good one has none.

mod common;

use common::Memory;
use metricspec_schema::diagnostic::{catalogue, render_all};
use metricspec_schema::{lint, load};

#[test]
fn examples_show_what_they_say() {
    let of_lints = lint::LINTS.iter().map(|l| &l.code).chain(lint::CODES.iter().copied());
    let lints: Vec<&str> = of_lints.map(|code| code.name).collect();
    let mut wrong = String::new();
    for code in catalogue::all().filter(|c| !lints.contains(&c.name) && c.name != "not_utf8") {
        for (example, wanted) in [(code.bad, vec![code.name]), (code.good, vec![])] {
            let (workspace, diagnostics) =
                load::load_project(&Memory::new(catalogue::complete(example)), "metrics.toml");
            let mut found: Vec<&str> = diagnostics.iter().map(|d| d.code.name).collect();
            found.dedup();
            if found != wanted {
                wrong +=
                    &format!("{}: wanted {wanted:?}\n{}\n", code.name, render_all(&diagnostics, &workspace.sources));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn text_that_is_not_utf8() {
    let mut files = Memory::new(catalogue::complete(""));
    files.set("schemas/example.toml", b"version = 1\nname = \"\xff\"\n".to_vec());
    let (workspace, diagnostics) = load::load_project(&files, "metrics.toml");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.name, "not_utf8");
    assert_eq!(workspace.sources.place(diagnostics[0].span), "schemas/example.toml:2:9");
}

#[test]
fn names_are_unique_and_documented() {
    let mut names: Vec<&str> = catalogue::all().map(|c| c.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    for code in catalogue::all() {
        assert!(code.doc.ends_with('.') && code.doc.len() > 20, "{}", code.name);
    }
}
