//! `gen-rules`: rule files.

use super::{Action, Command, Generator, r#gen::FLAGS, output};

pub(crate) static COMMAND: Command = Command {
    name: "gen-rules",
    about: "generate alerts and recording rules, plain and as `PrometheusRule`s",
    operand: None,
    flags: FLAGS,
    action: Action::Generate(Generator {
        command: "gen-rules",
        folder: |workspace| output(workspace).rules,
        emitters: || metricspec_rules::EMITTERS,
    }),
};
