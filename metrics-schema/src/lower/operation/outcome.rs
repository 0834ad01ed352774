//! `outcome`: what is known only at the end.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::operation as keys;
use crate::lower::Context;
use crate::model::{LabelId, LabelSet, MetricId, Schema};
use crate::source::Spanned;

/// `outcome`: labels of what is recorded at the end, with a value that a dropped guard records.
pub(super) fn lower(
    fields: Fields<'_>,
    at_the_end: [Option<MetricId>; 2],
    schema: &Schema,
    ctx: &mut Context<'_>,
) -> Vec<(LabelId, Spanned<String>)> {
    let possible: Vec<LabelId> =
        at_the_end.into_iter().flatten().flat_map(|id| schema.metric(id).labels.iter().map(|l| l.value)).collect();
    let mut outcome: Vec<(LabelId, Spanned<String>)> = Vec::new();
    for entry in fields.map(&keys::OUTCOME) {
        let Some(value) = entry.node.spanned() else { continue };
        let Some(id) = possible.iter().copied().find(|id| schema.label(*id).key.value == entry.key.value) else {
            let message = format!("`{}` is no label of what is recorded at the end", entry.key);
            ctx.report(
                Diagnostic::error(&catalogue::UNKNOWN_LABEL, entry.key.span, message)
                    .suggest(&entry.key, possible.iter().map(|id| schema.label(*id).key.as_str())),
            );
            continue;
        };
        outcome.push((id, value));
    }
    for (id, value) in &outcome {
        let label = schema.label(*id);
        let allowed: Vec<&str> = match &label.set {
            LabelSet::Closed(values) => values.iter().map(|v| v.text.as_str()).collect(),
            LabelSet::Dependent { sibling, groups } => {
                let chosen = outcome.iter().find(|(l, _)| l == sibling).map(|(_, v)| v.value.as_str());
                let LabelSet::Closed(values) = &schema.label(*sibling).set else { continue };
                match values.iter().position(|v| Some(v.text.as_str()) == chosen) {
                    Some(at) => groups[at].iter().map(|v| v.text.as_str()).collect(),
                    None => {
                        let message =
                            format!("`{}` needs its sibling `{}` in `outcome`", label.key, schema.label(*sibling).key);
                        ctx.error(&catalogue::BAD_OPERATION, value.span, message);
                        continue;
                    }
                }
            }
            _ => {
                ctx.error(
                    &catalogue::BAD_OPERATION,
                    value.span,
                    format!("the outcome label `{}` is not closed", label.key),
                );
                continue;
            }
        };
        if !allowed.contains(&value.as_str()) {
            let message = format!("`{}` has no value `{value}`", label.key);
            ctx.report(Diagnostic::error(&catalogue::UNKNOWN_VALUE, value.span, message).suggest(value, allowed));
        }
    }
    outcome
}
