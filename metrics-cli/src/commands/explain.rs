//! `explain CODE`: what a finding means, with an example that has it and one that does not.

use super::{Action, Command};
use crate::failure::Failure;
use crate::pipeline::findings;
use crate::session::{Exit, Session};
use metricspec_schema::diagnostic::{Code, Diagnostic, catalogue, nearest, render};
use metricspec_schema::lint;
use metricspec_schema::load::Files;

pub(crate) static COMMAND: Command = Command {
    name: "explain",
    about: "explain a finding by its code; without one, list all codes",
    operand: Some("[CODE]"),
    flags: &[],
    action: Action::Run(run),
};

fn run(session: &mut Session<'_>) -> Exit {
    let Some(name) = session.options.operands.first() else {
        session.print(&list());
        return Exit::Success;
    };
    // People paste what they see: `error[unknown_key]`.
    let name = name.rsplit_once('[').map_or(name.as_str(), |(_, rest)| rest).trim_end_matches([']', ':']);
    match codes().find(|code| code.name == name) {
        Some(code) => {
            let text = explain(code);
            session.print(&text);
            Exit::Success
        }
        None => {
            let failure = Failure::new(format!("unknown code `{name}`"));
            let failure = match nearest(name, codes().map(|code| code.name)) {
                Some(near) => failure.and(format!("did you mean `{near}`?")),
                None => failure,
            };
            let list = format!("`{} explain` lists all codes", session.program);
            session.trouble(&failure.and(list))
        }
    }
}

/// Codes of the language and of the lints, then those of what is generated.
fn codes() -> impl Iterator<Item = &'static Code> {
    let emitters = [metricspec_docs::codes::CODES, metricspec_rules::codes::CODES];
    catalogue::all().chain(emitters.into_iter().flatten().copied())
}

fn list() -> String {
    let mut codes: Vec<&Code> = codes().collect();
    codes.sort_by_key(|code| code.name);
    let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let first = |doc: &str| doc.split_inclusive(". ").next().unwrap_or(doc).trim_end().trim_end_matches('.').to_owned();
    codes.iter().map(|code| format!("{:width$}  {}\n", code.name, first(code.doc))).collect()
}

fn explain(code: &Code) -> String {
    let seen = example(code);
    match lint::explain(code) {
        page if seen.is_empty() => page,
        page => format!("{page}\nThe bad example is reported as:\n\n```text\n{seen}```\n"),
    }
}

/// What the bad example is reported as, by the check itself; nothing for an example in Rust.
fn example(code: &Code) -> String {
    struct Example(Vec<(String, String)>);
    impl Files for Example {
        fn read(&self, path: &str) -> Result<Vec<u8>, String> {
            let file = self.0.iter().find(|(name, _)| name == path);
            file.map(|(_, text)| text.clone().into_bytes()).ok_or_else(|| "no such file".into())
        }
    }
    let (workspace, mut diagnostics) = findings(&Example(catalogue::complete(code.bad)), "metrics.toml");
    let emitters = metricspec_docs::EMITTERS.iter().chain(metricspec_rules::EMITTERS);
    diagnostics.extend(emitters.flat_map(|emitter| (emitter.emit)(&workspace).1));
    let mut of_code: Vec<Diagnostic> = diagnostics.into_iter().filter(|d| d.code.name == code.name).collect();
    if let Some(lint) = lint::find(code.name).filter(|_| of_code.is_empty()) {
        // It is off by default.
        of_code = lint::run(lint, &workspace).into_iter().map(|finding| finding.diagnostic).collect();
    }
    of_code.iter().map(|d| render(d, &workspace.sources)).collect()
}
