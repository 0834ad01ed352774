//! The repository's files.

use std::path::{Path, PathBuf};

use metricspec_schema::load::Files;

/// Root of the repository.
///
/// # Panics
/// If this package lies elsewhere than in a folder of it.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a folder of the repository")
}

/// The files below a folder.
pub struct Disk(PathBuf);

impl Disk {
    /// The files of the repository.
    pub fn repository() -> Disk {
        Disk(root().to_owned())
    }
}

impl Files for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}
