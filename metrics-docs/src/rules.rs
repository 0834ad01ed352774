//! Alerts, recording rules and queries.

use crate::markdown::In;
use crate::markdown::page::Page;
use crate::markdown::text::{code, link, prose, text};
use crate::site::Site;
use crate::{natural, slo};
use metricspec_schema::model::{Alert, Record, Runbook, Schema};
use metricspec_schema::pages;
use metricspec_schema::source::Span;

/// Adds the alerts and objectives of a schema.
pub(crate) fn alerts(site: &Site<'_>, schema: &Schema, page: &mut Page<'_>) {
    if schema.alerts.is_empty() && schema.slos.is_empty() {
        return;
    }
    let level = 2 + site.shift();
    page.heading(level, &site.part(schema, "Alerts"));
    let mut alerts: Vec<&Alert> = schema.alerts.iter().collect();
    natural::sort(&mut alerts, |a| &a.name.value);
    let rows: Vec<Vec<String>> = alerts
        .iter()
        .map(|a| {
            let url = pages::of_rule(site.mode, schema, &a.name.value).link_from(&page.path);
            vec![
                link(&code(&a.name.value, In::Cell), &url),
                a.severity.as_str().into(),
                a.for_.to_string(),
                prose(&a.summary.value, In::Cell),
            ]
        })
        .collect();
    page.table(&["Alert", "Severity", "For", "Summary"], &rows);
    slo::overview(site, schema, page);
    for alert in alerts {
        add_alert(schema, alert, level + 1, page);
    }
    slo::add(site, schema, level + 1, page);
}

fn add_alert(schema: &Schema, alert: &Alert, level: usize, page: &mut Page<'_>) {
    page.target(level, &alert.name.value, Some(alert.name.span));
    page.block(&prose(&alert.summary.value, In::Block));
    if let Some(description) = &alert.description {
        page.block(&prose(&description.value, In::Block));
    }
    let mut facts = vec![format!("_Severity:_ {}", alert.severity.as_str()), format!("_For:_ {}", alert.for_)];
    if !alert.keep_firing_for.is_zero() {
        facts.push(format!("_Keeps firing for:_ {}", alert.keep_firing_for));
    }
    facts.extend(alert.owner.as_ref().map(|o| format!("_Owner:_ {}", text(o))));
    facts.extend(group(schema, alert.group.as_ref().map(|g| g.value.as_str())));
    facts.extend(pairs("Labels", &alert.add_labels));
    facts.extend(pairs("Annotations", &alert.add_annotations));
    page.block(&facts.join(" · "));
    page.promql(&alert.expr.value);
    if let Some(runbook) = &alert.runbook {
        add_runbook(runbook, &alert.name.value, alert.name.span, level, page);
    }
}

/// Adds the parts of a runbook. Their headings name the alert: a heading is an anchor, and anchors are unique.
pub(crate) fn add_runbook(runbook: &Runbook, alert: &str, span: Span, level: usize, page: &mut Page<'_>) {
    for (part, markdown) in [
        ("Meaning", &runbook.meaning),
        ("Impact", &runbook.impact),
        ("Diagnosis", &runbook.diagnosis),
        ("Mitigation", &runbook.mitigation),
    ] {
        page.target(level + 1, &format!("{part} of {alert}"), Some(span));
        page.markdown(markdown, level + 1, Some(span));
    }
}

/// Adds the recording rules of a schema.
pub(crate) fn records(site: &Site<'_>, schema: &Schema, page: &mut Page<'_>) {
    if schema.records.is_empty() {
        return;
    }
    let level = 2 + site.shift();
    page.heading(level, &site.part(schema, "Recording rules"));
    let mut records: Vec<&Record> = schema.records.iter().collect();
    natural::sort(&mut records, |r| &r.name.value);
    for record in records {
        page.target(level + 1, &record.name.value, Some(record.name.span));
        page.markdown(&record.description, level + 1, Some(record.name.span));
        let mut facts = Vec::new();
        facts.extend(record.unit.as_ref().map(|u| format!("_Unit:_ {}", u.value)));
        facts.extend(record.range.as_ref().map(|r| format!("_Range:_ {}", crate::number::range(r))));
        facts.extend(group(schema, record.group.as_ref().map(|g| g.value.as_str())));
        facts.extend(pairs("Labels", &record.add_labels));
        page.block(&facts.join(" · "));
        page.promql(&record.expr.value);
    }
}

/// Adds the documented queries of a schema.
pub(crate) fn queries(site: &Site<'_>, schema: &Schema, page: &mut Page<'_>) {
    if schema.queries.is_empty() {
        return;
    }
    page.heading(2 + site.shift(), &site.part(schema, "Queries"));
    let mut queries: Vec<_> = schema.queries.iter().collect();
    natural::sort(&mut queries, |q| &q.title);
    for query in queries {
        let unit = query.unit.as_ref().map(|u| format!(" ({})", u.value)).unwrap_or_default();
        page.block(&format!("**{}**{unit}:", text(query.title.trim_end_matches(':'))));
        if let Some(description) = &query.description {
            page.block(&page.cell(description));
        }
        for (legend, expr) in &query.exprs {
            if let Some(legend) = legend {
                page.block(&format!("{}:", text(legend.trim_end_matches(':'))));
            }
            page.promql(&expr.value);
        }
    }
}

/// `_Group:_ …`: only where it is not the schema's own.
fn group(schema: &Schema, key: Option<&str>) -> Option<String> {
    let key = key?;
    let interval = schema.groups.iter().find(|g| g.key.value == key).and_then(|g| g.interval);
    let every = interval.map(|i| format!(", every {i}")).unwrap_or_default();
    Some(format!("_Group:_ {}{every}", code(&format!("{}_{key}", schema.name.value), In::Block)))
}

/// `_Labels:_ `team="platform"``.
fn pairs(what: &str, pairs: &[(String, String)]) -> Option<String> {
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| code(&format!("{name}=\"{value}\""), In::Block)).collect();
    (!pairs.is_empty()).then(|| format!("_{what}:_ {}", pairs.join(", ")))
}
