//! Every label with its values, their texts, and the metrics that have it.

use crate::label_table::deprecation;
use crate::markdown::In;
use crate::markdown::page::{Page, list};
use crate::markdown::text::{code, link, prose, text};
use crate::natural;
use crate::site::{LabelEntry, Site};
use metricspec_schema::model::{LabelSet, Metric, Schema, Value};
use metricspec_schema::pages::Place;

/// Adds a table of all labels and a section for each; headings of sections have `level`.
pub(crate) fn add(site: &Site<'_>, level: usize, page: &mut Page<'_>) {
    let mut entries: Vec<&LabelEntry<'_>> = site.labels.values().collect();
    natural::sort(&mut entries, |e| &e.heading);
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|e| {
            let url = Place::heading(page.path.as_str(), &e.heading).link_from(&page.path);
            vec![link(&text(&e.heading), &url), code(&e.label.name.value, In::Cell), page.cell(&e.label.description)]
        })
        .collect();
    page.table(&["Label", "Exposed as", "Description"], &rows);
    for entry in entries {
        add_one(site, entry, level, page);
    }
}

fn add_one(site: &Site<'_>, entry: &LabelEntry<'_>, level: usize, page: &mut Page<'_>) {
    let (label, schema) = (entry.label, entry.schema);
    page.target(level, &entry.heading, Some(label.key.span));
    let description = page.rendered(&label.description, level);
    page.block(&description.lead);
    page.block(&facts(entry));
    if let Some(deprecated) = &label.deprecated {
        page.block(&deprecation(deprecated, In::Block));
        crate::metric::instead(site, deprecated, page);
    }
    match &label.set {
        LabelSet::Closed(values) | LabelSet::Open { known: values, .. } => {
            let rows: Vec<Vec<String>> = values.iter().map(|v| vec![value(v), meaning(v)]).collect();
            page.table(&["Value", "Meaning"], &rows);
        }
        LabelSet::Dependent { sibling, groups } => {
            let sibling = schema.label(*sibling);
            let LabelSet::Closed(of) = &sibling.set else { return };
            let rows: Vec<Vec<String>> = of
                .iter()
                .zip(groups)
                .flat_map(|(of, group)| group.iter().map(|v| vec![value(of), value(v), meaning(v)]))
                .collect();
            page.table(&[&code(&sibling.name.value, In::Cell), "Value", "Meaning"], &rows);
        }
        LabelSet::Free => {}
    }
    let mut metrics = entry.metrics.clone();
    natural::sort(&mut metrics, |(_, m)| &m.name.text);
    let metrics: Vec<String> = metrics.iter().map(|(_, m)| site.name(&m.name.text, &page.path, In::Block)).collect();
    page.block(if metrics.is_empty() { "No metric has it." } else { "_Metrics:_" });
    page.block(&list(metrics));
    page.rest(&description, Some(label.key.span));
}

fn facts(entry: &LabelEntry<'_>) -> String {
    let (label, schema) = (entry.label, entry.schema);
    let set = match &label.set {
        LabelSet::Closed(_) => "closed".to_owned(),
        LabelSet::Dependent { sibling, .. } => {
            format!("closed, depends on {}", code(&schema.label(*sibling).name.value, In::Block))
        }
        LabelSet::Open { max_values, known } => {
            let known = if known.is_empty() { "" } else { " beside the known ones" };
            let in_name = |of: &Schema, m: &Metric| {
                let template = m.name.template.as_ref().map(|t| &of.label(t.label).key.value);
                template == Some(&label.key.value)
            };
            let further = match entry.metrics.iter().any(|(of, m)| in_name(of, m)) {
                true => "further ones are refused, since it stands in names",
                false => "further ones become `__other__`",
            };
            format!("open, at most {max_values}{known}; {further}")
        }
        LabelSet::Free => "not bounded".to_owned(),
    };
    let mut facts = vec![format!("_Exposed as:_ {}", code(&label.name.value, In::Block)), format!("_Values:_ {set}")];
    if label.optional {
        facts.push("_Optional:_ may be empty".into());
    }
    facts.join(" · ")
}

fn value(value: &Value) -> String {
    code(&value.text.value, In::Cell)
}

fn meaning(value: &Value) -> String {
    let mut text = value.description.as_deref().map(|d| prose(d, In::Cell)).unwrap_or_default();
    if let Some(deprecated) = &value.deprecated {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&deprecation(deprecated, In::Cell));
        if let Some(replacement) = &deprecated.replacement {
            text.push_str(&format!(" Use {}.", code(replacement.value.trim(), In::Cell)));
        }
    }
    text
}
