//! `docs/language.md` and `docs/lints.md` are what the code says of the language and of its findings.
//! `UPDATE_GOLDENS=1` writes them anew.

use metricspec_schema::language::example_files;
use metricspec_schema::load::{FileKind, check_form};
use metricspec_schema::{diagnostic, language, lint};
use metricspec_tests::root;

#[test]
fn the_manual_is_what_the_code_says() {
    let bless = std::env::var_os("UPDATE_GOLDENS").is_some();
    for (path, text) in [("docs/language.md", language::reference()), ("docs/lints.md", lint::reference())] {
        let path = root().join(path);
        if bless {
            std::fs::create_dir_all(path.parent().expect("in docs")).expect("docs can be made");
            std::fs::write(&path, &text).expect("docs can be written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} differs: UPDATE_GOLDENS=1 writes it anew", path.display());
    }
}

/// Examples in the reference are TOML that the parser takes, each in a table that has everything else that it needs.
#[test]
fn every_example_of_the_reference_is_right() {
    let mut wrong = String::new();
    let mut count = 0;
    for (place, kind, text) in example_files(None) {
        let (sources, diagnostics) = check_form(kind, &text);
        count += 1;
        if !diagnostics.is_empty() {
            wrong += &format!("{place}:\n{text}\n{}\n", diagnostic::render_all(&diagnostics, &sources));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 150, "{count} examples only");
}

/// A waiver that is copied from the reference is one of a lint that there is.
#[test]
fn every_waiver_of_the_reference_names_a_lint() {
    let page = language::reference();
    let named: Vec<&str> = page.split("lint = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(named.len() >= 10, "{} waivers", named.len());
    for name in named {
        assert!(lint::find(name).is_some(), "no lint is called `{name}`");
    }
}

/// The lines that the README shows, misspelt as it says, are those of the schema.
#[test]
fn the_readme_shows_lines_that_are_there() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("it is there");
    let (readme, schema) = (read("README.md"), read("schemas/http.toml"));
    let mut shown = 0;
    for line in readme.lines() {
        let Some((number, text)) = line.trim_start().split_once(" | ") else { continue };
        let Ok(number) = number.parse::<usize>() else { continue };
        let right = text.replace("endpiont", "endpoint").replace("unti", "unit");
        if right != text {
            assert_eq!(schema.lines().nth(number - 1), Some(right.as_str()), "line {number}");
            shown += 1;
        }
    }
    assert_eq!(shown, 3);
}

/// Code blocks of the reference that are TOML parse; those that are whole tables have the right form.
#[test]
fn every_code_block_of_the_reference_is_right() {
    let page = language::reference();
    let blocks: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|b| b.split("```").next()).collect();
    assert!(blocks.len() >= 8, "{} blocks", blocks.len());
    for block in blocks {
        let project = block.contains("schemas = [");
        let kind = if project { FileKind::Project } else { FileKind::Schema };
        let head = if block.contains("version = 1") { "" } else { "version = 1\nname = \"example\"\n" };
        let (sources, diagnostics) = check_form(kind, &format!("{head}{block}"));
        assert!(diagnostics.is_empty(), "{}\n{block}", diagnostic::render_all(&diagnostics, &sources));
    }
}
