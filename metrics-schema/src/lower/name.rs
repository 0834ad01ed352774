//! Exposed names of metrics: the one place that computes them.

use super::Context;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric as keys;
use crate::model::{Label, LabelId, LabelSet, Name, NameTemplate, Prefix};
use crate::source::Spanned;

/// The exposed name of a metric. `carried` are the labels that may stand in braces in it: those of a call and const ones.
pub(super) fn lower(
    fields: Fields<'_>,
    key: &Spanned<String>,
    prefix: &Prefix,
    labels: &[Label],
    carried: &[LabelId],
    ctx: &mut Context<'_>,
) -> Name {
    let Some(whole) = fields.spanned(&keys::NAME) else {
        let text = match &prefix.default {
            Some(prefix) => format!("{prefix}_{key}"),
            None => key.value.clone(),
        };
        return Name { text, prefixed: true, template: None };
    };
    let plain = Name { text: whole.value.clone(), prefixed: false, template: None };
    let Some((before, rest)) = whole.split_once('{') else { return plain };
    let Some((braced, after)) = rest.split_once('}') else { return plain };
    let Some(&id) = carried.iter().find(|id| labels[id.0].key.value == braced) else {
        let message = format!("`{{{braced}}}` in the name is no label of the metric");
        ctx.report(
            Diagnostic::error(&catalogue::BAD_NAME, whole.span, message)
                .suggest(braced, carried.iter().map(|id| labels[id.0].key.as_str())),
        );
        return plain;
    };
    if !matches!(labels[id.0].set, LabelSet::Closed(_) | LabelSet::Open { .. }) {
        let message = format!("the label `{braced}` cannot stand in a name: only an open or a closed label can");
        ctx.error(&catalogue::BAD_NAME, whole.span, message);
        return plain;
    }
    let template = NameTemplate { label: id, before: before.to_owned(), after: after.to_owned() };
    for value in template.known(labels) {
        let name = format!("{before}{value}{after}");
        if !crate::names::is_metric_name(&name) {
            let message = format!("the value `{value}` of `{braced}` gives `{name}`, which is no metric name");
            ctx.error(&catalogue::BAD_NAME, whole.span, message);
        }
    }
    Name { template: Some(template), ..plain }
}

impl NameTemplate {
    /// Values of the label that are known beforehand.
    pub fn known<'a>(&self, labels: &'a [Label]) -> impl Iterator<Item = &'a str> {
        let values = match &labels[self.label.0].set {
            LabelSet::Closed(values) | LabelSet::Open { known: values, .. } => values.as_slice(),
            _ => &[],
        };
        values.iter().map(|v| v.text.as_str())
    }

    /// Names that are known beforehand.
    pub fn known_names<'a>(&'a self, labels: &'a [Label]) -> impl Iterator<Item = String> + 'a {
        self.known(labels).map(|value| format!("{}{value}{}", self.before, self.after))
    }
}
