//! `gen-schema`: JSON Schemas of the language, beside the first schema of the project, where `#:schema
//! ./metrics.schema.json` finds them.

use super::{Action, Command, Generator, r#gen::FLAGS};
use metricspec_schema::emit::{Emitter, Generated};
use metricspec_schema::language;
use metricspec_schema::model::Workspace;

pub(crate) static COMMAND: Command = Command {
    name: "gen-schema",
    about: "generate the JSON Schemas that give editors completion in the TOML",
    operand: None,
    flags: FLAGS,
    action: Action::Generate(Generator { command: "gen-schema", folder, emitters: || &[JSON_SCHEMAS] }),
};

const JSON_SCHEMAS: Emitter = Emitter {
    about: "JSON Schemas",
    emit: |workspace| (beside_schemas(workspace, language::json_schemas()), Vec::new()),
};

fn beside_schemas(workspace: &Workspace, files: impl IntoIterator<Item = (&'static str, String)>) -> Vec<Generated> {
    let folder = folder(workspace);
    files.into_iter().map(|(name, text)| Generated { path: format!("{folder}/{name}"), text }).collect()
}

fn folder(workspace: &Workspace) -> String {
    let first = workspace.schemas.first().and_then(|schema| schema.path.rsplit_once('/'));
    first.map_or(".", |(folder, _)| folder).to_owned()
}
