//! Metrics of others, and of the past.

use crate::buckets::bounds;
use crate::label_table::deprecation;
use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::{code, link, prose, text};
use crate::metric::instead;
use crate::natural;
use crate::number::range;
use crate::site::Site;
use metricspec_schema::model::{External, Removed};

/// Adds metrics of others, each with a section of its own.
pub(crate) fn externals(site: &Site<'_>, heading: &str, level: usize, externals: &[External], page: &mut Page<'_>) {
    let mut externals: Vec<&External> = externals.iter().filter(|e| site.shows_name(&e.name.value)).collect();
    if externals.is_empty() {
        return;
    }
    natural::sort(&mut externals, |e| &e.name.value);
    page.heading(level, heading);
    page.block("Other programs record these; rules and queries here read them.");
    for external in externals {
        page.target(level + 1, &external.name.value, Some(external.name.span));
        add_external(site, external, level + 1, page);
    }
}

fn add_external(site: &Site<'_>, external: &External, level: usize, page: &mut Page<'_>) {
    let name = &external.name.value;
    page.block(&text(external.help.as_deref().unwrap_or_default()));
    let mut facts = Vec::new();
    facts.extend(external.kind.map(|k| format!("_Type:_ {}", k.as_str())));
    facts.extend(external.unit.as_ref().map(|u| format!("_Unit:_ {}", u.value)));
    facts.extend(external.range.as_ref().map(|r| format!("_Range:_ {}", range(r))));
    if let Some(url) = external.url.as_deref().or_else(|| site.url(name)) {
        facts.push(format!("_Documented:_ {}", link(&text_of(url), url)));
    }
    if name.contains('*') {
        facts.push(format!("_Names:_ all that match {}", code(name, In::Block)));
    }
    page.block(&facts.join(" · "));
    if let Some(deprecated) = &external.deprecated {
        page.block(&deprecation(deprecated, In::Block));
        instead(site, deprecated, page);
    }
    let description = page.rendered(external.description.as_deref().unwrap_or_default(), level);
    page.block(&description.lead);
    let labels = external.labels.iter().flatten();
    let rows: Vec<Vec<String>> = labels
        .map(|(label, values)| {
            let state = if external.state.as_ref() == Some(&label.value) { " _state_" } else { "" };
            let values = match &values[..] {
                [] => "Any value".to_owned(),
                values => format!("Enum: {}", codes(values.iter().map(String::as_str), In::Cell)),
            };
            vec![format!("{}{state}", code(&label.value, In::Cell)), values]
        })
        .collect();
    page.table(&["Label", "Validation"], &rows);
    if let Some(buckets) = &external.buckets {
        page.block(&bounds(buckets));
    }
    page.rest(&description, Some(external.name.span));
}

/// What a link to a page of others says: its host and path.
fn text_of(url: &str) -> String {
    let shown = url.split_once("://").map_or(url, |(_, rest)| rest);
    text(shown.trim_end_matches('/'))
}

/// Adds the table of names that are gone.
pub(crate) fn removed(site: &Site<'_>, heading: &str, level: usize, removed: &[Removed], page: &mut Page<'_>) {
    let mut removed: Vec<&Removed> = removed.iter().filter(|r| site.shows_name(&r.name.value)).collect();
    if removed.is_empty() {
        return;
    }
    natural::sort(&mut removed, |r| &r.name.value);
    page.heading(level, heading);
    let rows: Vec<Vec<String>> = removed
        .iter()
        .map(|r| {
            let instead = r.replacement.as_ref().map(|e| site.name(e.value.trim(), &page.path, In::Cell));
            vec![
                code(&r.name.value, In::Cell),
                r.since.as_ref().map(|since| prose(&since.value, In::Cell)).unwrap_or_default(),
                instead.unwrap_or_default(),
                r.reason.as_deref().map(|reason| prose(reason, In::Cell)).unwrap_or_default(),
            ]
        })
        .collect();
    page.table(&["Metric", "Removed in", "Use instead", "Reason"], &rows);
}
