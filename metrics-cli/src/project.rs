//! The project file: where it is, and reading it with everything that it names.

use crate::failure::{Failure, reason};
use crate::pipeline::findings;
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::load::{Files, MAX_FILE};
use metricspec_schema::model::Workspace;
use std::path::{Path, PathBuf};

/// Name of the project file.
const FILE: &str = "metrics.toml";

/// A project that has been read.
pub(crate) struct Project {
    /// The folder of the project file; all paths of the model are relative to it.
    pub(crate) root: PathBuf,
    /// The project file, an absolute path.
    pub(crate) file: PathBuf,
    pub(crate) workspace: Workspace,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Finds the project file and reads it, its schemas and their includes.
pub(crate) fn read(cwd: &Path, given: Option<&Path>) -> Result<Project, Failure> {
    let file = find(cwd, given)?;
    let (root, name) = match (file.parent(), file.file_name()) {
        (Some(root), Some(name)) => (root.to_path_buf(), name.to_string_lossy().into_owned()),
        _ => return Err(Failure::new(format!("`{}` is no file", file.display()))),
    };
    let (workspace, diagnostics) = findings(&Disk { root: &root }, &name);
    Ok(Project { root, file, workspace, diagnostics })
}

fn find(cwd: &Path, given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(given) = given {
        let path = cwd.join(given);
        let file = if path.is_dir() { path.join(FILE) } else { path };
        return match std::fs::metadata(&file) {
            Ok(_) => Ok(file),
            Err(error) => Err(Failure::new(format!("cannot read `{}`: {}", file.display(), reason(&error)))
                .and(format!("`--project` takes the path of a `{FILE}`, or of the folder that has it"))),
        };
    }
    cwd.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file()).ok_or_else(|| {
        Failure::new(format!("no `{FILE}` in `{}` or a folder above it", cwd.display()))
            .and("give its path with `--project`")
            .and(format!("a first `{FILE}` has two lines: `version = 1` and `schemas = [\"schemas/NAME.toml\"]`"))
    })
}

/// The project's folder as seen from the repository that it is in: empty, or `metrics/`.
pub(crate) fn folder_in_repository(root: &Path) -> String {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let inside = repository.and_then(|repository| root.strip_prefix(repository).ok());
    let parts = inside.into_iter().flat_map(Path::components);
    parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

/// Files below a folder.
struct Disk<'a> {
    root: &'a Path,
}

impl Files for Disk<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let path = self.root.join(path);
        let meta = std::fs::metadata(&path).map_err(|error| reason(&error))?;
        // A pipe would block for ever.
        if !meta.is_file() {
            return Err(if meta.is_dir() { "is a folder" } else { "is no regular file" }.into());
        }
        if meta.len() > MAX_FILE as u64 {
            return Err(format!("larger than {} MiB", MAX_FILE >> 20));
        }
        std::fs::read(&path).map_err(|error| reason(&error))
    }
}
