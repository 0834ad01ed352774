//! `[metrics.KEY]`.

use super::{Context, buckets, deprecation, label, name, series, stability, waivers};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::metric::{self as keys, native};
use crate::language::tables::root;
use crate::model::{
    Buckets, Decimal, Initial, Kind, LabelId, LabelSet, MAX_CLOSED, MAX_OPEN, Metric, MetricId, Native, Schema, Unit,
    Updates, ValueType,
};
use crate::names;
use crate::source::{Span, Spanned};
use crate::tree::{Entry, Node, Value};
use std::collections::HashMap;

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

/// Lowers all metrics of a schema into it.
pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    let entries = root.map(&root::METRICS);
    let mut metrics: Vec<Metric> = entries.iter().map(|e| one(fields_of(e), &e.key, schema, ctx)).collect();
    let aliases: Vec<Option<Spanned<String>>> = entries.iter().map(|e| fields_of(e).spanned(&keys::ALIAS_OF)).collect();
    let targets: Vec<Option<usize>> = (0..metrics.len())
        .map(|i| aliases[i].as_ref().and_then(|of| alias_target(i, of, &metrics, &aliases, ctx)))
        .collect();
    for (index, target) in targets.iter().enumerate() {
        if let Some(target) = *target {
            metrics[index] =
                alias(&metrics[index], MetricId(target), &metrics[target], fields_of(&entries[index]), ctx);
        }
    }
    // An alias of nothing is left out, so that it is one mistake only. What aliases name comes before them in no
    // particular order, so the indices are made anew.
    let kept: Vec<usize> = (0..metrics.len()).filter(|i| aliases[*i].is_none() || targets[*i].is_some()).collect();
    schema.metrics = kept.iter().map(|i| metrics[*i].clone()).collect();
    for metric in &mut schema.metrics {
        metric.alias_of = metric.alias_of.and_then(|id| kept.iter().position(|k| *k == id.0)).map(MetricId);
    }
    field_names(&schema.metrics, ctx);
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
    let labels = if is_alias { Vec::new() } else { call_labels(fields, kind, schema, ctx) };
    let (const_labels, any_const_labels) = carried(fields, schema, ctx);
    let state = state(fields, kind, key, schema, ctx);
    exposed_labels(fields, &labels, &const_labels, state, schema, ctx);
    if has_type && !is_alias {
        keys_of_kind(fields, kind, ctx);
    }
    let names: Vec<LabelId> = labels.iter().map(|l| l.value).chain(const_labels.iter().copied()).collect();
    let open = labels.iter().any(|l| !schema.label(l.value).is_closed());
    let updates = updates(fields, kind, ctx);
    let value_type = value_type(fields, kind, unit.as_deref(), ctx);
    let buckets = buckets_of(fields, schema, ctx);
    let native = fields.table(&keys::NATIVE, &native::TABLE).and_then(|f| native_of(f, ctx));
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
        range: range(fields.node(&keys::RANGE_KEY), ctx),
        state,
        buckets,
        native,
        exemplar: fields.strings(&keys::EXEMPLAR).into_iter().map(|s| s.value).collect(),
        initial: initial(fields, kind, updates, open, ctx),
        updates,
        removable: removable(fields, kind, value_type, open, ctx),
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

