//! From files to the model: reads the project file, its schemas and their includes through [`Files`].

use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::language::Table;
use crate::language::tables::{overrides, project, root};
use crate::lower::{self, Document};
#[cfg(feature = "commands")]
use crate::model::Overrides;
use crate::model::{Schema, SharedFile, Workspace};
use crate::source::{FileId, Source, Sources, Span, Spanned};
use crate::tree::{self, Node, Value};
use crate::{check, form};

/// How files are read. Paths are relative to the workspace root, with `/`, and never leave it.
pub trait Files {
    /// The bytes of a file, or why they cannot be had, as a text that follows the path: `no such file`.
    ///
    /// # Errors
    /// If the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Files in memory: paths and texts, as [`catalogue::complete`] gives them.
impl Files for Vec<(String, String)> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let file = self.iter().find(|(name, _)| name == path);
        file.map(|(_, text)| text.clone().into_bytes()).ok_or_else(|| "no such file".to_owned())
    }
}

/// Largest file that is read, in bytes. The largest real schema has 40 KiB.
pub const MAX_FILE: usize = 16 << 20;

/// Loads a project file with all its schemas. Always returns a model: what is wrong is left out of it.
#[cfg(feature = "commands")]
pub fn load_project(files: &dyn Files, path: &str) -> (Workspace, Vec<Diagnostic>) {
    let mut loader = Loader::new(files);
    let Some(document) = loader.document(path, None, Role::Project) else { return loader.finish(Workspace::default()) };
    let project = lower::project::lower(&document, &mut loader.diagnostics);
    let mut workspace = Workspace::default();
    for schema in &project.schemas {
        let Some(path) = loader.resolve(path, schema) else { continue };
        loader.schema(&path, Some(schema.span), &mut workspace);
    }
    workspace.project = Some(project);
    check::workspace(&workspace, &mut loader.diagnostics);
    loader.finish(workspace)
}

/// Loads some schemas without a project file, as the macros do. `schemas` are paths relative to the root.
pub fn load_schemas(files: &dyn Files, schemas: &[&str]) -> (Workspace, Vec<Diagnostic>) {
    let mut loader = Loader::new(files);
    let mut workspace = Workspace::default();
    for path in schemas {
        loader.schema(path, None, &mut workspace);
    }
    check::workspace(&workspace, &mut loader.diagnostics);
    loader.finish(workspace)
}

/// Loads a shared file by itself: a workspace with one schema that has its labels and presets and nothing else, named
/// after the file.
pub fn load_shared(files: &dyn Files, path: &str) -> (Workspace, Vec<Diagnostic>) {
    let mut loader = Loader::new(files);
    let mut workspace = Workspace::default();
    if let Some(document) = loader.document(path, None, Role::Shared) {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml").replace(['-', '.'], "_");
        let span = Span::new(document.file, 0..0);
        let empty = Node { span, value: Value::Table(Vec::new()) };
        let holder = Document { file: document.file, path: document.path.clone(), root: empty };
        let mut schema = lower::schema(&holder, &[&document], &mut loader.diagnostics);
        schema.name = Spanned::new(stem, span);
        schema.includes.clear();
        workspace.schemas.push(schema);
    }
    loader.finish(workspace)
}

/// Loads an overrides file. Its names are not resolved here.
#[cfg(feature = "commands")]
pub fn load_overrides(files: &dyn Files, path: &str) -> (Overrides, Sources, Vec<Diagnostic>) {
    let mut loader = Loader::new(files);
    let document = loader.document(path, None, Role::Overrides);
    let overrides = document.map(|d| lower::overrides::lower(&d, &mut loader.diagnostics)).unwrap_or_default();
    let (workspace, diagnostics) = loader.finish(Workspace::default());
    (overrides, workspace.sources, diagnostics)
}

/// Checks the form of one text as the JSON Schemas do: of a project file, an overrides file, or else of a schema if it
/// has a `name` and of a shared file if not.
#[cfg(feature = "commands")]
pub fn check_form(kind: FileKind, text: &str) -> (Sources, Vec<Diagnostic>) {
    struct One<'a>(&'a str);
    impl Files for One<'_> {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
            Ok(self.0.as_bytes().to_vec())
        }
    }
    let files = One(text);
    let mut loader = Loader::new(&files);
    let role = match kind {
        FileKind::Project => Role::Project,
        FileKind::Overrides => Role::Overrides,
        FileKind::Schema => Role::Either,
    };
    loader.document("file.toml", None, role);
    let (workspace, diagnostics) = loader.finish(Workspace::default());
    (workspace.sources, diagnostics)
}

