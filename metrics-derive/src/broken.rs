//! Schemas with mistakes: the expansion is Rust all the same, and says what is wrong once.

use crate::disk::Disk;
use crate::module_macros::{labels, schema};
use crate::place::Origin;
use metricspec_schema::diagnostic::{Severity, catalogue, has_errors, render};
use metricspec_schema::load::{load_project, load_schemas};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A folder of its own that is removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let dir = env::temp_dir().join(format!("metricspec-broken-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("can create the folder");
        Folder(dir.canonicalize().expect("exists"))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().expect("has a folder")).expect("can create the folder");
        fs::write(path, text).expect("can write");
    }

    /// Expands `schema!`; its errors.
    fn expand(&self, path: &str, what: &str) -> Vec<String> {
        let origin = Origin { package: Some(self.0.clone()), file: None };
        let tokens = schema(format!("{path:?}").parse().expect("a literal"), &origin);
        let items = match syn::parse2::<syn::File>(tokens) {
            Ok(file) => file.items,
            Err(error) => panic!("{what}: {error}"),
        };
        no_name_twice(&items, what);
        let macros = items.iter().filter_map(|item| match item {
            syn::Item::Macro(item) => Some(&item.mac),
            _ => None,
        });
        let errors = macros.filter(|m| m.path.segments.last().is_some_and(|s| s.ident == "compile_error"));
        errors.map(|m| m.parse_body::<syn::LitStr>().expect("has a text").value()).collect()
    }
}

/// The compiler would report a second mistake.
fn no_name_twice(items: &[syn::Item], what: &str) {
    let mut names = HashSet::new();
    for item in items {
        let name = match item {
            syn::Item::Mod(module) => {
                no_name_twice(module.content.as_ref().map_or(&[], |(_, items)| items.as_slice()), what);
                &module.ident
            }
            syn::Item::Enum(item) => {
                let mut variants = HashSet::new();
                let twice = item.variants.iter().find(|v| !variants.insert(v.ident.to_string()));
                assert!(twice.is_none(), "{what}: {} has a variant twice", item.ident);
                &item.ident
            }
            syn::Item::Struct(item) => {
                let mut fields = HashSet::new();
                let twice = item.fields.iter().filter_map(|f| f.ident.as_ref()).find(|f| !fields.insert(f.to_string()));
                assert!(twice.is_none(), "{what}: {} has a field twice", item.ident);
                &item.ident
            }
            syn::Item::Type(item) => &item.ident,
            _ => continue,
        };
        assert!(names.insert(name.to_string()), "{what}: `{name}` twice");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Each example of the catalogue, bad and good: the macro says of this file what the commands say, word for word.
#[test]
fn every_example_of_the_catalogue_expands() {
    for (number, code) in catalogue::all().enumerate() {
        for (kind, example) in [("bad", code.bad), ("good", code.good)] {
            let folder = Folder::new(&format!("{number}-{kind}"));
            for (path, text) in catalogue::complete(example) {
                folder.write(&path, &text);
            }
            let (path, what) = ("schemas/example.toml", format!("{kind} {}", code.name));
            let (workspace, found) = load_schemas(&Disk { root: &folder.0 }, &[path]);
            let errors = folder.expand(path, &what);
            assert_eq!(errors.len(), usize::from(has_errors(&found)), "{what}");
            let (project, all) = load_project(&Disk { root: &folder.0 }, "metrics.toml");
            let commands: Vec<String> = all.iter().map(|d| render(d, &project.sources)).collect();
            for error in found.iter().filter(|d| d.severity == Severity::Error) {
                let words = render(error, &workspace.sources);
                assert!(errors[0].contains(words.trim_end()), "{what}: {errors:?}");
                assert!(project.schemas.is_empty() || commands.contains(&words), "{what}: {words}\n{commands:?}");
            }
        }
    }
}

/// A schema of the repository without one of its lines.
#[test]
fn a_schema_that_lacks_a_line_expands() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions");
    for name in ["kinds", "labels"] {
        let text = fs::read_to_string(schemas.join(format!("{name}.toml"))).expect("is there");
        let folder = Folder::new(name);
        let lines: Vec<&str> = text.lines().collect();
        for left_out in 0..lines.len() {
            let rest: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, l)| *l).collect();
            folder.write("x.toml", &rest.join("\n"));
            assert!(folder.expand("x.toml", &format!("{name}.toml without line {}", left_out + 1)).len() <= 1);
        }
    }
}

#[test]
fn shared_labels_with_mistakes_expand() {
    let folder = Folder::new("shared");
    let origin = Origin { package: Some(folder.0.clone()), file: None };
    for text in ["", "version = 1", "version = 1\n[labels.self]\nvalues = [\"a\", \"a\"]", "=", "name = \"x\""] {
        folder.write("x.toml", text);
        let tokens = labels("\"x.toml\"".parse().expect("a literal"), &origin);
        assert!(syn::parse2::<syn::File>(tokens).is_ok(), "{text}");
    }
}

/// Names that would meet in Rust are reported by the model; what comes later is left out of the expansion.
#[test]
fn names_that_meet_in_rust_are_one_error() {
    let folder = Folder::new("meet");
    let metric = |key: &str, labels: &str| {
        format!("[metrics.{key}]\ntype = \"counter\"\nhelp = \"Help\"\nlabels = [{labels}]\n")
    };
    let label = |key: &str, more: &str| format!("[labels.{key}]\ndescription = \"D.\"\n{more}\n");
    let closed = "values = [\"a\", \"b\"]";
    let pair = "values_by.status = { success = [\"\"], error = [\"x\", \"y\"] }\nrust = \"Pair\"";
    for (what, text) in [
        ("metrics", metric("a1b", "") + &metric("a_1b", "")),
        ("a metric and the module's own type", metric("schema", "") + &metric("recorders", "")),
        (
            "labels",
            label("x", closed) + &label("y", "max_values = 2\nrust = \"X\"") + &metric("m_total", "\"y\", \"x\""),
        ),
        ("values", label("x", "values = [\"a-b\", \"a_b\"]") + &metric("m_total", "\"x\"")),
        ("labels of a metric", label("x", closed) + &metric("m_total", "\"x\", \"x\"")),
        ("const labels", format!("const_labels = [\"x\", \"x\"]\n{}{}", label("x", closed), metric("m_total", ""))),
        (
            "the choices of a pair and a label",
            label("status", "values = [\"success\", \"error\"]")
                + &label("reason", pair)
                + &label("other", "values = [\"a\"]\nrust = \"Reason\"")
                + &metric("m_total", "\"status\", \"reason\", \"other\""),
        ),
        ("a keyword", label("self", closed) + &metric("m_total", "\"self\"")),
        ("a metric's keyword", metric("type", "")),
        ("a known value and the numbers", {
            let known = "value_type = \"u32\"\nvalues = [\"value\", \"other\"]\nmax_values = 3";
            label("rank", known) + &metric("m_total", "\"rank\"")
        }),
    ] {
        folder.write("x.toml", &format!("version = 1\nname = \"x\"\nprefix = \"x\"\n{text}"));
        assert_eq!(folder.expand("x.toml", what).len(), 1, "{what}");
    }
}
