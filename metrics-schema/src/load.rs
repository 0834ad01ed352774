//! From files to the model: reads the project file, its schemas and their includes through [`Files`].

use crate::diagnostic::Diagnostic;
use crate::model::Workspace;

/// How files are read. Paths are relative to the workspace root, with `/`, and never leave it.
pub trait Files {
    /// The bytes of a file, or why they cannot be had, as a text that follows the path: `no such file`.
    ///
    /// # Errors
    /// If the file cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// Loads a project file with all its schemas. Always returns a model: what is wrong is left out of it.
pub fn load_project(files: &dyn Files, path: &str) -> (Workspace, Vec<Diagnostic>) {
    let _ = (files, path);
    (Workspace::default(), Vec::new())
}

/// Loads some schemas without a project file, as the macros do. `schemas` are paths relative to the root.
pub fn load_schemas(files: &dyn Files, schemas: &[&str]) -> (Workspace, Vec<Diagnostic>) {
    let _ = (files, schemas);
    (Workspace::default(), Vec::new())
}