/// Kinds of files that have a JSON Schema of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A schema or a shared file.
    Schema,
    /// The project file.
    Project,
    /// An overrides file.
    Overrides,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Schema,
    Shared,
    /// A schema if it has a `name`, else a shared file.
    Either,
    Project,
    Overrides,
}

struct Loader<'a> {
    files: &'a dyn Files,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    shared: Vec<(String, Option<Document>)>,
    schemas: Vec<String>,
    included_by: Vec<(FileId, usize)>,
    /// Files with syntax errors. What could be read of them is used, so that a macro still makes most of the types; what
    /// would be said of it is not, since it is a guess.
    guessed: Vec<FileId>,
}

impl<'a> Loader<'a> {
    fn new(files: &'a dyn Files) -> Loader<'a> {
        Loader {
            files,
            sources: Sources::default(),
            diagnostics: Vec::new(),
            shared: Vec::new(),
            schemas: Vec::new(),
            included_by: Vec::new(),
            guessed: Vec::new(),
        }
    }

    fn finish(mut self, mut workspace: Workspace) -> (Workspace, Vec<Diagnostic>) {
        for (_, document) in &self.shared {
            let Some(document) = document else { continue };
            let by = self.included_by.iter().filter(|(f, _)| *f == document.file).map(|(_, s)| *s).collect();
            let fields = document.fields(&root::shared::TABLE);
            let waivers = lower::shared_waivers(fields);
            workspace.shared.push(SharedFile { file: document.file, included_by: by, waivers });
        }
        workspace.sources = self.sources;
        let guessed = &self.guessed;
        self.diagnostics.retain(|d| std::ptr::eq(d.code, &catalogue::SYNTAX) || !guessed.contains(&d.span.file));
        diagnostic::sort(&mut self.diagnostics);
        (workspace, self.diagnostics)
    }

    /// Reads, parses and form-checks a file. `named_at` is where another file names it. `None` if nothing of it can be
    /// used; that has been reported.
    fn document(&mut self, path: &str, named_at: Option<Span>, role: Role) -> Option<Document> {
        let bytes = match self.files.read(path) {
            Ok(bytes) if bytes.len() > MAX_FILE => Err(format!("larger than {} MiB", MAX_FILE >> 20)),
            other => other,
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(why) => {
                let span = named_at.unwrap_or_else(|| Span::new(self.sources.add(Source::new(path, "")), 0..0));
                let message = format!("cannot read `{path}`: {why}");
                let diagnostic = Diagnostic::error(&catalogue::UNREADABLE_FILE, span, message);
                self.diagnostics.push(match named_at {
                    Some(_) if path.contains('*') => diagnostic.help("name each file: patterns are not expanded"),
                    Some(_) if why.to_lowercase().starts_with("no such file") => {
                        diagnostic.help("correct the path: it is relative to the folder of this file")
                    }
                    _ => diagnostic,
                });
                return None;
            }
        };
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let file = self.sources.add(Source::new(path, text));
                let diagnostic = Diagnostic::error(&catalogue::NOT_UTF8, Span::new(file, at..at), "this is not UTF-8");
                self.diagnostics.push(diagnostic.help("save the file as UTF-8"));
                return None;
            }
        };
        let file = self.sources.add(Source::new(path, text));
        let before = self.diagnostics.len();
        let root = tree::parse(file, &self.sources.get(file).text, &mut self.diagnostics);
        if self.diagnostics.len() > before {
            self.guessed.push(file);
        }
        let Value::Table(entries) = root.value else { return None };
        let version = entries.iter().find(|e| e.key.value == "version");
        if let Some(entry) = version
            && let Value::Int(version) = entry.node.value
            && version != 1
        {
            let message = format!("version {version} of the language is not known to this release");
            let diagnostic = Diagnostic::error(&catalogue::UNSUPPORTED_VERSION, entry.node.span, message);
            self.diagnostics.push(if version > 1 {
                diagnostic.help("use a newer release of metricspec; this one reads version 1")
            } else {
                diagnostic.help("write `version = 1`")
            });
            return None;
        }
        let named = entries.iter().any(|e| e.key.value == "name");
        let table: &'static Table = match role {
            Role::Schema => &root::TABLE,
            Role::Either if named => &root::TABLE,
            Role::Shared | Role::Either => &root::shared::TABLE,
            Role::Project => &project::TABLE,
            Role::Overrides => &overrides::TABLE,
        };
        if self.other_kind(&entries, role) || role == Role::Shared && self.misplaced(&entries, named_at) {
            return None;
        }
        let span = Span::new(file, 0..0);
        let entries = form::table(entries, table, span, &mut self.diagnostics);
        Some(Document { file, path: path.to_owned(), root: Node { span, value: Value::Table(entries) } })
    }

    /// Whether a schema stands where a project file should, or the other way round; that is reported, instead of each of
    /// its keys.
    fn other_kind(&mut self, entries: &[tree::Entry], role: Role) -> bool {
        let key = |name: &str| entries.iter().find(|e| e.key.value == name).map(|e| e.key.span);
        let (span, message, help) = match (role, key("name"), key("schemas")) {
            (Role::Project, Some(name), None) => (
                name,
                "this is a schema, not a project file: it has a `name` and no `schemas`",
                "give the path of the project file, which lists this one: `schemas = [\"schemas/http.toml\"]`",
            ),
            (Role::Schema, None, Some(schemas)) => (
                schemas,
                "this is a project file, not a schema: it has `schemas` and no `name`",
                "list schemas only, not the project file",
            ),
            _ => return false,
        };
        self.diagnostics.push(Diagnostic::error(&catalogue::MISSING_KEY, span, message).help(help));
        true
    }

    /// Whether a file that is included is none that can be; that is reported.
    fn misplaced(&mut self, entries: &[tree::Entry], named_at: Option<Span>) -> bool {
        let key = |name: &str| entries.iter().find(|e| e.key.value == name).map(|e| e.key.span);
        if let Some(own) = key("name") {
            let diagnostic = Diagnostic::error(
                &catalogue::BAD_INCLUDE,
                named_at.unwrap_or(own),
                "a schema cannot be included, only a shared file",
            );
            self.diagnostics.push(
                diagnostic
                    .related(own, "a file with a `name` is a schema")
                    .help("move the shared `labels` and `buckets` to a file without `name`"),
            );
            return true;
        }
        if let Some(nested) = key("include") {
            let diagnostic = Diagnostic::error(&catalogue::BAD_INCLUDE, nested, "a shared file includes nothing");
            self.diagnostics.push(diagnostic.help("include both files in the schema"));
            return true;
        }
        false
    }

    fn schema(&mut self, path: &str, named_at: Option<Span>, workspace: &mut Workspace) {
        if self.schemas.iter().any(|p| p == path) {
            let span = named_at.unwrap_or_else(|| Span::new(FileId(0), 0..0));
            self.diagnostics.push(Diagnostic::error(
                &catalogue::DUPLICATE_SCHEMA,
                span,
                format!("the schema `{path}` is listed twice"),
            ));
            return;
        }
        self.schemas.push(path.to_owned());
        let Some(document) = self.document(path, named_at, Role::Schema) else { return };
        let listed = document.fields(&root::TABLE).strings(&root::INCLUDE);
        let mut included: Vec<usize> = Vec::new();
        for include in &listed {
            let Some(target) = self.resolve(path, include) else { continue };
            if target == path {
                let message = "a schema cannot include itself";
                self.diagnostics.push(Diagnostic::error(&catalogue::BAD_INCLUDE, include.span, message));
                continue;
            }
            let index = match self.shared.iter().position(|(p, _)| *p == target) {
                Some(index) => index,
                None => {
                    let document = self.document(&target, Some(include.span), Role::Shared);
                    self.shared.push((target, document));
                    self.shared.len() - 1
                }
            };
            if included.contains(&index) {
                let message = format!("`{include}` is included twice");
                self.diagnostics.push(Diagnostic::error(&catalogue::BAD_INCLUDE, include.span, message));
                continue;
            }
            included.push(index);
        }
        let includes: Vec<&Document> = included.iter().filter_map(|i| self.shared[*i].1.as_ref()).collect();
        // Labels of an include that could not be read would all be unknown: one mistake is one error.
        let whole = includes.len() == listed.len() && !includes.iter().any(|d| self.guessed.contains(&d.file));
        let mut found = Vec::new();
        let schema: Schema = lower::schema(&document, &includes, &mut found);
        found.retain(|d| {
            whole || ![catalogue::UNKNOWN_LABEL.name, catalogue::UNKNOWN_PRESET.name].contains(&d.code.name)
        });
        self.diagnostics.extend(found);
        self.included_by.extend(includes.iter().map(|d| (d.file, workspace.schemas.len())));
        workspace.schemas.push(schema);
    }

    /// The path that one file means by a relative path, relative to the root. `None` if it leaves the root.
    fn resolve(&mut self, from: &str, path: &Spanned<String>) -> Option<String> {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        let message = format!("`{path}` leaves the workspace");
                        self.diagnostics.push(
                            Diagnostic::error(&catalogue::OUTSIDE_WORKSPACE, path.span, message)
                                .help("keep schemas and shared files below the folder of the project file"),
                        );
                        return None;
                    }
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }
}
