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
    /// The rendered errors, if there are any.
    pub(crate) errors: Option<Mistake>,
}

impl Loaded {
    /// Reads a schema.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn schema(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        let place = find(written, origin)?;
        Ok(load(written, place, |disk, path| load_schemas(disk, &[path])))
    }

    /// Reads a file of shared definitions by itself.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn shared(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        Ok(load(written, find(written, origin)?, load_shared))
    }

    /// Reads a schema, or a file of shared definitions if it is a whole one.
    ///
    /// # Errors
    /// If there is no such file.
    pub(crate) fn either(written: &FilePath, origin: &Origin) -> Result<Loaded, Mistake> {
        let shared = Loaded::shared(written, origin)?;
        if shared.errors.is_none() { Ok(shared) } else { Loaded::schema(written, origin) }
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

fn load(
    written: &FilePath,
    place: Place,
    load: impl FnOnce(&dyn Files, &str) -> (Workspace, Vec<Diagnostic>),
) -> Loaded {
    let (workspace, mut found) = load(&Disk { root: &place.root }, &place.path);
    // Warnings belong to the command line: a build is no place to discuss them.
    found.retain(|d| d.severity == Severity::Error);
    let errors = (!found.is_empty()).then(|| {
        let mut message = format!("{} in `{}`", diagnostic::summary(&found).trim_end(), place.path);
        for one in &found {
            message.push_str("\n\n");
            message.push_str(diagnostic::render(one, &workspace.sources).trim_end());
        }
        Mistake::new(written.span, message)
    });
    Loaded { workspace, place, errors }
}
