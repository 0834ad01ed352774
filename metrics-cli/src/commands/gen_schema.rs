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
    action: Action::Generate(Generator { command: "gen-schema", folder, emitters: || &[EMITTER] }),
};

const EMITTER: Emitter = Emitter {
    about: "JSON Schemas",
    emit: |workspace| {
        let folder = folder(workspace);
        let file = |(name, text): (&str, String)| Generated { path: format!("{folder}/{name}"), text };
        (language::json_schemas().into_iter().map(file).collect(), Vec::new())
    },
};

fn folder(workspace: &Workspace) -> String {
    let first = workspace.schemas.first().and_then(|schema| schema.path.rsplit_once('/'));
    first.map_or(".", |(folder, _)| folder).to_owned()
}
