//! What `check` and every `gen` share: read, check, generate in memory, report. Data goes through it once; whether
//! anything is written is decided at the end, by the one function that also answers `--check`.

use crate::baseline;
use crate::commands::Generator;
use crate::failure::Failure;
use crate::project::{self, Project};
use crate::report::{self, Format, Stale};
use crate::session::{Exit, Session};
use crate::write::{self, FileSet, Plan};
use metricspec_schema::diagnostic::{self, Diagnostic, Severity};
use metricspec_schema::emit::Generated;
use metricspec_schema::lint::{self, Date};
use metricspec_schema::load::{self, Files};
use metricspec_schema::model::Workspace;
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Checks the project and carries out some generators. Writes nothing if there is an error.
pub(crate) fn run(session: &mut Session<'_>, generators: &[&Generator], writes: bool) -> Exit {
    match try_run(session, generators, writes) {
        Ok(exit) => exit,
        Err(failure) => session.trouble(&failure),
    }
}

/// Everything that the front end finds in a project: mistakes, or, if there are none, what the lints say. What has a
/// mistake is missing from the model, and lints would complain of that: a label that no metric has, since the metric that
/// has it misspells it.
pub(crate) fn findings(files: &dyn Files, project: &str) -> (Workspace, Vec<Diagnostic>) {
    let (workspace, mut diagnostics) = load::load_project(files, project);
    if !diagnostic::has_errors(&diagnostics) {
        diagnostics.extend(lint::check(&workspace, today()));
    }
    (workspace, diagnostics)
}

/// The day for which waivers are judged: today, or that of `SOURCE_DATE_EPOCH`
/// (reproducible-builds.org/specs/source-date-epoch), so that a build of an old revision says what it said then.
fn today() -> Option<Date> {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.trim().parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs());
    given.or_else(now).map(Date::from_unix)
}

fn try_run(session: &mut Session<'_>, generators: &[&Generator], writes: bool) -> Result<Exit, Failure> {
    let mut project = project::read(session.cwd, session.options.project.as_deref())?;
    // What is wrong is left out of the model, so that what is made of it would be wrong in other ways. Lints, at whatever
    // level, leave nothing out.
    let whole = project.diagnostics.iter().all(|d| d.severity < Severity::Error || lint::find(d.code.name).is_some());
    let (mut sets, mut gone) = (Vec::new(), Vec::new());
    if whole {
        gone = baseline::settle(session, &mut project)?;
        let one = generators.len() == 1;
        for generator in generators {
            sets.push(generate(session, &mut project, generator, one)?);
        }
    } else if session.options.write_baseline.is_some() {
        session.say("note: no baseline is written while there are errors that are no lints\n");
    }
    diagnostic::sort(&mut project.diagnostics);
    let failed = diagnostic::has_errors(&project.diagnostics);
    let compared = match session.options.check && !failed {
        true => write::plan(&sets, &project.root).map(|plan| differences(session, &plan)),
        false => Ok(Vec::new()),
    };
    report(session, &project, compared.as_deref().unwrap_or_default());
    let stale = compared?;
    for entry in gone {
        session.chat(&format!("note: {entry} no longer occurs; remove the line\n"));
    }
    if failed {
        return Ok(Exit::Findings);
    }
    if session.options.check {
        return Ok(check_result(session, &stale));
    }
    if writes {
        let _guard = write::lock(&project.file);
        let plan = write::plan(&sets, &project.root)?;
        plan.apply()?;
        tell(session, &plan);
    } else if project.diagnostics.is_empty() {
        let schemas = &project.workspace.schemas;
        let metrics: usize = schemas.iter().map(|schema| schema.metrics.len() + schema.externals.len()).sum();
        session.chat(&format!("nothing to report: {}, {}\n", count(schemas.len(), "schema"), count(metrics, "metric")));
    }
    Ok(Exit::Success)
}

