//! The page of a schema.

use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::{code, link, text};
use crate::site::Site;
use crate::{metric, natural, operations, others, rules};
use metricspec_schema::model::{DocsMode, Metric, Schema};
use metricspec_schema::pages;

/// Adds everything that a schema's page has: with one page for all, below a heading of the schema's.
pub(crate) fn add(site: &Site<'_>, schema: &Schema, intro: Option<&str>, page: &mut Page<'_>) {
    let level = 1 + site.shift();
    page.target(level, &schema.title, Some(schema.name.span));
    let description = page.rendered(schema.description.as_deref().unwrap_or_default(), level);
    let facts = facts(schema);
    // A short introduction and the facts are one paragraph.
    if description.lead.contains("\n\n") || description.lead.starts_with(['-', '`', '|', '>', '1']) {
        page.block(&description.lead);
        page.block(&facts);
    } else {
        page.block(format!("{} {facts}", description.lead).trim());
    }
    page.rest(&description, Some(schema.name.span));
    if let Some(intro) = intro {
        page.markdown(intro, level, Some(schema.name.span));
    }
    let metrics = shown(site, schema);
    if !metrics.is_empty() {
        page.heading(level + 1, &site.part(schema, "Metrics"));
        overview(site, schema, &metrics, page);
        if site.mode != DocsMode::Metric {
            for metric in &metrics {
                metric::add(site, schema, metric, level + 2, page);
            }
        }
    }
    operations::add(site, schema, page);
    rules::alerts(site, schema, page);
    rules::records(site, schema, page);
    rules::queries(site, schema, page);
    others::externals(site, &site.part(schema, "External metrics"), level + 1, &schema.externals, page);
    others::removed(site, &site.part(schema, "Removed metrics"), level + 1, &schema.removed, page);
}

/// Metrics of a schema that are shown, in natural order.
pub(crate) fn shown<'a>(site: &Site<'_>, schema: &'a Schema) -> Vec<&'a Metric> {
    let mut metrics: Vec<&Metric> = schema.metrics.iter().filter(|m| site.shows_metric(m)).collect();
    natural::sort(&mut metrics, |m| &m.name.text);
    metrics
}

/// `Owner: frontend. Prefix: `dynamo_frontend` (`DYN_METRICS_PREFIX` overrides it).`
fn facts(schema: &Schema) -> String {
    let mut facts = Vec::new();
    facts.extend(schema.owner.as_ref().map(|owner| format!("Owner: {}.", text(owner))));
    facts.extend(schema.prefix.default.as_ref().map(|prefix| {
        let env = match schema.prefix.env.split_first() {
            None => String::new(),
            Some((current, [])) => format!(" ({} overrides it)", code(current, In::Block)),
            Some((current, older)) => format!(
                " ({} overrides it; the older {} too)",
                code(current, In::Block),
                codes(older.iter().map(String::as_str), In::Block)
            ),
        };
        format!("Prefix: {}{env}.", code(prefix, In::Block))
    }));
    facts.join(" ")
}

fn overview(site: &Site<'_>, schema: &Schema, metrics: &[&Metric], page: &mut Page<'_>) {
    let rows: Vec<Vec<String>> = metrics
        .iter()
        .map(|m| {
            let url = pages::of_metric(site.mode, schema, m).link_from(&page.path);
            vec![
                link(&code(&m.name.text, In::Cell), &url),
                m.kind.as_str().into(),
                m.unit.as_ref().map(|u| u.value.text.clone()).unwrap_or_default(),
                stability(m).into(),
                text(&m.help.value),
            ]
        })
        .collect();
    page.table(&["Metric", "Type", "Unit", "Stability", "Summary"], &rows);
}

fn stability(metric: &Metric) -> &'static str {
    if metric.deprecated.is_some() { "deprecated" } else { metric.stability.as_str() }
}
