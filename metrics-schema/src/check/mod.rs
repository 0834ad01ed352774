//! Checks that need more than one schema, or the project file.

mod names;
mod native;
mod project;
mod rules;

use crate::diagnostic::Diagnostic;
use crate::model::Workspace;

/// Runs all of them.
pub(crate) fn workspace(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    project::check(workspace, diagnostics);
    names::check(workspace, diagnostics);
    native::check(workspace, diagnostics);
    rules::check(workspace, diagnostics);
}
