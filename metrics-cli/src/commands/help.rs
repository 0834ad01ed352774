//! `help`, written from the tables of commands and flags.

use super::{Action, COMMANDS, Command};
use crate::session::{Exit, Session};

pub(crate) static COMMAND: Command = Command {
    name: "help",
    about: "show this, or what a command takes",
    operand: Some("[COMMAND]"),
    flags: &[],
    action: Action::Run(run),
};

fn run(session: &mut Session<'_>) -> Exit {
    let text = match session.options.operands.first() {
        None => overview(&session.program),
        Some(name) => match super::find(name) {
            Ok(command) => one(&session.program, command),
            Err(failure) => {
                let all = format!("`{} help` lists the commands", session.program);
                return session.trouble(&failure.and(all));
            }
        },
    };
    session.print(&text);
    Exit::Success
}

fn overview(program: &str) -> String {
    let rows = COMMANDS.iter().map(|command| (usage(command), command.about));
    let rows = table(rows.collect());
    format!(
        "Metricspec: metrics declared once, in TOML\n\nusage: {program} COMMAND [OPTIONS]\n\ncommands:\n{rows}\n\
         `{program} help COMMAND` shows the options of a command.\n\
         Exit codes: 0 done, 1 the schemas have errors or a file differs, 2 the command could not do its work.\n"
    )
}

fn one(program: &str, command: &Command) -> String {
    let flags = command.flags.iter().map(|flag| {
        let value = flag.value.map(|value| format!(" {value}")).unwrap_or_default();
        (format!("--{}{value}", flag.name), flag.about)
    });
    let flags: Vec<_> = flags.collect();
    let options = if flags.is_empty() { "" } else { " [OPTIONS]" };
    let head = format!("{}\n\nusage: {program} {}{options}\n", sentence(command.about), usage(command));
    if flags.is_empty() { head } else { format!("{head}\noptions:\n{}", table(flags)) }
}

fn usage(command: &Command) -> String {
    command.operand.map_or(command.name.to_owned(), |operand| format!("{} {operand}", command.name))
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>() + ".").unwrap_or_default()
}

fn table(rows: Vec<(String, &str)>) -> String {
    let width = rows.iter().map(|(left, _)| left.len()).max().unwrap_or(0);
    rows.iter().map(|(left, right)| format!("  {left:width$}  {right}\n")).collect()
}
