//! `outcome`: what is known only at the end.

use crate::diagnostic::{Diagnostic, catalogue, nearest};
use crate::fields::Fields;
use crate::language::tables::operation as keys;
use crate::lower::Context;
use crate::model::{LabelId, LabelSet, MetricId, Schema, Value};
use crate::source::Spanned;

type Outcome = Vec<(LabelId, Spanned<String>)>;

/// `outcome`: labels of what is recorded at the end, with a value that a dropped guard records. A name that is misspelt is
/// taken for the one that is meant; `None` if none is.
pub(super) fn lower(
    fields: Fields<'_>,
    at_the_end: [Option<MetricId>; 2],
    schema: &Schema,
    ctx: &mut Context<'_>,
) -> Option<Outcome> {
    let possible: Vec<LabelId> =
        at_the_end.into_iter().flatten().flat_map(|id| schema.metric(id).labels.iter().map(|l| l.value)).collect();
    let keys = || possible.iter().map(|id| schema.label(*id).key.as_str());
    let by_key = |key: &str| possible.iter().copied().find(|id| schema.label(*id).key.value == key);
    let mut usable = true;
    let mut outcome: Outcome = Vec::new();
    for entry in fields.map(&keys::OUTCOME) {
        let found = by_key(&entry.key).or_else(|| {
            let message = format!("`{}` is no label of what is recorded at the end", entry.key);
            ctx.report(
                Diagnostic::error(&catalogue::UNKNOWN_LABEL, entry.key.span, message).suggest(&entry.key, keys()),
            );
            nearest(&entry.key, keys()).and_then(by_key)
        });
        match (found, entry.node.spanned()) {
            (Some(id), Some(value)) if outcome.iter().all(|(other, _)| *other != id) => outcome.push((id, value)),
            _ => usable = false,
        }
    }
    // A sibling comes before what depends on it.
    let mut order: Vec<usize> = (0..outcome.len()).collect();
    order.sort_by_key(|at| matches!(schema.label(outcome[*at].0).set, LabelSet::Dependent { .. }));
    for at in order {
        match one(at, &outcome, schema, ctx) {
            Ok(Some(meant)) => outcome[at].1.value = meant,
            Ok(None) => {}
            Err(()) => usable = false,
        }
    }
    usable.then_some(outcome)
}

/// Checks the value of one label; gives the one that is meant instead, or an error if that cannot be told.
fn one(at: usize, outcome: &Outcome, schema: &Schema, ctx: &mut Context<'_>) -> Result<Option<String>, ()> {
    let (id, value) = &outcome[at];
    let label = schema.label(*id);
    let texts = |values: &[Value]| values.iter().map(|v| v.text.value.clone()).collect::<Vec<_>>();
    let allowed = match &label.set {
        LabelSet::Closed(values) => texts(values),
        LabelSet::Dependent { sibling, groups } => {
            let chosen = outcome.iter().find(|(l, _)| l == sibling).map(|(_, v)| v.value.as_str());
            let sibling = schema.label(*sibling);
            let LabelSet::Closed(values) = &sibling.set else { return Err(()) };
            let Some(group) = values.iter().position(|v| Some(v.text.as_str()) == chosen).and_then(|at| groups.get(at))
            else {
                let message = format!("`{}` needs its sibling `{}` in `outcome`", label.key, sibling.key);
                ctx.error(&catalogue::BAD_OPERATION, value.span, message);
                return Err(());
            };
            texts(group)
        }
        _ => {
            let message = format!("the outcome label `{}` is not closed", label.key);
            ctx.error(&catalogue::BAD_OPERATION, value.span, message);
            return Err(());
        }
    };
    if allowed.contains(&value.value) {
        return Ok(None);
    }
    let message = format!("`{}` has no value `{value}`", label.key);
    let texts = || allowed.iter().map(String::as_str);
    ctx.report(Diagnostic::error(&catalogue::UNKNOWN_VALUE, value.span, message).suggest(value, texts()));
    Ok(nearest(value, texts()).or_else(|| texts().next()).map(str::to_owned))
}
