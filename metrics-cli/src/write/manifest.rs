//! The manifest of an output folder: which files in it one command has written.
//!
//! A dot file, `.metricspec-gen-docs`, to be committed with the files. It changes only when files come or go, so that two
//! branches do not conflict over it.

use std::collections::BTreeSet;
use std::path::{Component, Path};

/// Name of a command's manifest.
pub(super) fn name(command: &str) -> String {
    format!(".metricspec-{command}")
}

/// Its text.
pub(super) fn text(command: &str, files: &BTreeSet<String>) -> String {
    let mut text =
        format!("# Files here that `cargo xtask {command}` made, and will remove when it no longer makes them.\n");
    text.extend(files.iter().map(|file| format!("{file}\n")));
    text
}

/// The files that a manifest names. Whatever is no path inside the folder is passed over: a manifest may have been edited,
/// or hold a merge conflict, and must not lead anywhere else.
pub(super) fn parse(text: &str) -> BTreeSet<String> {
    text.lines().map(str::trim_end).filter(|line| !line.starts_with('#') && is_inside(line)).map(String::from).collect()
}

/// Whether a path names something below the folder that it is joined to.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_that_leads_out() {
        let files: BTreeSet<String> = ["a.md", "b/c.md"].map(String::from).into();
        assert_eq!(parse(&text("gen-docs", &files)), files);
        let bad = "# x\n../up.md\n/abs.md\n<<<<<<< HEAD/../..\n./a/../../b.md\na\\..\\b\n\n";
        assert_eq!(parse(bad), BTreeSet::new());
    }
}
