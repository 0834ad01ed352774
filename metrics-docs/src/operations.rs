//! Operations: which metrics tell of one piece of work, and what they say if nobody tells its outcome.

use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::code;
use crate::natural;
use crate::site::Site;
use metricspec_schema::model::{Arg, MetricId, Operation, Schema};

/// Adds the operations of a schema. They have no headings: a key such as `request` may well be that of something else.
pub(crate) fn add(site: &Site<'_>, schema: &Schema, page: &mut Page<'_>) {
    let shown = |operation: &&Operation| operation.metrics().any(|id| site.shows_metric(schema.metric(id)));
    let mut operations: Vec<&Operation> = schema.operations.iter().filter(shown).collect();
    if operations.is_empty() {
        return;
    }
    natural::sort(&mut operations, |o| &o.key.value);
    page.heading(2 + site.shift(), &site.part(schema, "Operations"));
    page.block("The metrics of one piece of work, which move together.");
    for operation in operations {
        page.block(&format!("{}: {}", code(&operation.key.value, In::Block), page.cell(&operation.description)));
        page.block(&facts(site, schema, operation, page).join(" · "));
    }
}

fn facts(site: &Site<'_>, schema: &Schema, operation: &Operation, page: &Page<'_>) -> Vec<String> {
    let metric = |what: &str, id: Option<MetricId>| {
        let metric = schema.metric(id?);
        site.shows_metric(metric).then(|| format!("_{what}:_ {}", site.name(&metric.name.text, &page.path, In::Block)))
    };
    let mut facts: Vec<String> = [
        metric("Counted at the start", operation.started),
        metric("In flight", operation.in_flight),
        metric("Counted at the end", operation.finished),
        metric("Timed", operation.duration),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.extend(
        labels(site, schema, &operation.start_args(schema)).map(|names| format!("_Known at the start:_ {names}")),
    );
    if let Some(names) = labels(site, schema, &operation.outcome_args(schema)) {
        let values = operation.outcome.iter().filter(|(id, _)| site.shows_label(schema.label(*id)));
        let values: Vec<String> =
            values.map(|(id, value)| code(&format!("{}=\"{value}\"", schema.label(*id).name), In::Block)).collect();
        facts.push(format!("_Outcome:_ {names}; {} if it ends without one", values.join(", ")));
    }
    facts
}

/// Exposed names of the labels that some arguments are.
fn labels(site: &Site<'_>, schema: &Schema, args: &[Arg]) -> Option<String> {
    let labels = args.iter().flat_map(|arg| match *arg {
        Arg::One(id) => vec![id],
        Arg::Pair { sibling, dependent } => vec![sibling, dependent],
    });
    let labels = labels.map(|id| schema.label(id)).filter(|label| site.shows_label(label));
    let names = codes(labels.map(|label| label.name.value.as_str()), In::Block);
    (!names.is_empty()).then_some(names)
}
