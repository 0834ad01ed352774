//! The project file against the schemas.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::Workspace;

pub(super) fn check(workspace: &Workspace, diagnostics: &mut Vec<Diagnostic>) {
    for (index, schema) in workspace.schemas.iter().enumerate() {
        let twin = workspace.schemas[..index].iter().find(|s| s.name.value == schema.name.value);
        if let Some(other) = twin
            && !schema.name.is_empty()
        {
            let message = format!("two schemas are called `{}`", schema.name);
            diagnostics.push(
                Diagnostic::error(&catalogue::DUPLICATE_SCHEMA, schema.name.span, message)
                    .related(other.name.span, "the other one")
                    .help("rename one of them: the name is that of the page, the module and the rule group"),
            );
        }
    }
    let Some(project) = &workspace.project else { return };
    for endpoint in &project.endpoints {
        for name in endpoint.schemas.iter().filter(|n| workspace.schema(n).is_none()) {
            // A schema that could not be read at all has been reported.
            if workspace.schemas.len() < project.schemas.len() {
                continue;
            }
            let message = format!("no schema is called `{name}`");
            diagnostics.push(
                Diagnostic::error(&catalogue::UNKNOWN_SCHEMA, name.span, message)
                    .suggest(name, workspace.schemas.iter().map(|s| s.name.as_str())),
            );
        }
    }
}
