//! `--baseline` and `--write-baseline`: the files around `metricspec_schema::lint::baseline`.

use crate::failure::{Failure, reason, shown};
use crate::project::Project;
use crate::session::Session;
use metricspec_schema::lint::baseline;

/// Takes the findings that a baseline knows out of the project's, or writes them into one. Gives the entries that match
/// nothing any more.
pub(crate) fn settle(session: &mut Session<'_>, project: &mut Project) -> Result<Vec<String>, Failure> {
    if let Some(path) = &session.options.write_baseline {
        let path = session.cwd.join(path);
        let text = baseline::write(&project.workspace, &project.diagnostics);
        std::fs::write(&path, &text).map_err(|error| {
            Failure::new(format!("cannot write the baseline `{}`: {}", path.display(), reason(&error)))
                .and("give the path of a file in a folder that exists")
        })?;
        baseline::apply(&project.workspace, &text, &mut project.diagnostics);
        session.chat(&format!("wrote {}\n", shown(&path, &project.root)));
        return Ok(Vec::new());
    }
    let Some(path) = &session.options.baseline else { return Ok(Vec::new()) };
    let path = session.cwd.join(path);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let path = path.display();
        Failure::new(format!("cannot read the baseline `{path}`: {}", reason(&error)))
            .and(format!("make it with `{} check --write-baseline {path}`", session.program))
    })?;
    let stale = baseline::apply(&project.workspace, &text, &mut project.diagnostics).into_iter();
    let path = shown(&path, &project.root);
    Ok(stale.map(|entry| format!("{path}:{}: `{}`", entry.line, entry.text.replace('\t', " "))).collect())
}