fn generate(
    session: &Session<'_>,
    project: &mut Project,
    generator: &Generator,
    one: bool,
) -> Result<FileSet, Failure> {
    let folder = (generator.folder)(&project.workspace);
    let out = session.options.out.as_ref().map(|out| session.cwd.join(out));
    let target = match out {
        // One command fills the folder; several keep theirs apart inside it.
        Some(out) if one => out,
        Some(out) => out.join(&folder),
        None => project.root.join(&folder),
    };
    let mut files = Vec::new();
    for emitter in (generator.emitters)() {
        let (made, found) = (emitter.emit)(&project.workspace);
        project.diagnostics.extend(found);
        for Generated { path, text } in made {
            let inside = inside(&path, &folder).ok_or_else(|| {
                Failure::new(format!("`{path}` is not in `{folder}`, where {} go", emitter.about))
                    .and("give `[output]` in the project file a folder inside the workspace")
            })?;
            files.push((inside, text));
        }
    }
    Ok(FileSet { command: generator.command, folder: target, files })
}

/// The part of a path below a folder, both relative to the workspace root. `None` if it is elsewhere.
fn inside(path: &str, folder: &str) -> Option<String> {
    let plain =
        |text: &str| Path::new(text).components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
    let rest = plain(path).strip_prefix(plain(folder)).ok()?.to_str()?.replace('\\', "/");
    let leads_out =
        Path::new(folder).components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir));
    (!leads_out && !rest.is_empty()).then_some(rest)
}

fn differences(session: &Session<'_>, plan: &Plan) -> Vec<Stale> {
    let program = &session.program;
    let out = session.options.out.as_ref().map(|out| format!(" --out {}", out.display())).unwrap_or_default();
    let stale = |change: &write::Change| Stale {
        path: change.shown.clone(),
        message: match (change.removes(), change.is_new()) {
            (true, _) => format!("`{}` is no longer generated", change.shown),
            (_, true) => format!("`{}` is missing", change.shown),
            _ => format!("`{}` differs from what the schemas say", change.shown),
        },
        help: format!("run `{program} {}{out}`", change.command),
        diff: change.diff(),
    };
    plan.changes.iter().map(stale).collect()
}

fn report(session: &mut Session<'_>, project: &Project, stale: &[Stale]) {
    let format = session.options.format;
    let folder = project::folder_in_repository(&project.root);
    let shown: Vec<_> = match session.options.quiet {
        true => project.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect(),
        false => project.diagnostics.clone(),
    };
    let text = report::render(format, &shown, &project.workspace.sources, stale, &folder);
    match format {
        Format::Text => session.say(&text),
        Format::Json | Format::Github => session.print(&text),
    }
}

fn check_result(session: &mut Session<'_>, stale: &[Stale]) -> Exit {
    if stale.is_empty() {
        session.chat("generated files are up to date\n");
        return Exit::Success;
    }
    if session.options.format == Format::Text {
        session.print(&stale.iter().map(|file| file.diff.as_str()).collect::<String>());
    }
    let commands: std::collections::BTreeSet<&str> = stale.iter().map(|file| file.help.as_str()).collect();
    let ways: String = commands.into_iter().map(|help| format!("  = help: {help}\n")).collect();
    let files = count(stale.len(), "generated file") + if stale.len() == 1 { " differs" } else { " differ" };
    session.say(&format!("error: {files}\n{ways}"));
    Exit::Findings
}

/// `1 schema`, `2 schemas`.
fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn tell(session: &mut Session<'_>, plan: &Plan) {
    let (mut written, mut removed) = (0, 0);
    for change in plan.changes.iter().filter(|change| !change.is_manifest()) {
        let verb = if change.removes() { "removed" } else { "wrote" };
        *if change.removes() { &mut removed } else { &mut written } += 1;
        session.chat(&format!("{verb} {}\n", change.shown));
    }
    for path in &plan.kept {
        session.chat(&format!("note: `{path}` is no longer generated, but was edited and is left alone\n"));
    }
    session.chat(&format!("{written} written, {removed} removed, {} unchanged\n", plan.unchanged));
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn paths_inside_a_folder() {
        assert_eq!(inside("docs/reference/a/b.md", "./docs/reference/"), Some("a/b.md".into()));
        assert_eq!(inside("a.md", "."), Some("a.md".into()));
        for (path, folder) in [("docs/a.md", "docs/reference"), ("../x/a.md", "../x"), ("/x/a.md", "/x"), ("d", "d")] {
            assert_eq!(inside(path, folder), None, "{path} in {folder}");
        }
    }
}
