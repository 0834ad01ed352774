//! Where a schema file is: a path as written in a macro, to a file and the root of what it may include.

use metricspec_schema::diagnostic::nearest;
use std::path::{Path, PathBuf};

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The folder that paths are relative to when they are shown, and that includes do not leave.
    pub(crate) root: PathBuf,
    /// The file, relative to the root, with `/`.
    pub(crate) path: String,
}

/// Where a macro was invoked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// `CARGO_MANIFEST_DIR`.
    pub(crate) package: Option<PathBuf>,
    /// The invoking file, if the compiler tells; rust-analyzer does not.
    pub(crate) file: Option<PathBuf>,
}

impl Origin {
    /// Of the macro that is being expanded.
    pub(crate) fn current() -> Origin {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        // Outside a compiler, as in unit tests, there is no file to ask for.
        let file = proc_macro::is_available().then(|| proc_macro::Span::call_site().local_file()).flatten();
        Origin { package, file }
    }

    fn beside(&self) -> Option<PathBuf> {
        self.file.as_deref().map(|f| f.parent().unwrap_or(Path::new("")).to_path_buf())
    }

    /// Finds a file: relative to the package first, then to the invoking file.
    ///
    /// # Errors
    /// The message, if it is in neither place.
    pub(crate) fn find(&self, written: &str) -> Result<Place, String> {
        if written.is_empty() {
            return Err("the path of the schema is empty".to_owned());
        }
        let folders = || self.package.clone().into_iter().chain(self.beside());
        match folders().map(|folder| folder.join(written)).find(|file| file.is_file()) {
            Some(file) => place(&file).map_err(|error| format!("cannot read `{written}`: {error}")),
            None => Err(self.not_found(written)),
        }
    }

    fn not_found(&self, written: &str) -> String {
        let places = match &self.file {
            Some(file) => format!("neither in the package's folder, nor in the folder of `{}`", shown(file)),
            None => "not in the package's folder, and the compiler does not tell where the macro stands".to_owned(),
        };
        let help =
            self.above(written).or_else(|| self.near(written)).map(|near| format!("\n  help: did you mean `{near}`?"));
        format!("no file `{written}`\n  note: it is {places}{}", help.unwrap_or_default())
    }

    /// The path from the package, if it was written as seen from a folder above it, such as the workspace's.
    fn above(&self, written: &str) -> Option<String> {
        let folders = self.package.as_deref()?.ancestors().skip(1).take(4);
        let ups = 1 + folders.map(|folder| folder.join(written)).position(|file| file.is_file())?;
        Some("../".repeat(ups) + written)
    }

    /// The path of a file of a similar name that is there.
    fn near(&self, written: &str) -> Option<String> {
        let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
        let wanted = name(Path::new(written))?;
        let folder = Path::new(written).parent()?;
        self.package.clone().into_iter().chain(self.beside()).find_map(|base| {
            let entries = std::fs::read_dir(base.join(folder)).ok()?;
            let mut names: Vec<String> = entries.flatten().filter_map(|entry| name(&entry.path())).collect();
            names.retain(|n| n.ends_with(".toml") && n != "Cargo.toml");
            names.sort();
            let near = nearest(&wanted, names.iter().map(String::as_str))?;
            Some(slashed(&folder.join(near)))
        })
    }
}

fn place(file: &Path) -> std::io::Result<Place> {
    // Through links, so that a schema that several packages link to has one name everywhere.
    let file = file.canonicalize()?;
    let root = root_of(&file);
    Ok(Place { path: slashed(file.strip_prefix(&root).unwrap_or(&file)), root })
}

/// The folder above a file that has `metrics.toml`, or is a Cargo workspace, or a package; the nearest of each kind, in
/// this order. A package that was unpacked from a registry is a root of its own, whatever lies above it.
fn root_of(file: &Path) -> PathBuf {
    let above = || file.ancestors().skip(1);
    let unpacked = above().position(|dir| dir.join("Cargo.toml.orig").is_file());
    let within = || above().take(unpacked.map_or(usize::MAX, |i| i + 1));
    let workspace = |dir: &&Path| {
        std::fs::read_to_string(dir.join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| line.trim_start().starts_with("[workspace")))
    };
    within()
        .find(|dir| dir.join("metrics.toml").is_file())
        .or_else(|| within().find(workspace))
        .or_else(|| within().find(|dir| dir.join("Cargo.toml").is_file()))
        .or_else(|| above().next())
        .unwrap_or(Path::new(""))
        .to_path_buf()
}

