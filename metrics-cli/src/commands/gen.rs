//! `gen`: all that the other `gen-…` commands make, checked once and written as one set.

use super::{Action, Command, generators};
use crate::args::{self, Flag};
use crate::pipeline;

/// The flags of everything that generates.
pub(super) static FLAGS: &[&Flag] =
    &[&args::CHECK, &args::OUT, &args::PROJECT, &args::FORMAT, &args::BASELINE, &args::QUIET];

pub(crate) static COMMAND: Command = Command {
    name: "gen",
    about: "generate everything that the commands below do, each in its folder",
    operand: None,
    flags: FLAGS,
    action: Action::Run(|session| pipeline::run(session, &generators(), true)),
};
