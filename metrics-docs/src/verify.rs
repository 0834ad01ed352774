//! Reads finished pages again: every anchor is unique, and every link to a page leads somewhere.

use crate::codes::{ANCHOR_CLASH, DEAD_LINK};
use crate::markdown::page::Page;
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::model::Workspace;
use metricspec_schema::pages::slug;
use metricspec_schema::source::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};

/// What a reader finds on a page.
#[derive(Default)]
struct Found {
    /// Texts of the headings.
    headings: Vec<String>,
    /// Links, each with the number of headings before it.
    links: Vec<(String, usize)>,
}

/// Checks all pages together.
pub(crate) fn check(workspace: &Workspace, pages: &[Page<'_>]) -> Vec<Diagnostic> {
    let found: Vec<Found> = pages.iter().map(|p| read(p.text())).collect();
    let mut diagnostics = Vec::new();
    let mut anchors: HashMap<&str, HashSet<String>> = HashMap::new();
    for (page, found) in pages.iter().zip(&found) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (i, heading) in found.headings.iter().enumerate() {
            if let Some(first) = seen.insert(slug(heading), i) {
                diagnostics.extend(clash(workspace, page, &found.headings, first, i));
            }
        }
        anchors.insert(&page.path, seen.into_keys().collect());
    }
    for (page, found) in pages.iter().zip(&found) {
        for (link, after) in &found.links {
            if !resolves(&page.path, link, &anchors) {
                let span = after.checked_sub(1).and_then(|i| page.headings.get(i).copied().flatten());
                let Some(span) = span.or_else(|| anywhere(workspace)) else { continue };
                let message = format!("link to `{link}` on `{}` leads nowhere", page.path);
                diagnostics.push(
                    Diagnostic::error(&DEAD_LINK, span, message).help(
                        "link to a generated page and one of its headings (`labels.md#model`), or give a whole URL",
                    ),
                );
            }
        }
    }
    diagnostics
}

fn clash(workspace: &Workspace, page: &Page<'_>, texts: &[String], first: usize, second: usize) -> Option<Diagnostic> {
    let span = |i: usize| page.headings.get(i).copied().flatten();
    let at = span(second).or(span(first)).or_else(|| anywhere(workspace))?;
    let message = format!(
        "headings `{}` and `{}` of `{}` have the same anchor `#{}`",
        texts[first],
        texts[second],
        page.path,
        slug(&texts[first])
    );
    let mut diagnostic = Diagnostic::error(&ANCHOR_CLASH, at, message).help("change one of the two names or texts");
    if let Some(first) = span(first).filter(|s| *s != at) {
        diagnostic = diagnostic.related(first, "the other heading comes from here");
    }
    Some(diagnostic)
}

/// A place to point at where no better one is known: the first schema.
pub(crate) fn anywhere(workspace: &Workspace) -> Option<Span> {
    let schema = workspace.schemas.first().map(|s| s.name.span);
    schema.or_else(|| workspace.project.as_ref().map(|p| Span::new(p.file, 0..0)))
}

fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut heading: Option<String> = None;
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => found.headings.extend(heading.take()),
            Event::Text(t) | Event::Code(t) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&t);
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.links.push((dest_url.into_string(), found.headings.len() + usize::from(heading.is_some())));
            }
            _ => {}
        }
    }
    found
}

/// Whether a link leads to another site, or to a page and anchor that are there.
fn resolves(from: &str, link: &str, anchors: &HashMap<&str, HashSet<String>>) -> bool {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    if link.starts_with("//") || path.contains(':') {
        return true;
    }
    let target = if path.is_empty() { from.to_owned() } else { join(from, path) };
    anchors.get(target.as_str()).is_some_and(|there| anchor.is_empty() || there.contains(anchor))
}

/// A relative path from a page.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed() {
        let anchors = HashMap::from([
            ("labels.md", HashSet::from(["model".to_owned()])),
            ("http/a.md", HashSet::from(["a".to_owned()])),
        ]);
        for (from, link, want) in [
            ("http/a.md", "../labels.md#model", true),
            ("http/a.md", "labels.md", false),
            ("http/a.md", "#a", true),
            ("http/a.md", "#b", false),
            ("labels.md", "./http/a.md", true),
            ("labels.md", "../other.md", false),
            ("labels.md", "https://example.com/#x", true),
            ("labels.md", "mailto:a@example.com", true),
        ] {
            assert_eq!(resolves(from, link, &anchors), want, "{from} {link}");
        }
    }
}
