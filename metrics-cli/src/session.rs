//! What a command runs in: its options, the current folder, the two streams; and how it ends.

use crate::args::Options;
use crate::failure::Failure;
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done; there may be warnings. Exit code 0.
    Success,
    /// The schemas have errors, or with `--check` a generated file differs. Exit code 1.
    Findings,
    /// The command could not do its work: wrong arguments, no project file, a file that cannot be read or written. Exit
    /// code 2.
    Trouble,
}

impl Exit {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Exit::Success => 0,
            Exit::Findings => 1,
            Exit::Trouble => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// One run of one command.
pub(crate) struct Session<'a> {
    /// What the user typed to get here: `cargo xtask` or `metricspec`.
    pub(crate) program: String,
    pub(crate) cwd: &'a Path,
    pub(crate) options: Options,
    pub(crate) stdout: &'a mut dyn Write,
    pub(crate) stderr: &'a mut dyn Write,
}

impl Session<'_> {
    /// Writes a result to standard output. A reader that has gone (`| head`) needs no message.
    pub(crate) fn print(&mut self, text: &str) {
        let _ = self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush());
    }

    /// Writes a message to standard error.
    pub(crate) fn say(&mut self, text: &str) {
        let _ = self.stderr.write_all(text.as_bytes());
    }

    /// Writes a message that `--quiet` leaves out.
    pub(crate) fn chat(&mut self, text: &str) {
        if !self.options.quiet {
            self.say(text);
        }
    }

    /// Reports why the command could not do its work.
    pub(crate) fn trouble(&mut self, failure: &Failure) -> Exit {
        self.say(&failure.to_string());
        Exit::Trouble
    }
}

/// The name of the program for messages, from the first argument of the process.
pub(crate) fn program(arg0: Option<OsString>) -> String {
    let stem = arg0.as_deref().map(Path::new).and_then(Path::file_stem).and_then(|s| s.to_str());
    match stem {
        Some("xtask") => "cargo xtask".into(),
        Some(stem) => stem.into(),
        None => "metricspec".into(),
    }
}
