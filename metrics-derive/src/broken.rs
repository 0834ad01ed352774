//! Schemas with mistakes: the expansion is Rust all the same, and says what is wrong once.

use crate::module_macros::{labels, schema};
use crate::place::Origin;
use metricspec_schema::diagnostic::catalogue;
use metricspec_schema::diagnostic::has_errors;
use metricspec_schema::load::{Files, load_schemas};
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

    /// Expands `schema!`; the number of its errors.
    fn expand(&self, path: &str, what: &str) -> usize {
        let origin = Origin { package: Some(self.0.clone()), file: None };
        let tokens = schema(format!("{path:?}").parse().expect("a literal"), &origin);
        let errors = tokens.to_string().matches("compile_error").count();
        match syn::parse2::<syn::File>(tokens) {
            Ok(file) => no_name_twice(&file.items, what),
            Err(error) => panic!("{what}: {error}"),
        }
        errors
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

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Each example of the catalogue, bad and good: the macro reports what the commands report of this file.
#[test]
fn every_example_of_the_catalogue_expands() {
    for (number, code) in catalogue::all().enumerate() {
        for (kind, example) in [("bad", code.bad), ("good", code.good)] {
            let folder = Folder::new(&format!("{number}-{kind}"));
            for (path, text) in catalogue::complete(example) {
                folder.write(&path, &text);
            }
            let path = "schemas/example.toml";
            let (_, found) = load_schemas(&folder, &[path]);
            let what = format!("{} {}", kind, code.name);
            assert_eq!(folder.expand(path, &what), usize::from(has_errors(&found)), "{what}");
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
            assert!(folder.expand("x.toml", &format!("{name}.toml without line {}", left_out + 1)) <= 1);
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
        assert_eq!(folder.expand("x.toml", what), 1, "{what}");
    }
}
