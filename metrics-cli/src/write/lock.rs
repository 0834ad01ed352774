//! One writer at a time.

use std::fs::File;
use std::path::Path;

/// Waits until no other run writes for this project, and keeps others waiting until the guard is dropped. Where files
/// cannot be locked (some network file systems) runs are not kept apart.
pub(crate) fn lock(project_file: &Path) -> Option<File> {
    let file = File::open(project_file).ok()?;
    file.lock().ok().map(|()| file)
}
