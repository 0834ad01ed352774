//! `[metrics.KEY]`.

mod alias;
mod exemplar;
mod histogram;
mod kind;
mod labels;
mod native;
mod rust_names;

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric as keys;
use crate::language::tables::root;
use crate::lower::{Context, deprecation, name, series, stability, waivers};
use crate::model::{Decimal, Kind, LabelId, Metric, MetricId, Schema};
use crate::names;
use crate::source::Spanned;
use crate::tree::{Entry, Node, Value};

/// Lowers all metrics of a schema into it.
pub(in crate::lower) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    let entries = root.map(&root::METRICS);
    let mut metrics: Vec<Metric> = entries.iter().map(|e| one(fields_of(e), &e.key, schema, ctx)).collect();
    let aliases: Vec<Option<Spanned<String>>> = entries.iter().map(|e| fields_of(e).spanned(&keys::ALIAS_OF)).collect();
    let targets: Vec<Option<usize>> = (0..metrics.len())
        .map(|i| aliases[i].as_ref().and_then(|of| alias::target(i, of, &metrics, &aliases, ctx)))
        .collect();
    for (index, target) in targets.iter().enumerate() {
        if let Some(target) = *target {
            metrics[index] =
                alias::lower(&metrics[index], MetricId(target), &metrics[target], fields_of(&entries[index]), ctx);
        }
    }
    // An alias of nothing is left out, so that it is one mistake only. What aliases name comes before them in no
    // particular order, so the indices are made anew.
    let kept: Vec<usize> = (0..metrics.len()).filter(|i| aliases[*i].is_none() || targets[*i].is_some()).collect();
    schema.metrics = kept.iter().map(|i| metrics[*i].clone()).collect();
    for metric in &mut schema.metrics {
        metric.alias_of = metric.alias_of.and_then(|id| kept.iter().position(|k| *k == id.0)).map(MetricId);
    }
    rust_names::check(&schema.metrics, ctx);
}

fn fields_of(entry: &Entry) -> Fields<'_> {
    Fields::of(&keys::TABLE, &entry.node, entry.key.span)
}

fn one(fields: Fields<'_>, key: &Spanned<String>, schema: &Schema, ctx: &mut Context<'_>) -> Metric {
    let is_alias = fields.node(&keys::ALIAS_OF).is_some();
    if fields.has_mistake() {
        ctx.doubtful.push(key.span);
    }
    let kind = match fields.word(&keys::TYPE) {
        Some("gauge") => Kind::Gauge,
        Some("histogram") => Kind::Histogram,
        Some("info") => Kind::Info,
        Some("stateset") => Kind::StateSet,
        _ => Kind::Counter,
    };
    let has_type = fields.word(&keys::TYPE).is_some();
    let unit = fields.unit(&keys::UNIT);
    let labels = if is_alias { Vec::new() } else { labels::of_call(fields, kind, schema, ctx) };
    let (const_labels, any_const_labels) = labels::carried(fields, schema, ctx);
    let state = labels::state(fields, kind, key, schema, ctx);
    labels::exposed(fields, &labels, &const_labels, state, schema, ctx);
    if has_type && !is_alias {
        kind::keys(fields, kind, ctx);
    }
    let names: Vec<LabelId> = labels.iter().map(|l| l.value).chain(const_labels.iter().copied()).collect();
    let open = labels.iter().any(|l| !schema.label(l.value).is_closed());
    let updates = kind::updates(fields, kind, ctx);
    let value_type = kind::value_type(fields, kind, unit.as_deref(), ctx);
    let buckets = histogram::buckets_of(fields, schema, ctx);
    let range = range(fields.node(&keys::RANGE_KEY), ctx);
    let native = match kind {
        Kind::Histogram => native::lower(fields, range, buckets.as_ref(), (value_type, unit.as_deref()), ctx),
        _ => None,
    };
    if has_type
        && kind == Kind::Histogram
        && fields.node(&keys::BUCKETS).is_none()
        && fields.node(&keys::NATIVE).is_none()
    {
        let message = format!("the histogram `{key}` has no buckets");
        ctx.report(
            Diagnostic::error(&catalogue::MISSING_BUCKETS, key.span, message)
                .help("give it `buckets`: a preset's key, an array of bounds or a formula"),
        );
    }
    let metric = Metric {
        rust: names::pascal(key),
        name: name::lower(fields, key, &schema.prefix, &schema.labels, &names, ctx),
        kind,
        help: fields.spanned(&keys::HELP).unwrap_or_else(|| Spanned::new(String::new(), key.span)),
        description: fields.text(&keys::DESCRIPTION),
        value_type,
        range,
        state,
        buckets,
        native,
        exemplar: exemplar::lower(fields, kind, updates, ctx),
        initial: kind::initial(fields, kind, updates, open, ctx),
        updates,
        removable: kind::removable(fields, kind, value_type, open, ctx),
        condition: fields.text(&keys::CONDITION),
        alias_of: None,
        stability: stability(fields.word(&keys::STABILITY)).unwrap_or(schema.stability),
        owner: fields.text(&keys::OWNER).or_else(|| schema.owner.clone()),
        since: fields.spanned(&keys::SINCE),
        deprecated: deprecation(fields, &keys::DEPRECATED),
        no_alert: fields.text(&keys::NO_ALERT),
        waivers: waivers(fields, &keys::ALLOW),
        unit,
        labels,
        const_labels,
        any_const_labels,
        key: key.clone(),
        span: fields.span,
    };
    if !is_alias {
        series::check(&metric, fields.key_span(&keys::LABELS).unwrap_or(fields.span), schema, ctx);
    }
    if let Some(template) = &metric.name.template
        && !is_alias
        && metric.kind == Kind::Histogram
    {
        let message = format!("the name of a histogram cannot hold `{{{}}}`", schema.label(template.label).key);
        ctx.error(&catalogue::BAD_NAME, fields.span, message);
    }
    metric
}

/// `[min, max]`, rising; infinite ends are `None`.
pub(in crate::lower) fn range(
    node: Option<&Node>,
    ctx: &mut Context<'_>,
) -> Option<(Option<Decimal>, Option<Decimal>)> {
    let node = node?;
    let Value::Array(items) = &node.value else { return None };
    let [low, high] = items.as_slice() else { return None };
    let wrong = |n: &Node, sign: bool| matches!(n.value, Value::Infinite(s) if s == sign);
    if wrong(low, true) || wrong(high, false) || low.number().zip(high.number()).is_some_and(|(l, h)| l >= h) {
        ctx.error(&catalogue::INVALID_RANGE, node.span, "`range` must rise");
        return None;
    }
    Some((low.number(), high.number()))
}
