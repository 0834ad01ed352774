//! Carrying out a plan. The order of the steps is what makes it safe: see [`super`].

use super::plan::{Change, Plan, TEMP};
use crate::failure::{Failure, reason, shown};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A text that lies beside its target; removed again unless it is put in its place.
struct Staged {
    temp: PathBuf,
    target: PathBuf,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone already if it was renamed. What cannot be removed is removed by the next run.
        let _ = fs::remove_file(&self.temp);
    }
}

impl Plan {
    /// Makes the disk as planned. On an error, what is on disk is whole, and mostly unchanged.
    pub(crate) fn apply(&self) -> Result<(), Failure> {
        for path in &self.leftovers {
            fs::remove_file(path).map_err(|error| self.failure("remove", path, &error))?;
        }
        let manifests = || self.changes.iter().filter(|change| change.is_manifest());
        let files = self.changes.iter().filter(|change| !change.is_manifest());
        let first = manifests().filter_map(|change| Some((change, change.interim.as_deref()?)));
        let texts = files.clone().filter_map(|change| Some((change, change.new.as_deref()?)));
        let staged = first.chain(texts).map(|(change, text)| self.stage(change, text));
        let staged = staged.collect::<Result<Vec<Staged>, Failure>>()?;
        for staged in staged {
            self.put(staged)?;
        }
        for gone in files.filter(|change| change.removes()) {
            self.remove(&gone.target)?;
        }
        for change in manifests() {
            match &change.new {
                Some(text) => self.put(self.stage(change, text)?)?,
                None => self.remove(&change.target)?,
            }
        }
        let folders: BTreeSet<&Path> = self.changes.iter().filter_map(|change| change.target.parent()).collect();
        folders.into_iter().for_each(sync_folder);
        Ok(())
    }

    fn stage(&self, change: &Change, text: &str) -> Result<Staged, Failure> {
        // A link is written through, not replaced by a file.
        let target = fs::canonicalize(&change.target).unwrap_or_else(|_| change.target.clone());
        let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(Failure::new(format!("`{}` is no path of a file", change.shown)));
        };
        fs::create_dir_all(folder).map_err(|error| self.no_folder(folder, &error))?;
        let temp = folder.join(format!(".{}{TEMP}", name.to_string_lossy()));
        let staged = Staged { temp, target };
        write_synced(&staged.temp, &staged.target, text)
            .map_err(|error| self.failure("write", &change.target, &error))?;
        Ok(staged)
    }

    fn put(&self, staged: Staged) -> Result<(), Failure> {
        fs::rename(&staged.temp, &staged.target).map_err(|error| self.failure("replace", &staged.target, &error))
    }

    fn remove(&self, path: &Path) -> Result<(), Failure> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(self.failure("remove", path, &error)),
            _ => {
                // A folder that held nothing else goes too; one that is not empty stays, and that is no error.
                let folder = path.parent().filter(|folder| **folder != *self.root);
                folder.map(fs::remove_dir);
                Ok(())
            }
        }
    }

    fn failure(&self, verb: &str, path: &Path, error: &io::Error) -> Failure {
        let place = shown(path, &self.root);
        Failure::new(format!("cannot {verb} `{place}`: {}", reason(error)))
            .and("every file is its old or its new self; run the command again when this is mended")
            .and("to write elsewhere, give a folder with `--out`, or change `[output]` in the project file")
    }

    fn no_folder(&self, folder: &Path, error: &io::Error) -> Failure {
        let obstacle = folder.ancestors().find(|path| path.symlink_metadata().is_ok());
        let why = match obstacle.filter(|path| !path.is_dir()) {
            Some(path) => format!("`{}` is not a folder", shown(path, &self.root)),
            None => reason(error),
        };
        Failure::new(format!("cannot make the folder `{}`: {why}", shown(folder, &self.root)))
            .and("to write elsewhere, give a folder with `--out`, or change `[output]` in the project file")
    }
}

fn write_synced(temp: &Path, target: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(temp)?;
    file.write_all(text.as_bytes())?;
    if let Ok(meta) = fs::metadata(target) {
        file.set_permissions(meta.permissions())?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only root can give a file away; for others it is theirs before and after.
            let _ = fchown(&file, Some(meta.uid()), Some(meta.gid()));
        }
    }
    // Without this, a power cut after the rename can leave a file of the right name and no text.
    file.sync_all()
}

/// Makes renames last through a power cut; where folders cannot be synced there is nothing to be done about it.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
