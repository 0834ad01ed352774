//! Baselines: the findings that an adopter knows and has not mended yet. A baseline is a text file of sorted lines,
//! `code<TAB>path table`, which do not change when lines of a schema move.

use super::find;
use crate::diagnostic::Diagnostic;
use crate::model::Workspace;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;

const HEAD: &str =
    "# Known findings, which `check --baseline` does not show: code, then file and table. Remove what is mended.\n";

/// An entry of a baseline that matches no finding any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Its line, counted from 1.
    pub line: usize,
    /// The line.
    pub text: String,
}

/// The baseline of some findings. What is not from a lint is left out: errors of the language cannot be lived with.
pub fn write(workspace: &Workspace, diagnostics: &[Diagnostic]) -> String {
    let tables = Tables::of(workspace);
    let mut lines: Vec<String> =
        diagnostics.iter().filter(|d| find(d.code.name).is_some()).map(|d| tables.entry(d)).collect();
    lines.sort();
    lines.iter().fold(HEAD.to_owned(), |out, line| out + line + "\n")
}

/// Drops the findings that a baseline knows, one for each line, and gives back its lines that matched none. Empty lines
/// and those that begin with `#` are comments.
pub fn apply(workspace: &Workspace, baseline: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Stale> {
    let tables = Tables::of(workspace);
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, line) in baseline.lines().enumerate() {
        let line = line.trim_end();
        if !line.is_empty() && !line.starts_with('#') {
            known.entry(line).or_default().push(number + 1);
        }
    }
    diagnostics.retain(|diagnostic| {
        let is_lint = find(diagnostic.code.name).is_some();
        let known = is_lint && known.get_mut(tables.entry(diagnostic).as_str()).is_some_and(|l| l.pop().is_some());
        !known
    });
    let mut stale: Vec<Stale> = Vec::new();
    for (text, lines) in known {
        stale.extend(lines.into_iter().map(|line| Stale { line, text: text.to_owned() }));
    }
    stale.sort_by_key(|s| s.line);
    stale
}

/// Where each table starts, by file and place.
struct Tables<'a> {
    workspace: &'a Workspace,
    starts: Vec<(FileId, u32, String)>,
}

impl<'a> Tables<'a> {
    fn of(workspace: &'a Workspace) -> Tables<'a> {
        let mut starts = Vec::new();
        let mut add =
            |table: &str, key: &str, span: Span| starts.push((span.file, span.start, format!("{table}.{key}")));
        for schema in &workspace.schemas {
            schema.labels.iter().for_each(|x| add("labels", &x.key.value, x.key.span));
            schema.presets.iter().for_each(|x| add("buckets", &x.key.value, x.key.span));
            schema.metrics.iter().for_each(|x| add("metrics", &x.key.value, x.key.span));
            schema.externals.iter().for_each(|x| add("external", &x.name.value, x.name.span));
            schema.removed.iter().for_each(|x| add("removed", &x.name.value, x.name.span));
            schema.operations.iter().for_each(|x| add("operations", &x.key.value, x.key.span));
            schema.groups.iter().for_each(|x| add("groups", &x.key.value, x.key.span));
            schema.records.iter().for_each(|x| add("records", &x.name.value, x.name.span));
            schema.alerts.iter().for_each(|x| add("alerts", &x.name.value, x.name.span));
            schema.slos.iter().for_each(|x| add("slos", &x.key.value, x.key.span));
            schema.queries.iter().for_each(|x| add("queries", &x.key.value, x.key.span));
        }
        if let Some(project) = &workspace.project {
            project.externals.iter().for_each(|x| add("external", &x.name.value, x.name.span));
            project.endpoints.iter().for_each(|x| add("endpoints", &x.key.value, x.key.span));
        }
        starts.sort();
        Tables { workspace, starts }
    }

    /// The line of a finding: its code, its file, and the table that it stands in, if it is not in the root.
    fn entry(&self, diagnostic: &Diagnostic) -> String {
        let Span { file, start, .. } = diagnostic.span;
        let path = &self.workspace.sources.get(file).path;
        let after = self.starts.partition_point(|(f, s, _)| (*f, *s) <= (file, start));
        let table = after.checked_sub(1).and_then(|i| self.starts.get(i)).filter(|(f, ..)| *f == file);
        match table {
            Some((_, _, table)) => format!("{}\t{path} {table}", diagnostic.code.name),
            None => format!("{}\t{path}", diagnostic.code.name),
        }
    }
}