/// `labels`: known, open ones first, a dependent one right after its sibling.
fn call_labels(fields: Fields<'_>, kind: Kind, schema: &Schema, ctx: &mut Context<'_>) -> Vec<Spanned<LabelId>> {
    let mut labels: Vec<Spanned<LabelId>> = Vec::new();
    let mut guessed: Vec<LabelId> = Vec::new();
    for name in fields.strings(&keys::LABELS) {
        let Some(id) = label::find(schema, &name, ctx) else { continue };
        let label = schema.label(id);
        let misspelt = label.key.value != name.value;
        if let Some(at) = labels.iter().position(|l| l.value == id) {
            // The one that was misspelt has been reported.
            if !misspelt && !guessed.contains(&id) {
                ctx.error(&catalogue::DUPLICATE_LABEL, name.span, format!("the label `{name}` is named twice"));
            }
            labels[at].span = name.span;
            continue;
        }
        if misspelt {
            guessed.push(id);
        }
        match &label.set {
            LabelSet::Dependent { sibling, .. } if labels.last().is_none_or(|last| last.value != *sibling) => {
                let sibling = &schema.label(*sibling).key;
                let message = format!("`{name}` depends on `{sibling}` and must stand right after it");
                ctx.report(
                    Diagnostic::error(&catalogue::DEPENDENT_LABEL, name.span, message)
                        .help(format!("write `\"{sibling}\", \"{name}\"`")),
                );
                continue;
            }
            LabelSet::Free if ctx.doubtful.contains(&label.key.span) => {}
            LabelSet::Free if kind != Kind::Info => {
                let message = format!("nothing bounds the label `{name}`");
                ctx.report(
                    Diagnostic::error(&catalogue::FREE_LABEL, name.span, message)
                        .related(label.key.span, "it has neither `values` nor `max_values`")
                        .help("give it `max_values`, or make it a const label"),
                );
                continue;
            }
            _ => {}
        }
        if !label.is_closed()
            && !ctx.doubtful.contains(&label.key.span)
            && let Some(closed) = labels.iter().find(|l| schema.label(l.value).is_closed())
        {
            let message =
                format!("the open label `{name}` stands behind the closed one `{}`", schema.label(closed.value).key);
            ctx.report(
                Diagnostic::error(&catalogue::LABEL_ORDER, name.span, message)
                    .help("name the open labels first: their order is the order of the arguments"),
            );
            continue;
        }
        labels.push(Spanned::new(id, name.span));
    }
    let open = labels.iter().filter(|l| !schema.label(l.value).is_closed()).count();
    let pairs = labels.iter().filter(|l| matches!(schema.label(l.value).set, LabelSet::Dependent { .. })).count();
    let closed = labels.len() - open - pairs;
    if open > MAX_OPEN || closed > MAX_CLOSED {
        let message = format!(
            "a call takes at most {MAX_OPEN} open labels and {MAX_CLOSED} closed ones, not {open} and {closed}"
        );
        ctx.report(
            Diagnostic::error(
                &catalogue::TOO_MANY_LABELS,
                fields.key_span(&keys::LABELS).unwrap_or(fields.span),
                message,
            )
            .help("split the metric, or make some of them const labels"),
        );
    }
    labels
}

/// The root's const labels that a metric carries.
fn carried(fields: Fields<'_>, schema: &Schema, ctx: &mut Context<'_>) -> (Vec<LabelId>, bool) {
    if fields.node(&keys::CONST_LABELS).is_none() {
        return (schema.const_labels.clone(), schema.any_const_labels);
    }
    let (mut ids, mut any) = (Vec::new(), false);
    let root: Vec<&str> = schema
        .const_labels
        .iter()
        .map(|id| schema.label(*id).key.as_str())
        .chain(schema.any_const_labels.then_some("*"))
        .collect();
    for name in fields.strings(&keys::CONST_LABELS) {
        if !root.contains(&name.as_str()) {
            let message = format!("`{name}` is no const label of the schema");
            ctx.report(
                Diagnostic::error(&catalogue::UNKNOWN_LABEL, name.span, message)
                    .suggest(&name, root.iter().copied())
                    .note("a metric chooses among the `const_labels` of the root"),
            );
        } else if name.value == "*" {
            any = true;
        } else if let Some(id) = schema.label_by_key(&name) {
            ids.push(id);
        }
    }
    (ids, any)
}

/// No exposed label name may stand twice on one series.
fn exposed_labels(
    fields: Fields<'_>,
    labels: &[Spanned<LabelId>],
    consts: &[LabelId],
    state: Option<LabelId>,
    schema: &Schema,
    ctx: &mut Context<'_>,
) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    // A state that is a label of the call too has been reported.
    let state = state.filter(|id| labels.iter().all(|l| l.value != *id));
    let of_metric = consts.iter().copied().chain(state).map(|id| (id, fields.span));
    let all = labels.iter().map(|l| (l.value, l.span)).chain(of_metric);
    for (id, span) in all {
        let label = schema.label(id);
        if let Some(other) = seen.insert(&label.name, &label.key) {
            let message = format!("the labels `{other}` and `{}` are both exposed as `{}`", label.key, label.name);
            ctx.error(&catalogue::DUPLICATE_LABEL, span, message);
        }
    }
}