/// A path for people: relative to its root, so that messages are the same on every machine.
fn shown(file: &Path) -> String {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    slashed(whole.strip_prefix(root_of(&whole)).unwrap_or(file))
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder of its own that is removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str, files: &[&str]) -> Folder {
            let dir = std::env::temp_dir().join(format!("metricspec-place-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&dir);
            for file in files {
                let file = dir.join(file);
                fs::create_dir_all(file.parent().expect("has a folder")).expect("can create");
                fs::write(&file, "").expect("can write");
            }
            Folder(dir.canonicalize().expect("exists"))
        }

        fn origin(&self, package: &str, file: Option<&str>) -> Origin {
            Origin { package: Some(self.0.join(package)), file: file.map(|f| self.0.join(f)) }
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_package_comes_before_the_invoking_file() {
        let dir = Folder::new("order", &["metrics.toml", "a/s/x.toml", "a/src/s/x.toml", "a/src/y.toml"]);
        let origin = dir.origin("a", Some("a/src/main.rs"));
        assert_eq!(origin.find("s/x.toml"), Ok(Place { root: dir.0.clone(), path: "a/s/x.toml".into() }));
        assert_eq!(origin.find("y.toml").map(|p| p.path), Ok("a/src/y.toml".into()));
    }

    #[test]
    fn the_root_is_the_project_then_the_workspace_then_the_package() {
        let dir = Folder::new("root", &["Cargo.toml", "a/Cargo.toml", "a/x.toml"]);
        let found = |dir: &Folder| dir.origin("a", None).find("x.toml").map(|p| p.path);
        assert_eq!(found(&dir), Ok("x.toml".into()));
        fs::write(dir.0.join("Cargo.toml"), "[workspace]\n").expect("can write");
        assert_eq!(found(&dir), Ok("a/x.toml".into()));
        fs::write(dir.0.join("a/Cargo.toml.orig"), "").expect("can write");
        assert_eq!(found(&dir), Ok("x.toml".into()));
    }

    #[test]
    fn a_missing_file_names_both_places_and_a_near_name() {
        let dir = Folder::new("near", &["metrics.toml", "schemas/http.toml", "schemas/Cargo.toml"]);
        assert_eq!(
            dir.origin("", Some("src/main.rs")).find("schemas/htp.toml"),
            Err("no file `schemas/htp.toml`\n  note: it is neither in the package's folder, nor in the folder of \
                 `src/main.rs`\n  help: did you mean `schemas/http.toml`?"
                .into())
        );
        let unknown = dir.origin("", None).find("schemas/zzzzzz.toml").expect_err("does not exist");
        assert!(unknown.contains("does not tell") && !unknown.contains("help"), "{unknown}");
        assert!(dir.origin("", None).find("").is_err());
        assert!(dir.origin("", None).find("schemas").is_err());
    }

    #[test]
    fn a_path_from_the_workspace_is_corrected() {
        let dir = Folder::new("above", &["metrics.toml", "schemas/http.toml", "crates/a/Cargo.toml"]);
        let missing = dir.origin("crates/a", None).find("schemas/http.toml").expect_err("lies above");
        assert!(missing.ends_with("\n  help: did you mean `../../schemas/http.toml`?"), "{missing}");
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_one_name() {
        let dir = Folder::new("links", &["metrics.toml", "schemas/x.toml", "a/Cargo.toml"]);
        std::os::unix::fs::symlink("../schemas", dir.0.join("a/schemas")).expect("can link");
        assert_eq!(dir.origin("a", None).find("schemas/x.toml").map(|p| p.path), Ok("schemas/x.toml".into()));
    }
}
