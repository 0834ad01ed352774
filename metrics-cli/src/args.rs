//! Arguments: one table of flags, each with its help and what it sets.

use crate::commands::{self, Command};
use crate::failure::Failure;
use crate::report::Format;
use metricspec_schema::diagnostic::nearest;
use std::ffi::OsString;
use std::path::PathBuf;

/// What the flags set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) project: Option<PathBuf>,
    pub(crate) format: Format,
    pub(crate) check: bool,
    pub(crate) out: Option<PathBuf>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) write_baseline: Option<PathBuf>,
    pub(crate) quiet: bool,
    /// What follows the command and is no flag.
    pub(crate) operands: Vec<String>,
}

/// A flag.
pub(crate) struct Flag {
    /// `--NAME`.
    pub(crate) name: &'static str,
    /// What its value is called; a flag without one takes no value.
    pub(crate) value: Option<&'static str>,
    /// One line of help.
    pub(crate) about: &'static str,
    set: fn(&mut Options, OsString) -> Result<(), Failure>,
}

pub(crate) static PROJECT: Flag = Flag {
    name: "project",
    value: Some("PATH"),
    about: "project file, or the folder that has it (default: the nearest `metrics.toml`, here or above)",
    set: |o, v| put(&mut o.project, v),
};
pub(crate) static FORMAT: Flag = Flag {
    name: "format",
    value: Some("FORMAT"),
    about: "how findings are shown: `text` (default), `json` or `github`, the last two on standard output",
    set: |o, v| {
        o.format = Format::parse(&v.to_string_lossy())?;
        Ok(())
    },
};
pub(crate) static CHECK: Flag = Flag {
    name: "check",
    value: None,
    about: "write nothing; exit with 1 and show a unified diff if a file differs",
    set: |o, _| {
        o.check = true;
        Ok(())
    },
};
pub(crate) static OUT: Flag = Flag {
    name: "out",
    value: Some("DIR"),
    about: "write there, instead of the folder that the project file names",
    set: |o, v| put(&mut o.out, v),
};
pub(crate) static BASELINE: Flag = Flag {
    name: "baseline",
    value: Some("FILE"),
    about: "leave out the lint findings that FILE lists",
    set: |o, v| put(&mut o.baseline, v),
};
pub(crate) static WRITE_BASELINE: Flag = Flag {
    name: "write-baseline",
    value: Some("FILE"),
    about: "list all present lint findings in FILE, and succeed",
    set: |o, v| put(&mut o.write_baseline, v),
};
pub(crate) static QUIET: Flag = Flag {
    name: "quiet",
    value: None,
    about: "say nothing but errors",
    set: |o, _| {
        o.quiet = true;
        Ok(())
    },
};

/// Every flag.
static FLAGS: &[&Flag] = &[&PROJECT, &FORMAT, &CHECK, &OUT, &BASELINE, &WRITE_BASELINE, &QUIET];

fn put(place: &mut Option<PathBuf>, value: OsString) -> Result<(), Failure> {
    *place = Some(value.into());
    Ok(())
}

