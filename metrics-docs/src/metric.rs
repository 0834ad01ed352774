//! The section of a metric.

use crate::markdown::In;
use crate::markdown::page::{Page, list};
use crate::markdown::render::Rendered;
use crate::markdown::text::{code, link, prose, text};
use crate::number::{grouped, range};
use crate::site::Site;
use crate::{buckets, label_table};
use metricspec_schema::model::{Deprecation, DocsMode, Initial, Kind, LabelSet, Metric, NameTemplate, Schema, Updates};
use metricspec_schema::pages as layout;

/// What a part of the section is made from.
struct Section<'a, 'b> {
    site: &'a Site<'b>,
    schema: &'a Schema,
    metric: &'a Metric,
    description: Rendered,
}

/// Parts of the section in their order.
const PARTS: &[fn(&Section<'_, '_>, &mut Page<'_>)] =
    &[help, facts, deprecated, lead, names, labels, histogram, recording, second_names, no_alert, rest];

/// Adds the section with a heading of `level`.
pub(crate) fn add(site: &Site<'_>, schema: &Schema, metric: &Metric, level: usize, page: &mut Page<'_>) {
    page.target(level, &metric.name.text, Some(metric.key.span));
    let description = page.rendered(metric.description.as_deref().unwrap_or_default(), level);
    let section = Section { site, schema, metric, description };
    for part in PARTS {
        part(&section, page);
    }
}

fn help(section: &Section<'_, '_>, page: &mut Page<'_>) {
    page.block(&text(&section.metric.help.value));
}

fn facts(section: &Section<'_, '_>, page: &mut Page<'_>) {
    let metric = section.metric;
    let kind = metric.kind.as_str();
    let mut facts = vec![match metric.kind {
        Kind::Info | Kind::StateSet => format!("_Type:_ {kind}"),
        _ => format!("_Type:_ {kind} ({})", metric.value_type.as_str()),
    }];
    facts.extend(metric.unit.as_ref().map(|u| format!("_Unit:_ {}", u.value)));
    facts.extend(metric.range.as_ref().map(|r| format!("_Range:_ {}", range(r))));
    facts.push(format!("_Stability:_ {}", metric.stability.as_str()));
    facts.extend(metric.since.as_ref().map(|s| format!("_Since:_ {}", text(&s.value))));
    facts.push(format!("_Series:_ {}", series(section.schema, metric)));
    if metric.owner != section.schema.owner {
        facts.extend(metric.owner.as_ref().map(|o| format!("_Owner:_ {}", text(o))));
    }
    if section.site.mode == DocsMode::Metric {
        // On a page of its own it is not under its group's heading.
        let group = layout::of_schema(section.site.mode, section.schema).link_from(&page.path);
        facts.push(format!("_Group:_ {}", link(&text(&section.schema.title), &group)));
    }
    page.block(&facts.join(" · "));
}

/// The bound on the number of series, with the product that it is.
fn series(schema: &Schema, metric: &Metric) -> String {
    let Some(combinations) = metric.max_series(&schema.labels) else {
        return "not bounded".into();
    };
    let state = metric.state.and_then(|id| schema.label(id).cardinality());
    let args = metric.args(&schema.labels);
    let mut factors: Vec<String> =
        args.iter().filter_map(|arg| metric.arg_values(*arg, &schema.labels)).chain(state).map(grouped).collect();
    // A bucket for each bound and one for `+Inf`, the sum and the count.
    let each = metric.buckets.as_ref().map_or(1, |b| b.bounds.len() as u64 + 3);
    let total = combinations.saturating_mul(each);
    if total == 1 {
        return "1 a process".into();
    }
    if each > 1 {
        factors.push(format!("{each} series of a histogram"));
    }
    let product = if factors.len() > 1 { format!(" ({})", factors.join(" × ")) } else { String::new() };
    let default = metric.buckets.as_ref().is_some_and(|b| !b.env.is_empty());
    let default = if default { " with the default buckets" } else { "" };
    let bound = if metric.labels.is_empty() && metric.state.is_none() { "" } else { "at most " };
    format!("{bound}{} a process{default}{product}", grouped(total))
}

fn deprecated(section: &Section<'_, '_>, page: &mut Page<'_>) {
    let Some(deprecated) = &section.metric.deprecated else { return };
    page.block(&label_table::deprecation(deprecated, In::Block));
    instead(section.site, deprecated, page);
}

/// What to use instead of something deprecated.
pub(crate) fn instead(site: &Site<'_>, deprecated: &Deprecation, page: &mut Page<'_>) {
    let Some(replacement) = &deprecated.replacement else { return };
    let expr = replacement.value.trim();
    if site.links.of_name(expr).is_some() || !expr.contains(['(', '{', '\n', ' ']) {
        page.block(&format!("_Use instead:_ {}", site.name(expr, &page.path.clone(), In::Block)));
    } else {
        page.block("_Use instead:_");
        page.promql(expr);
    }
}

fn lead(section: &Section<'_, '_>, page: &mut Page<'_>) {
    page.block(&section.description.lead);
}

fn rest(section: &Section<'_, '_>, page: &mut Page<'_>) {
    page.rest(&section.description, Some(section.metric.key.span));
}

/// What is behind `{label}` in the name of a family.
fn names(section: &Section<'_, '_>, page: &mut Page<'_>) {
    let Some(template) = &section.metric.name.template else { return };
    let NameTemplate { label, before, after } = template;
    let label = section.schema.label(*label);
    let LabelSet::Open { known, max_values } = &label.set else {
        return;
    };
    let pattern = format!("{before}*{after}");
    page.block(&format!(
        "_Names:_ {}, a family whose names are known only when the process runs; at most {max_values} beside the known \
         ones. A further name, one that is no metric name and one that another metric has are refused.",
        code(&pattern, In::Block),
    ));
    page.block(&format!("{}: {}", code("*", In::Block), page.cell(&label.description)));
    let rows: Vec<Vec<String>> = known
        .iter()
        .map(|value| {
            let name = format!("{before}{}{after}", value.text.value);
            let meaning = value.description.as_deref().map(|d| prose(d, In::Cell)).unwrap_or_default();
            vec![code(&name, In::Cell), meaning]
        })
        .collect();
    page.table(&["Known name", "Description"], &rows);
}

fn labels(section: &Section<'_, '_>, page: &mut Page<'_>) {
    label_table::add(section.site, section.schema, section.metric, page);
}

fn histogram(section: &Section<'_, '_>, page: &mut Page<'_>) {
    buckets::add(section.metric, page);
}

/// How its series come and go, as far as somebody who reads them can tell.
fn recording(section: &Section<'_, '_>, page: &mut Page<'_>) {
    let metric = section.metric;
    if let Some(condition) = &metric.condition {
        page.block(&format!("_Exposed if:_ {}", prose(condition, In::Block)));
    }
    let has = |closed: bool| metric.labels.iter().any(|l| section.schema.label(l.value).is_closed() == closed);
    let mut facts = vec![match (metric.updates, metric.initial) {
        (Updates::Snapshot, _) => "_Samples:_ replaced as a whole; what is not in the newest set is gone",
        (Updates::Callback, _) => "_Samples:_ read at each scrape; absent if there is nothing to read",
        (_, Initial::Zero) if has(true) && has(false) => {
            "_First sample:_ 0 for every combination of closed values, as soon as the open ones are seen"
        }
        (_, Initial::Zero) if has(false) => "_First sample:_ 0, as soon as the values of its labels are seen",
        (_, Initial::Zero) if has(true) => "_First sample:_ 0 from the start, for every combination of values",
        (_, Initial::Zero) => "_First sample:_ 0 from the start",
        (_, Initial::Absent) => "_First sample:_ with the first record; absent before",
    }];
    if metric.updates == Updates::Total {
        facts.push("follows a total that is kept elsewhere");
    }
    if metric.removable {
        facts.push("series are removed when what they describe is gone");
    }
    page.block(&facts.join("; "));
    if !metric.exemplar.is_empty() {
        let names = crate::markdown::page::codes(metric.exemplar.iter().map(|name| name.as_str()), In::Block);
        page.block(&format!("_Exemplars:_ {names}"));
    }
    if let ([env, ..], false) = (&section.schema.prefix.env[..], metric.name.prefixed) {
        page.block(&format!("_Name:_ whole; {} does not change it", code(env, In::Block)));
    }
}

/// The metric that this is a second name of, or the second names of this one.
fn second_names(section: &Section<'_, '_>, page: &mut Page<'_>) {
    let (site, schema) = (section.site, section.schema);
    let path = page.path.clone();
    if let Some(target) = section.metric.alias_of {
        let name = &schema.metric(target).name.text;
        page.block(&format!("_Alias of:_ {}, fed by the same recorder", site.name(name, &path, In::Block)));
        return;
    }
    let Some(id) = schema.metric_by_key(&section.metric.key.value) else { return };
    let aliases: Vec<String> = schema
        .aliases_of(id)
        .filter(|m| site.shows_metric(m))
        .map(|m| site.name(&m.name.text, &path, In::Block))
        .collect();
    match &aliases[..] {
        [] => {}
        [one] => page.block(&format!("_Alias:_ {one}")),
        _ => {
            page.block("_Aliases:_");
            page.block(&list(aliases));
        }
    }
}

fn no_alert(section: &Section<'_, '_>, page: &mut Page<'_>) {
    if let Some(reason) = &section.metric.no_alert {
        page.block(&format!("_No alert:_ {}", prose(reason, In::Block)));
    }
}
