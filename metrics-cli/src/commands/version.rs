//! `version`.

use super::{Action, Command};
use crate::session::Exit;

pub(crate) static COMMAND: Command = Command {
    name: "version",
    about: "show the version",
    operand: None,
    flags: &[],
    action: Action::Run(|session| {
        session.print(concat!("metricspec ", env!("CARGO_PKG_VERSION"), "\n"));
        Exit::Success
    }),
};
