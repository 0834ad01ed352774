//! The index page: from a name that an alert or a dashboard shows to the page that explains it.

use crate::markdown::In;
use crate::markdown::page::Page;
use crate::markdown::text::{code, link, prose, text};
use crate::site::Site;
use crate::{natural, others, schema_page};
use metricspec_schema::model::{DocsMode, Schema, Workspace};
use metricspec_schema::pages::{self, Place};

/// Adds the index. With one page for all, what it points at follows.
pub(crate) fn add(site: &Site<'_>, page: &mut Page<'_>) {
    groups(site, page);
    if site.mode != DocsMode::Single {
        let labels = link("Labels", &Place::page(pages::LABELS).link_from(&page.path));
        page.block(&format!("{labels}, with their values and the metrics that have them, are on a page of their own."));
        page.heading(2, "Metrics");
    } else {
        page.heading(2, "All metrics");
    }
    metrics(site, page);
    alerts(site, page);
    let externals = site.workspace.project.as_ref().map(|p| &p.externals[..]).unwrap_or_default();
    others::externals(site, "External metrics", 2, externals, page);
}

fn groups(site: &Site<'_>, page: &mut Page<'_>) {
    page.heading(2, "Metric groups");
    let rows: Vec<Vec<String>> = site
        .workspace
        .schemas
        .iter()
        .map(|schema| {
            let url = pages::of_schema(site.mode, schema).link_from(&page.path);
            vec![
                link(&text(&schema.title), &url),
                schema.prefix.default.as_ref().map(|p| code(p, In::Cell)).unwrap_or_default(),
                schema.owner.as_deref().map(text).unwrap_or_default(),
                page.cell(first_paragraph(schema.description.as_deref().unwrap_or_default())),
            ]
        })
        .collect();
    page.table(&["Group", "Prefix", "Owner", "Description"], &rows);
}

fn metrics(site: &Site<'_>, page: &mut Page<'_>) {
    let mut metrics: Vec<_> = site
        .workspace
        .schemas
        .iter()
        .flat_map(|s| schema_page::shown(site, s).into_iter().map(move |m| (s, m)))
        .collect();
    natural::sort(&mut metrics, |(_, m)| &m.name.text);
    let rows: Vec<Vec<String>> = metrics
        .into_iter()
        .map(|(schema, m)| {
            let kind = m.kind.as_str().to_owned();
            vec![site.name(&m.name.text, &page.path, In::Cell), kind, group(site, schema, page), text(&m.help.value)]
        })
        .collect();
    page.table(&["Metric", "Type", "Group", "Summary"], &rows);
}

fn alerts(site: &Site<'_>, page: &mut Page<'_>) {
    let mut alerts: Vec<(&str, Vec<String>)> = Vec::new();
    for schema in &site.workspace.schemas {
        for alert in &schema.alerts {
            let summary = prose(&alert.summary.value, In::Cell);
            let name = site.name(&alert.name.value, &page.path, In::Cell);
            let row = vec![name, alert.severity.as_str().into(), group(site, schema, page), summary];
            alerts.push((&alert.name.value, row));
        }
    }
    if alerts.is_empty() {
        return;
    }
    natural::sort(&mut alerts, |(name, _)| name);
    page.heading(2, "Alerts");
    let rows: Vec<Vec<String>> = alerts.into_iter().map(|(_, row)| row).collect();
    page.table(&["Alert", "Severity", "Group", "Summary"], &rows);
}

fn group(site: &Site<'_>, schema: &Schema, page: &Page<'_>) -> String {
    link(&text(&schema.title), &pages::of_schema(site.mode, schema).link_from(&page.path))
}

fn first_paragraph(markdown: &str) -> &str {
    markdown.trim().split("\n\n").next().unwrap_or_default()
}

/// What the index is made from.
pub(crate) fn origin(workspace: &Workspace) -> String {
    match &workspace.project {
        Some(project) => format!("{} and its schemas", workspace.sources.get(project.file).path),
        None => "the schemas".into(),
    }
}
