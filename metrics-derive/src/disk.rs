//! Reads schema files, in the words of the commands where that fails.

use metricspec_schema::load::{Files, MAX_FILE};
use std::io::ErrorKind;
use std::path::Path;

/// Files under a root.
pub(crate) struct Disk<'a> {
    /// The folder that paths are relative to.
    pub(crate) root: &'a Path,
}

impl Files for Disk<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let path = self.root.join(path);
        let meta = std::fs::metadata(&path).map_err(|error| reason(&error))?;
        // A pipe would block the compiler for ever.
        if !meta.is_file() {
            return Err(if meta.is_dir() { "is a folder" } else { "is no regular file" }.to_owned());
        }
        if meta.len() > MAX_FILE as u64 {
            return Err(format!("larger than {} MiB", MAX_FILE >> 20));
        }
        std::fs::read(&path).map_err(|error| reason(&error))
    }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotADirectory => "part of the path is a file, not a folder".to_owned(),
        _ => error.to_string(),
    }
}
