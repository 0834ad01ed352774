//! `gen-docs`: reference pages.

use super::{Action, Command, Generator, r#gen::FLAGS, output};

pub(crate) static COMMAND: Command = Command {
    name: "gen-docs",
    about: "generate the reference pages",
    operand: None,
    flags: FLAGS,
    action: Action::Generate(Generator {
        command: "gen-docs",
        folder: |workspace| output(workspace).docs,
        emitters: || metricspec_docs::EMITTERS,
    }),
};
