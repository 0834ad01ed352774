//! What must hold of the schema front end for any input whatsoever.

use metricspec_schema::diagnostic::{catalogue, has_errors, render_all};
use metricspec_schema::load::{Files, load_project, load_schemas, load_shared};
use metricspec_schema::model::Workspace;
use metricspec_schema::{diagnostic::Diagnostic, lint};

/// Files of raw bytes: the input is split where a line `#--- name` stands, as in the catalogue's examples.
struct Raw(Vec<(String, Vec<u8>)>);

impl Files for Raw {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let file = self.0.iter().find(|(name, _)| name == path);
        file.map(|(_, bytes)| bytes.clone()).ok_or_else(|| "no such file".to_owned())
    }
}

/// Loads an input in every way, renders what is said of it, lints it, and makes pages and rules of it if it has no errors.
///
/// # Panics
/// If what must hold does not: a diagnostic points outside of its file, or an input that is not UTF-8 or not TOML is
/// taken without a word. A panic or a hang of the front end itself is the other thing to look for.
pub fn front_end(bytes: &[u8]) {
    let files = match std::str::from_utf8(bytes) {
        Ok(text) => Raw(catalogue::complete(text).into_iter().map(|(p, t)| (p, t.into_bytes())).collect()),
        Err(_) => Raw(vec![
            ("schemas/example.toml".into(), bytes.to_vec()),
            ("metrics.toml".into(), b"version = 1\nschemas = [\"schemas/example.toml\"]".to_vec()),
        ]),
    };
    let (workspace, diagnostics) = load_project(&files, "metrics.toml");
    sound(&workspace, &diagnostics);
    if std::str::from_utf8(bytes).is_err() {
        assert!(has_errors(&diagnostics), "text that is not UTF-8 was taken without a word");
    }
    if !has_errors(&diagnostics) {
        sound(&workspace, &lint::check(&workspace, None));
        for emitter in metricspec_docs::EMITTERS.iter().chain(metricspec_rules::EMITTERS) {
            let (files, diagnostics) = (emitter.emit)(&workspace);
            sound(&workspace, &diagnostics);
            assert!(has_errors(&diagnostics) || files.iter().all(|f| f.text.ends_with('\n')));
        }
    }
    let (workspace, diagnostics) = load_schemas(&files, &["schemas/example.toml"]);
    sound(&workspace, &diagnostics);
    let (workspace, diagnostics) = load_shared(&files, "schemas/example.toml");
    sound(&workspace, &diagnostics);
}

fn sound(workspace: &Workspace, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let places = std::iter::once(diagnostic.span).chain(diagnostic.related.iter().map(|r| r.0));
        for span in places {
            let text = &workspace.sources.get(span.file).text;
            assert!(
                span.start <= span.end && span.end as usize <= text.len(),
                "{}: outside of its file",
                diagnostic.code.name
            );
        }
    }
    let text = render_all(diagnostics, &workspace.sources);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "a control character reaches the terminal");
}
