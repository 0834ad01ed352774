//! The reference pages, in each of the three modes.

use crate::codes::{PAGE_CLASH, UNKNOWN_PAGE};
use crate::markdown::page::Page;
use crate::site::Site;
use crate::{index, labels_page, metric, schema_page, verify};
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::emit::{Emitter, Generated, path_in};
use metricspec_schema::model::{DocsMode, Workspace};
use metricspec_schema::pages as layout;
use metricspec_schema::pages::{INDEX, LABELS};
use metricspec_schema::source::Span;
use std::collections::HashMap;

/// `README.md`, `labels.md`, `NAME.md`.
pub(crate) const EMITTER: Emitter = Emitter { about: "reference pages", emit };

fn emit(workspace: &Workspace) -> (Vec<Generated>, Vec<Diagnostic>) {
    if workspace.schemas.is_empty() && workspace.project.is_none() {
        return (Vec::new(), Vec::new());
    }
    let site = Site::new(workspace);
    let pages = make(&site);
    let mut diagnostics = clashes(&site, &pages);
    diagnostics.extend(verify::check(workspace, &pages));
    diagnostics.extend(unknown_intros(&site));
    let files = pages
        .iter()
        .map(|page| Generated {
            path: path_in(workspace, |output| &output.docs, &page.path),
            text: page.text().to_owned(),
        })
        .collect();
    (files, diagnostics)
}

fn make<'a>(site: &'a Site<'_>) -> Vec<Page<'a>> {
    let workspace = site.workspace;
    let mut first = Page::new(INDEX, &index::origin(workspace), &site.links);
    first.heading(1, "Metrics reference");
    if let Some(intro) = intro(site, INDEX) {
        first.markdown(intro, 1, None);
    }
    index::add(site, &mut first);
    if site.mode == DocsMode::Single {
        for schema in &workspace.schemas {
            schema_page::add(site, schema, intro(site, &schema.name.value), &mut first);
        }
        first.heading(2, "Labels");
        if let Some(intro) = intro(site, LABELS) {
            first.markdown(intro, 2, None);
        }
        labels_page::add(site, 3, &mut first);
        return vec![first];
    }
    let mut pages = vec![first];
    for schema in &workspace.schemas {
        let mut page = Page::new(layout::of_schema(site.mode, schema).page, &schema.path, &site.links);
        schema_page::add(site, schema, intro(site, &page.path.clone()), &mut page);
        pages.push(page);
        if site.mode == DocsMode::Metric {
            for one in schema_page::shown(site, schema) {
                let mut page = Page::new(layout::of_metric(site.mode, schema, one).page, &schema.path, &site.links);
                metric::add(site, schema, one, 1, &mut page);
                pages.push(page);
            }
        }
    }
    let mut labels = Page::new(LABELS, &index::origin(workspace), &site.links);
    labels.heading(1, "Labels");
    if let Some(intro) = intro(site, LABELS) {
        labels.markdown(intro, 1, None);
    }
    labels_page::add(site, 2, &mut labels);
    pages.push(labels);
    pages
}

/// The text that `[docs]` has for a page.
fn intro<'a>(site: &'a Site<'_>, page: &str) -> Option<&'a str> {
    let name = page.trim_end_matches(".md");
    site.docs.intros.iter().find(|(page, _)| meant(site, page) == name).map(|(_, text)| text.as_str())
}

/// The page that a key of `intros` means, without `.md`: `index` is the one that is written as `README.md`, unless a
/// schema is called so.
fn meant<'a>(site: &Site<'_>, key: &'a str) -> &'a str {
    match key.trim_end_matches(".md") {
        "index" if !site.workspace.schemas.iter().any(|s| s.name.value == "index") => "README",
        page => page,
    }
}

fn unknown_intros(site: &Site<'_>) -> Vec<Diagnostic> {
    let Some(project) = &site.workspace.project else { return Vec::new() };
    let known: Vec<&str> = ["index", "README", "labels"]
        .into_iter()
        .chain(site.workspace.schemas.iter().map(|s| s.name.value.as_str()))
        .collect();
    let unknown = site.docs.intros.iter().map(|(page, _)| page.trim_end_matches(".md")).filter(|p| !known.contains(p));
    unknown
        .map(|page| {
            let message = format!("`intros` has a text for `{page}`, which is no page");
            Diagnostic::warning(&UNKNOWN_PAGE, Span::new(project.file, 0..0), message)
                .suggest(page, known.iter().copied())
        })
        .collect()
}

/// Pages that would be one file where case does not count.
fn clashes(site: &Site<'_>, pages: &[Page<'_>]) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, &Page<'_>> = HashMap::new();
    let mut diagnostics = Vec::new();
    for page in pages {
        if let Some(other) = seen.insert(page.path.to_lowercase(), page) {
            let message = format!("two pages would be the file `{}`", page.path);
            let span = |p: &Page<'_>| p.headings.first().copied().flatten();
            let at = span(page).or(span(other)).or_else(|| verify::anywhere(site.workspace));
            let help = "rename the schema; `README` and `labels` are pages of their own";
            diagnostics.extend(at.map(|at| Diagnostic::error(&PAGE_CLASH, at, message).help(help)));
        }
    }
    diagnostics
}
