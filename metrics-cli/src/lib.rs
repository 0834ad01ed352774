//! The commands of Metricspec: arguments, files and exit codes around the libraries that do the work.
//!
//! A workspace gets `cargo xtask gen` and the other commands through a package of five lines:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     metricspec_cli::main()
//! }
//! ```
//!
//! The binary `metricspec` is the same. `help` lists the commands.

mod args;
mod baseline;
mod commands;
mod failure;
mod pipeline;
mod project;
mod report;
mod session;
mod write;

pub use session::Exit;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let mut stderr = std::io::stderr().lock();
    let cwd = match std::env::current_dir() {
        Ok(cwd) => cwd,
        Err(error) => {
            let _ = writeln!(stderr, "error: cannot tell the current folder: {error}");
            return Exit::Trouble.into();
        }
    };
    run(std::env::args_os(), &cwd, &mut std::io::stdout().lock(), &mut stderr).into()
}

/// Runs one command. `args` begins with the program's own name, as the process got it; an executable called `xtask` is
/// called `cargo xtask` in messages. Nothing is read but the arguments, files and the variable `SOURCE_DATE_EPOCH`,
/// and nothing is written but generated files and the two streams; a stream that is closed early is not an error.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    cwd: &Path,
    stdout: &mut dyn Write,
    stderr: &mut dyn Write,
) -> Exit {
    let mut args = args.into_iter();
    let program = session::program(args.next());
    match args::parse(args) {
        Ok((command, options)) => {
            commands::dispatch(command, session::Session { program, cwd, options, stdout, stderr })
        }
        Err(failure) => {
            let failure = failure.and(format!("`{program} help` lists the commands and their options"));
            let _ = stderr.write_all(failure.to_string().as_bytes());
            Exit::Trouble
        }
    }
}
