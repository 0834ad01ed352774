//! `check`: everything that can be found wrong, without writing.

use super::{Action, Command, generators};
use crate::{args, pipeline};

pub(crate) static COMMAND: Command = Command {
    name: "check",
    about: "find every mistake in every schema, PromQL aside; write nothing",
    operand: None,
    flags: &[&args::PROJECT, &args::FORMAT, &args::BASELINE, &args::WRITE_BASELINE, &args::QUIET],
    // The generators run too: some mistakes, such as two anchors that clash, only show in what is generated.
    action: Action::Run(|session| pipeline::run(session, &generators(), false)),
};
