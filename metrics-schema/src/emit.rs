//! What emitters share: an emitter turns the model into files as plain data; writing them is the command line's.

use crate::diagnostic::Diagnostic;
use crate::model::{Output, Workspace};

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// Path relative to the workspace root, with `/`.
    pub path: String,
    /// The whole text; ends with a line break.
    pub text: String,
}

/// One kind of generated file. A command such as `gen-docs` runs a list of these.
pub struct Emitter {
    /// What it makes, for `--help` and messages: `reference pages`.
    pub about: &'static str,
    /// Makes the files, in a stable order. Mistakes that only an emitter can find (an anchor that clashes) come back as
    /// diagnostics; with an error among them nothing is written.
    pub emit: fn(&Workspace) -> (Vec<Generated>, Vec<Diagnostic>),
}

/// Declares the modules of a package's emitters, each with a `const EMITTER`, and its list `EMITTERS` at once, so that a new
/// emitter is one file and one line.
#[macro_export]
macro_rules! emitters {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// What the package's command runs, in this order.
        pub static EMITTERS: &[$crate::emit::Emitter] = &[$($name::EMITTER),*];
    };
}

/// Path of a file in an output folder, relative to the workspace root: what the project file says is relative to that
/// file.
pub fn path_in(workspace: &Workspace, folder: impl Fn(&Output) -> &String, file: &str) -> String {
    let default = Output::default();
    let (project_file, folder) = match &workspace.project {
        Some(project) => (workspace.sources.get(project.file).path.as_str(), folder(&project.output)),
        None => ("", folder(&default)),
    };
    let mut parts: Vec<&str> = project_file.split('/').collect();
    parts.pop();
    for part in folder.split('/').chain(file.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
