//! Objectives: what is promised, and how fast the budget may burn.

use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::{code, link, one_line, text};
use crate::number::{budget_gone_in, error_ratio};
use crate::site::Site;
use crate::{natural, rules};
use metricspec_schema::model::{Indicator, Schema, Slo};
use metricspec_schema::pages;

/// Adds a table of the objectives of a schema.
pub(crate) fn overview(site: &Site<'_>, schema: &Schema, page: &mut Page<'_>) {
    let rows: Vec<Vec<String>> = sorted(schema)
        .into_iter()
        .map(|(name, slo)| {
            let url = pages::of_rule(site.mode, schema, &name).link_from(&page.path);
            vec![link(&code(&name, In::Cell), &url), objective(slo), text(&slo.title)]
        })
        .collect();
    page.table(&["Burn of an error budget", "Objective", "Summary"], &rows);
}

/// Objectives with the name of their alerts.
fn sorted(schema: &Schema) -> Vec<(String, &Slo)> {
    let mut slos: Vec<(String, &Slo)> = schema.slos.iter().map(|s| (pages::slo_alert(schema, s), s)).collect();
    natural::sort(&mut slos, |(name, _)| name);
    slos
}

fn objective(slo: &Slo) -> String {
    format!("{} % over {}", slo.objective.value, slo.period.value)
}

/// Adds the objectives of a schema, each under the name of its alerts.
pub(crate) fn add(site: &Site<'_>, schema: &Schema, level: usize, page: &mut Page<'_>) {
    for (name, slo) in sorted(schema) {
        page.target(level, &name, Some(slo.key.span));
        add_one(site, schema, slo, &name, level, page);
    }
}

fn add_one(site: &Site<'_>, schema: &Schema, slo: &Slo, alert: &str, level: usize, page: &mut Page<'_>) {
    page.block(&text(&slo.title));
    let mut facts = vec![format!("_Objective:_ {}", objective(slo))];
    if !slo.by.is_empty() {
        facts.push(format!("_For each:_ {}", codes(slo.by.iter().map(|l| l.value.as_str()), In::Block)));
    }
    if slo.min_rate.to_f64() > 0.0 {
        facts.push(format!("_Silent below:_ {} events/second", slo.min_rate));
    }
    facts.extend(slo.owner.as_ref().map(|o| format!("_Owner:_ {}", text(o))));
    page.block(&facts.join(" · "));
    let rendered = page.rendered(slo.description.as_deref().unwrap_or_default(), level);
    page.block(&rendered.lead);
    indicator(site, schema, slo, page);
    let rows: Vec<Vec<String>> = slo
        .windows
        .iter()
        .map(|w| {
            vec![
                w.burn.to_string(),
                format!("{} / {}", w.long, w.short),
                w.for_.to_string(),
                w.severity.as_str().into(),
                error_ratio(slo.objective.value, w.burn).to_string(),
                budget_gone_in(slo.period.value, w.burn),
            ]
        })
        .collect();
    page.table(&["Burn rate", "Long / short window", "For", "Severity", "Error ratio above", "Budget gone in"], &rows);
    page.block("The rules for these burn rates are not generated yet.");
    page.rest(&rendered, Some(slo.key.span));
    if let Some(runbook) = &slo.runbook {
        rules::add_runbook(runbook, alert, slo.key.span, level, page);
    }
}

fn indicator(site: &Site<'_>, schema: &Schema, slo: &Slo, page: &mut Page<'_>) {
    let (good, bad, total) = match &slo.indicator {
        Indicator::Errors { errors, total } => (None, Some(errors), total),
        Indicator::Good { good, total } => (Some(good), None, total),
        Indicator::Latency { histogram, at_most } => {
            let name = histogram.value.split('{').next().unwrap_or_default().trim();
            let unit = schema.metrics.iter().find(|m| m.name.text == name).and_then(|m| m.unit.as_ref());
            let unit = unit.map(|u| format!(" {}", u.value)).unwrap_or_default();
            let histogram = site.name(&one_line(&histogram.value), &page.path, In::Block);
            page.block(&format!("_Good:_ at most {}{unit} in {histogram}", at_most.value));
            return;
        }
    };
    for (what, expr) in [("Good", good), ("Errors", bad), ("Total", Some(total))] {
        if let Some(expr) = expr {
            let expr = expr.value.trim();
            if expr.contains('\n') {
                page.block(&format!("_{what}:_"));
                page.promql(expr);
            } else {
                page.block(&format!("_{what}:_ {}", site.name(expr, &page.path, In::Block)));
            }
        }
    }
}
