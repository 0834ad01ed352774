//! From a path in a macro to the model: finds the file, has it loaded with its includes, renders what is wrong with it.

use crate::attributes::FilePath;
use crate::disk::Disk;
use crate::output::Mistake;
use crate::place::{Origin, Place};
use metricspec_schema::diagnostic::{self, Diagnostic, Severity};
use metricspec_schema::load::{Files, load_schemas, load_shared};
use metricspec_schema::model::{Schema, Workspace};
use metricspec_schema::source::{FileId, Source};
use std::path::PathBuf;

/// A schema that was read, perhaps with mistakes: what is wrong is left out of the model.
pub(crate) struct Loaded {
    workspace: Workspace,
    place: Place,
    errors: Vec<Diagnostic>,
}

impl Loaded {
    /// Reads a schema.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn schema(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        Ok(load(find(written, origin)?, |disk, path| load_schemas(disk, &[path])))
    }

    /// Reads a file of shared definitions by itself.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn shared(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        Ok(load(find(written, origin)?, load_shared))
    }

    /// Reads a schema, or a file of shared definitions if it is a whole one.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn either(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        let shared = Loaded::shared(written, origin)?;
        if shared.is_sound() { Ok(shared) } else { Loaded::schema(written, origin) }
    }

    /// Whether nothing is wrong with it.
    pub(crate) fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }

    /// What is wrong with it, rendered, apart from what is wrong with files that somebody else reports.
    pub(crate) fn mistake(&self, written: &FilePath, elsewhere: &[FileId]) -> Option<Mistake> {
        let errors: Vec<Diagnostic> =
            self.errors.iter().filter(|error| !elsewhere.contains(&error.span.file)).cloned().collect();
        let mut message = format!("{} in `{}`", diagnostic::summary(&errors).trim_end(), self.place.path);
        for error in &errors {
            message.push_str("\n\n");
            message.push_str(diagnostic::render(error, &self.workspace.sources).trim_end());
        }
        (!errors.is_empty()).then(|| Mistake::new(written.span, message))
    }

    /// Files that the schema includes, those with mistakes among them, and their paths.
    pub(crate) fn includes(&self) -> impl Iterator<Item = (FileId, &str)> {
        let own = self.model().map(|schema| schema.file);
        let sources = self.workspace.sources.iter().filter(move |(file, _)| Some(*file) != own);
        sources.map(|(file, source)| (file, source.path.as_str()))
    }

    /// The model of the schema; `None` if so much is wrong that there is none.
    pub(crate) fn model(&self) -> Option<&Schema> {
        self.workspace.schemas.first()
    }

    /// Path of the file, as it is shown.
    pub(crate) fn path(&self) -> &str {
        &self.place.path
    }

    /// The source of an id.
    pub(crate) fn source(&self, file: FileId) -> &Source {
        self.workspace.sources.get(file)
    }

    /// `path:line:col`.
    pub(crate) fn place_of(&self, span: metricspec_schema::source::Span) -> String {
        self.workspace.sources.place(span)
    }

    /// Absolute paths of all files that were read.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let paths = self.workspace.sources.iter().map(|(_, source)| self.place.root.join(&source.path));
        // A file that an include names and that is not there is a source too, an empty one.
        paths.filter(|file| file.is_file()).collect()
    }

    /// Tells apart the texts that a schema and its includes have had; where they lie does not matter.
    pub(crate) fn fingerprint(&self) -> u64 {
        let texts: Vec<&str> = self.workspace.sources.iter().map(|(_, source)| source.text.as_str()).collect();
        fingerprint(&texts)
    }
}

/// FNV-1a, each text with its length before it.
pub(crate) fn fingerprint(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| (text.len() as u64).to_le_bytes().into_iter().chain(text.bytes()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

fn find(written: &FilePath, origin: &Origin) -> Result<Place, Mistake> {
    origin.find(&written.text).map_err(|message| Mistake::new(written.span, message))
}

fn load(place: Place, load: impl FnOnce(&dyn Files, &str) -> (Workspace, Vec<Diagnostic>)) -> Loaded {
    let (workspace, mut errors) = load(&Disk { root: &place.root }, &place.path);
    // Warnings belong to the command line: a build is no place to discuss them.
    errors.retain(|d| d.severity == Severity::Error);
    Loaded { workspace, place, errors }
}