/// Keys that only some kinds have.
fn keys_of_kind(fields: Fields<'_>, kind: Kind, ctx: &mut Context<'_>) {
    use Kind::{Counter, Gauge, Histogram, StateSet};
    let rules: [(&'static Key, &[Kind]); 8] = [
        (&keys::STATE, &[StateSet]),
        (&keys::BUCKETS, &[Histogram]),
        (&keys::NATIVE, &[Histogram]),
        (&keys::EXEMPLAR, &[Counter, Histogram]),
        (&keys::UPDATES, &[Counter, Gauge]),
        (&keys::INITIAL, &[Counter, Gauge, Histogram, StateSet]),
        (&keys::VALUE_TYPE, &[Counter, Gauge, Histogram]),
        (&keys::RANGE_KEY, &[Counter, Gauge, Histogram]),
    ];
    for (key, kinds) in rules {
        if let Some(span) = fields.key_span(key)
            && !kinds.contains(&kind)
        {
            let of: Vec<String> = kinds.iter().map(|k| format!("{}s", k.as_str())).collect();
            let message = format!("a metric of type `{}` has no `{}`", kind.as_str(), key.name);
            ctx.report(Diagnostic::error(&catalogue::KEY_NOT_FOR_TYPE, span, message).note(format!(
                "`{}` is for {}",
                key.name,
                of.join(", ")
            )));
        }
    }
}

fn updates(fields: Fields<'_>, kind: Kind, ctx: &mut Context<'_>) -> Updates {
    let (default, allowed): (Updates, &[Updates]) = match kind {
        Kind::Counter => (Updates::Inc, &[Updates::Inc, Updates::Total, Updates::Callback]),
        Kind::Gauge => (Updates::Set, &[Updates::Set, Updates::IncDec, Updates::Snapshot, Updates::Callback]),
        _ => return Updates::Kind,
    };
    let Some(word) = fields.spanned(&keys::UPDATES) else { return default };
    if let Some(updates) = allowed.iter().find(|u| u.as_str() == word.value) {
        return *updates;
    }
    let message = format!("a {} cannot have `updates = \"{word}\"`", kind.as_str());
    ctx.report(
        Diagnostic::error(&catalogue::KEY_NOT_FOR_TYPE, word.span, message)
            .suggest(&word, allowed.iter().map(|u| u.as_str())),
    );
    default
}

fn value_type(fields: Fields<'_>, kind: Kind, unit: Option<&Unit>, ctx: &mut Context<'_>) -> ValueType {
    let time = unit.is_some_and(Unit::is_time);
    let allowed: &[ValueType] = match kind {
        Kind::Counter => &[ValueType::U64, ValueType::F64],
        Kind::Gauge => &[ValueType::I64, ValueType::U64, ValueType::F64, ValueType::Bool],
        Kind::Histogram => &[ValueType::F64, ValueType::U64],
        _ => return ValueType::U64,
    };
    let Some(word) = fields.spanned(&keys::VALUE_TYPE) else {
        return if time { ValueType::Duration } else { allowed[0] };
    };
    if word.value == "duration" {
        if !time {
            let message = "`value_type = \"duration\"` needs a unit of time";
            ctx.report(
                Diagnostic::error(&catalogue::VALUE_TYPE_NOT_FOR_TYPE, word.span, message)
                    .help("add `unit = \"seconds\"`"),
            );
        }
        return ValueType::Duration;
    }
    if let Some(value_type) = allowed.iter().find(|v| v.as_str() == word.value) {
        return *value_type;
    }
    let message = format!("a {} cannot have `value_type = \"{word}\"`", kind.as_str());
    let all = allowed.iter().map(|v| v.as_str()).chain(time.then_some("duration"));
    ctx.report(Diagnostic::error(&catalogue::VALUE_TYPE_NOT_FOR_TYPE, word.span, message).suggest(&word, all));
    allowed[0]
}

fn initial(fields: Fields<'_>, kind: Kind, updates: Updates, open: bool, ctx: &mut Context<'_>) -> Initial {
    if let Some(word) = fields.word(&keys::INITIAL) {
        if matches!(updates, Updates::Snapshot | Updates::Callback)
            && let Some(span) = fields.key_span(&keys::INITIAL)
        {
            let message = format!("`initial` says nothing with `updates = \"{}\"`", updates.as_str());
            ctx.error(&catalogue::CONFLICTING_KEYS, span, message);
        }
        return if word == "zero" { Initial::Zero } else { Initial::Absent };
    }
    let counts = matches!(kind, Kind::Counter | Kind::Histogram) || updates == Updates::IncDec;
    if counts && !open && !matches!(updates, Updates::Snapshot | Updates::Callback) {
        Initial::Zero
    } else {
        Initial::Absent
    }
}

fn removable(fields: Fields<'_>, kind: Kind, value_type: ValueType, open: bool, ctx: &mut Context<'_>) -> bool {
    let removable = fields.flag(&keys::REMOVABLE).unwrap_or(false);
    if let Some(span) = fields.key_span(&keys::REMOVABLE).filter(|_| removable) {
        if !open {
            ctx.error(
                &catalogue::CONFLICTING_KEYS,
                span,
                "`removable` needs an open label: closed series are always there",
            );
        } else if matches!(kind, Kind::Counter | Kind::Histogram) && value_type == ValueType::F64 {
            let message = format!("`removable` is not for a {} of `f64`", kind.as_str());
            ctx.error(&catalogue::CONFLICTING_KEYS, span, message);
        }
    }
    removable
}

fn state(
    fields: Fields<'_>,
    kind: Kind,
    key: &Spanned<String>,
    schema: &Schema,
    ctx: &mut Context<'_>,
) -> Option<LabelId> {
    if kind != Kind::StateSet {
        return None;
    }
    if fields.node(&keys::STATE).is_some_and(|n| matches!(n.value, Value::Other(_))) {
        return None;
    }
    let Some(name) = fields.spanned(&keys::STATE) else {
        let message = format!("the stateset `{key}` needs `state`");
        ctx.report(
            Diagnostic::error(&catalogue::MISSING_KEY, key.span, message)
                .help("name the closed label that holds the state"),
        );
        return None;
    };
    let id = label::find(schema, &name, ctx)?;
    if !matches!(schema.label(id).set, LabelSet::Closed(_)) {
        ctx.error(
            &catalogue::DEPENDENT_LABEL,
            name.span,
            format!("`{name}` is not closed, so it cannot hold the state"),
        );
        return None;
    }
    if let Some(both) = fields.strings(&keys::LABELS).iter().find(|l| l.value == name.value) {
        let message = format!("the label `{name}` holds the state and cannot be a label of a call too");
        ctx.error(&catalogue::DUPLICATE_LABEL, both.span, message);
    }
    Some(id)
}

fn buckets_of(fields: Fields<'_>, schema: &Schema, ctx: &mut Context<'_>) -> Option<Buckets> {
    let entry = fields.entry(&keys::BUCKETS)?;
    match &entry.node.value {
        Value::Text(key) => {
            let preset = schema.presets.iter().find(|p| p.key.value == *key);
            if preset.is_none() {
                let message = format!("no bucket preset is called `{key}`");
                let mut diagnostic = Diagnostic::error(&catalogue::UNKNOWN_PRESET, entry.node.span, message)
                    .suggest(key, schema.presets.iter().map(|p| p.key.as_str()));
                if diagnostic.help.is_none() {
                    diagnostic = diagnostic.help(format!("define it in `[buckets.{key}]`"));
                }
                ctx.report(diagnostic);
            }
            preset.map(|p| p.buckets.clone())
        }
        Value::Array(_) => buckets::list(&entry.node, ctx),
        _ => buckets::table(fields.table(&keys::BUCKETS, &crate::language::tables::buckets::TABLE)?, ctx),
    }
}

fn native_of(fields: Fields<'_>, ctx: &mut Context<'_>) -> Option<Native> {
    let factor = fields.number(&native::FACTOR)?;
    if factor.value <= Decimal::from_int(1) {
        ctx.error(&catalogue::BAD_BUCKETS, factor.span, "`factor` must be above 1");
        return None;
    }
    let max_buckets = fields.int(&native::MAX_BUCKETS).and_then(|m| u32::try_from(m).ok()).unwrap_or(160);
    Some(Native { factor: factor.value, max_buckets })
}

/// `[min, max]`, rising; infinite ends are `None`.
pub(super) fn range(node: Option<&Node>, ctx: &mut Context<'_>) -> Option<(Option<Decimal>, Option<Decimal>)> {
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

/// The metric that an alias is a second name of.
fn alias_target(
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
fn alias(own: &Metric, id: MetricId, target: &Metric, fields: Fields<'_>, ctx: &mut Context<'_>) -> Metric {
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

/// Keys are fields of a recorder, and types in `PascalCase`.
fn field_names(metrics: &[Metric], ctx: &mut Context<'_>) {
    const TAKEN: [&str; 5] = ["Schema", "Recorders", "ConstLabels", "SCHEMA", "FINGERPRINT"];
    let mut seen: HashMap<&str, (&str, Span)> = HashMap::new();
    for metric in metrics.iter().filter(|m| m.alias_of.is_none()) {
        if names::is_rust_keyword(&metric.key) {
            let message = format!("`{}` is a keyword of Rust and cannot name a field", metric.key);
            ctx.report(
                Diagnostic::error(&catalogue::RUST_KEYWORD, metric.key.span, message)
                    .help("rename the key, and give the exposed name with `name`"),
            );
        }
        let collision = |message: String, other: Option<Span>| {
            let diagnostic = Diagnostic::error(&catalogue::RUST_COLLISION, metric.key.span, message)
                .help("rename one of the keys, and give the exposed name with `name`");
            match other {
                Some(other) => diagnostic.related(other, "the other one"),
                None => diagnostic,
            }
        };
        if TAKEN.contains(&metric.rust.as_str()) {
            ctx.report(collision(
                format!("the type `{}` of `{}` is taken: every module has one", metric.rust, metric.key),
                None,
            ));
        } else if let Some((other, span)) = seen.insert(&metric.rust, (&metric.key, metric.key.span)) {
            ctx.report(collision(
                format!("`{other}` and `{}` both give the type `{}`", metric.key, metric.rust),
                Some(span),
            ));
        }
    }
}