/// The command and its options. Flags may stand before and after the command.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<(&'static Command, Options), Failure> {
    use lexopt::Arg::{Long, Short, Value};
    let mut parser = lexopt::Parser::from_args(args);
    let (mut words, mut flags, mut options): (Vec<String>, Vec<&Flag>, Options) = Default::default();
    let (mut help, mut version) = (false, false);
    let unusable = |error: lexopt::Error| match error {
        lexopt::Error::UnexpectedValue { option, .. } => Failure::new(format!("`{option}` takes no value")),
        other => Failure::new(other.to_string()),
    };
    while let Some(arg) = parser.next().map_err(unusable)? {
        let name: String = match arg {
            Value(word) => {
                words.push(word.to_string_lossy().into_owned());
                continue;
            }
            Short('h') => "help".into(),
            Short('V') => "version".into(),
            Short('q') => "quiet".into(),
            Short(other) => return Err(Failure::new(format!("unknown option `-{other}`"))),
            Long(name) => name.into(),
        };
        match name.as_str() {
            "help" => help = true,
            "version" => version = true,
            _ => {
                let flag = FLAGS.iter().find(|f| f.name == name).ok_or_else(|| unknown_flag(&name, &words))?;
                let value = match flag.value {
                    Some(what) => parser
                        .value()
                        .map_err(|_| Failure::new(format!("`--{name}` needs a value: `--{name} {what}`")))?,
                    None => OsString::new(),
                };
                (flag.set)(&mut options, value)?;
                flags.push(flag);
            }
        }
    }
    let named = if words.is_empty() { None } else { Some(words.remove(0)) };
    let command = match named {
        _ if version => &commands::version::COMMAND,
        None if help => &commands::help::COMMAND,
        None => {
            let all: Vec<String> = commands::COMMANDS.iter().map(|command| format!("`{}`", command.name)).collect();
            return Err(Failure::new("no command is given").and(format!("use one of {}", all.join(", "))));
        }
        Some(name) if help => {
            words = vec![name];
            &commands::help::COMMAND
        }
        Some(name) => commands::find(&name)?,
    };
    options.operands = words;
    if help || version {
        return Ok((command, options));
    }
    if let Some(flag) = flags.iter().find(|flag| !command.flags.iter().any(|f| f.name == flag.name)) {
        return Err(Failure::new(format!("`{}` has no option `--{}`", command.name, flag.name)));
    }
    if options.operands.len() > usize::from(command.operand.is_some()) {
        let extra = options.operands.last().map_or("", String::as_str);
        return Err(Failure::new(format!("`{}` does not take the argument `{extra}`", command.name)));
    }
    Ok((command, options))
}

/// What is near is looked for among the flags of the command, if that is known by now.
fn unknown_flag(name: &str, words: &[String]) -> Failure {
    let failure = Failure::new(format!("unknown option `--{name}`"));
    let flags = match words.first().and_then(|word| commands::find(word).ok()) {
        Some(command) => command.flags,
        None => FLAGS,
    };
    match nearest(name, flags.iter().map(|f| f.name).chain(["help", "version"])) {
        Some(near) => failure.and(format!("did you mean `--{near}`?")),
        None => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<(&'static str, Options), String> {
        let args = line.split_whitespace().map(OsString::from);
        parse(args).map(|(command, options)| (command.name, options)).map_err(|failure| failure.to_string())
    }

    #[test]
    fn flags_stand_anywhere() {
        for line in ["check --quiet --project=a/b", "--project a/b -q check", "-q check --project a/b"] {
            let (command, options) = parsed(line).expect(line);
            let want = Options { project: Some("a/b".into()), quiet: true, ..Options::default() };
            assert_eq!((command, options), ("check", want), "{line}");
        }
        assert_eq!(parsed("explain unknown_key").expect("parses").1.operands, ["unknown_key"]);
    }

    #[test]
    fn help_and_version_win() {
        assert_eq!(parsed("--help").expect("parses").0, "help");
        assert_eq!(parsed("check --help").map(|(c, o)| (c, o.operands)), Ok(("help", vec!["check".to_owned()])));
        assert_eq!(parsed("-V").expect("parses").0, "version");
    }

    #[test]
    fn mistakes_say_the_way_out() {
        for (line, want) in [
            (
                "",
                "error: no command is given\n  = help: use one of `check`, `gen`, `gen-docs`, `gen-rules`, `gen-schema`, `explain`, `help`, `version`\n",
            ),
            ("chekc", "error: unknown command `chekc`\n  = help: did you mean `check`?\n"),
            ("check --fromat json", "error: unknown option `--fromat`\n  = help: did you mean `--format`?\n"),
            ("check --chek", "error: unknown option `--chek`\n"),
            ("gen --chek", "error: unknown option `--chek`\n  = help: did you mean `--check`?\n"),
            ("check --format jsn", "error: unknown format `jsn`\n  = help: did you mean `json`?\n"),
            ("check --format", "error: `--format` needs a value: `--format FORMAT`\n"),
            ("check --quiet=yes", "error: `--quiet` takes no value\n"),
            ("check -x", "error: unknown option `-x`\n"),
            ("check --check", "error: `check` has no option `--check`\n"),
            ("check schemas/http.toml", "error: `check` does not take the argument `schemas/http.toml`\n"),
            ("explain a b", "error: `explain` does not take the argument `b`\n"),
        ] {
            assert_eq!(parsed(line).expect_err(line), want);
        }
    }
}
