//! Second names of metrics.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric::{self as keys};
use crate::lower::Context;
use crate::model::{Metric, MetricId};
use crate::source::Spanned;

/// Keys that an alias may have.
const ALIAS_KEYS: [&str; 10] = [
    "alias_of",
    "name",
    "help",
    "description",
    "const_labels",
    "condition",
    "stability",
    "since",
    "deprecated",
    "allow",
];

/// The metric that an alias is a second name of.
pub(super) fn target(
    index: usize,
    of: &Spanned<String>,
    metrics: &[Metric],
    aliases: &[Option<Spanned<String>>],
    ctx: &mut Context<'_>,
) -> Option<usize> {
    let recorded = || metrics.iter().zip(aliases).filter(|(_, a)| a.is_none()).map(|(m, _)| m.key.as_str());
    match metrics.iter().position(|m| m.key.value == of.value) {
        None => {
            let message = format!("no metric is called `{of}`");
            ctx.report(Diagnostic::error(&catalogue::UNKNOWN_METRIC, of.span, message).suggest(of, recorded()));
            None
        }
        Some(target) if target == index || aliases[target].is_some() => {
            let message = format!("`{of}` is an alias itself");
            ctx.report(
                Diagnostic::error(&catalogue::BAD_ALIAS, of.span, message).help("name the metric that is recorded"),
            );
            None
        }
        target => target,
    }
}

/// What becomes of an alias: its own keys over those of its metric.
pub(super) fn lower(own: &Metric, id: MetricId, target: &Metric, fields: Fields<'_>, ctx: &mut Context<'_>) -> Metric {
    for key in keys::TABLE.keys.iter().filter(|k| !ALIAS_KEYS.contains(&k.name)) {
        if let Some(span) = fields.key_span(key) {
            let message = format!("an alias has no `{}`: it comes from `{}`", key.name, target.key);
            ctx.error(&catalogue::BAD_ALIAS, span, message);
        }
    }
    let mut metric = target.clone();
    metric.alias_of = Some(id);
    metric.key = own.key.clone();
    metric.rust = own.rust.clone();
    metric.span = own.span;
    metric.name = own.name.clone();
    metric.waivers = own.waivers.clone();
    metric.no_alert = None;
    metric.description = own.description.clone();
    metric.since = own.since.clone();
    metric.condition = own.condition.clone().or(metric.condition);
    if fields.node(&keys::HELP).is_some() {
        metric.help = own.help.clone();
    }
    if fields.node(&keys::CONST_LABELS).is_some() {
        metric.const_labels = own.const_labels.clone();
        metric.any_const_labels = own.any_const_labels;
    }
    if fields.node(&keys::STABILITY).is_some() {
        metric.stability = own.stability;
    }
    metric.deprecated = own.deprecated.clone().map(|mut deprecated| {
        deprecated.replacement.get_or_insert_with(|| Spanned::new(target.name.text.clone(), own.key.span));
        deprecated
    });
    metric
}
