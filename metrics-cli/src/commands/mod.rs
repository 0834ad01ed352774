//! The commands: one file each, and one line in [`COMMANDS`].

mod check;
mod explain;
mod r#gen;
mod gen_docs;
mod gen_rules;
mod gen_schema;
pub(crate) mod help;
pub(crate) mod version;

use crate::args::Flag;
use crate::failure::Failure;
use crate::pipeline;
use crate::session::{Exit, Session};
use metricspec_schema::diagnostic::nearest;
use metricspec_schema::emit::Emitter;
use metricspec_schema::model::{Output, Workspace};

/// Every command, in the order of `help`.
pub(crate) static COMMANDS: &[&Command] = &[
    &check::COMMAND,
    &r#gen::COMMAND,
    &gen_docs::COMMAND,
    &gen_rules::COMMAND,
    &gen_schema::COMMAND,
    &explain::COMMAND,
    &help::COMMAND,
    &version::COMMAND,
];

/// A command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    /// One line of help.
    pub(crate) about: &'static str,
    /// What may follow it: `[CODE]`.
    pub(crate) operand: Option<&'static str>,
    pub(crate) flags: &'static [&'static Flag],
    pub(crate) action: Action,
}

/// What a command does.
pub(crate) enum Action {
    /// Something of its own.
    Run(fn(&mut Session<'_>) -> Exit),
    /// Writes files; `gen` does too what all these do.
    Generate(Generator),
}

/// A kind of generated files.
pub(crate) struct Generator {
    /// The command.
    pub(crate) command: &'static str,
    /// The folder, relative to the workspace root.
    pub(crate) folder: fn(&Workspace) -> String,
    /// What makes the files; the paths of all of them are in the folder.
    pub(crate) emitters: fn() -> &'static [Emitter],
}

/// Every generator, in the order of [`COMMANDS`].
pub(crate) fn generators() -> Vec<&'static Generator> {
    COMMANDS
        .iter()
        .filter_map(|command| match &command.action {
            Action::Generate(generator) => Some(generator),
            Action::Run(_) => None,
        })
        .collect()
}

/// The output folders of a workspace.
fn output(workspace: &Workspace) -> Output {
    workspace.project.as_ref().map(|project| project.output.clone()).unwrap_or_default()
}

/// The command of a name.
pub(crate) fn find(name: &str) -> Result<&'static Command, Failure> {
    if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        return Ok(command);
    }
    let failure = Failure::new(format!("unknown command `{name}`"));
    Err(match nearest(name, COMMANDS.iter().map(|command| command.name)) {
        Some(near) => failure.and(format!("did you mean `{near}`?")),
        None => failure,
    })
}

/// Runs a command.
pub(crate) fn dispatch(command: &'static Command, mut session: Session<'_>) -> Exit {
    match &command.action {
        Action::Run(run) => run(&mut session),
        Action::Generate(generator) => pipeline::run(&mut session, &[generator], true),
    }
}
