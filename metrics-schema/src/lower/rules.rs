//! Groups, recording rules, alerts, objectives, queries.

use super::metric::range;
use super::{Context, waivers};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::root;
use crate::language::tables::rules::{alert, group, query, record, runbook, slo, test, window};
use crate::model::{
    Alert, AlertTest, Decimal, Duration, Group, Indicator, Kind, Query, Record, Runbook, Schema, Severity, Slo, Window,
};
use crate::source::{Span, Spanned};
use crate::tree::{Entry, Node};

pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    schema.groups = root.map(&root::GROUPS).iter().map(group_of).collect();
    schema.records = root.map(&root::RECORDS).iter().map(|e| record_of(e, schema, ctx)).collect();
    schema.alerts = root.map(&root::ALERTS).iter().map(|e| alert_of(e, schema, ctx)).collect();
    schema.slos = root.map(&root::SLOS).iter().map(|e| slo_of(e, schema, ctx)).collect();
    schema.queries = root.map(&root::QUERIES).iter().map(query_of).collect();
    keep_bounds(schema);
}

fn group_of(entry: &Entry) -> Group {
    let fields = Fields::of(&group::TABLE, &entry.node, entry.key.span);
    Group {
        key: entry.key.clone(),
        interval: fields.duration(&group::INTERVAL).map(|d| d.value),
        limit: fields.int(&group::LIMIT).and_then(|l| u64::try_from(l).ok()).filter(|l| *l > 0),
        query_offset: fields.duration(&group::QUERY_OFFSET).map(|d| d.value),
    }
}

fn record_of(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Record {
    let fields = Fields::of(&record::TABLE, &entry.node, entry.key.span);
    Record {
        name: entry.key.clone(),
        expr: expression(fields, &record::EXPR),
        description: fields.text(&record::DESCRIPTION).unwrap_or_default(),
        unit: fields.unit(&record::UNIT),
        range: range(fields.node(&record::RANGE_KEY), ctx),
        group: in_group(fields.spanned(&record::GROUP), schema, ctx),
        add_labels: fields.text_map(&record::ADD_LABELS),
        waivers: waivers(fields, &record::ALLOW),
    }
}

fn alert_of(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Alert {
    let fields = Fields::of(&alert::TABLE, &entry.node, entry.key.span);
    Alert {
        name: entry.key.clone(),
        expr: expression(fields, &alert::EXPR),
        severity: severity(fields.word(&alert::SEVERITY_KEY)),
        summary: fields.spanned(&alert::SUMMARY).unwrap_or_else(|| Spanned::new(String::new(), fields.span)),
        description: fields.spanned(&alert::DESCRIPTION),
        for_: duration_or_zero(fields, &alert::FOR),
        keep_firing_for: duration_or_zero(fields, &alert::KEEP_FIRING_FOR),
        runbook: runbook_of(fields, &alert::RUNBOOK),
        tests: fields.array(&alert::TESTS).iter().filter_map(test_of).collect(),
        group: in_group(fields.spanned(&alert::GROUP), schema, ctx),
        owner: fields.text(&alert::OWNER).or_else(|| schema.owner.clone()),
        add_labels: fields.text_map(&alert::ADD_LABELS),
        add_annotations: fields.text_map(&alert::ADD_ANNOTATIONS),
        waivers: waivers(fields, &alert::ALLOW),
    }
}

fn test_of(node: &Node) -> Option<AlertTest> {
    let fields = Fields::of(&test::TABLE, node, node.span);
    let labels = |n: &Node| {
        n.entries().iter().filter_map(|e| Some((e.key.value.clone(), e.node.spanned()?.value))).collect::<Vec<_>>()
    };
    Some(AlertTest {
        title: fields.text(&test::TITLE),
        interval: fields.duration(&test::INTERVAL).map_or(Duration::from_secs(60), |d| d.value),
        input: fields.text_map(&test::INPUT),
        at: fields.duration(&test::AT)?.value,
        fires: fields.array(&test::FIRES).iter().map(labels).collect(),
        span: node.span,
    })
}

fn slo_of(entry: &Entry, schema: &Schema, ctx: &mut Context<'_>) -> Slo {
    let fields = Fields::of(&slo::TABLE, &entry.node, entry.key.span);
    let zero = || Spanned::new(Decimal::ZERO, fields.span);
    let objective = fields.number(&slo::OBJECTIVE).unwrap_or_else(zero);
    if fields.number(&slo::OBJECTIVE).is_some()
        && (objective.value <= Decimal::ZERO || objective.value >= Decimal::from_int(100))
    {
        let message = format!("an objective lies above 0 and below 100 per cent, not at {objective}");
        let diagnostic = Diagnostic::error(&catalogue::BAD_OBJECTIVE, objective.span, message);
        ctx.report(diagnostic.help("100 leaves no budget, so that nothing could ever be changed"));
    }
    let period = fields.duration(&slo::PERIOD).unwrap_or_else(|| Spanned::new(Duration::ZERO, fields.span));
    if fields.duration(&slo::PERIOD).is_some() && period.is_zero() {
        ctx.error(&catalogue::BAD_OBJECTIVE, period.span, "the period of an objective must be above 0");
    }
    let text = |key: &'static Key| fields.spanned(key).unwrap_or_else(|| Spanned::new(String::new(), fields.span));
    let indicator = if fields.node(&slo::HISTOGRAM).is_some() {
        Indicator::Latency {
            histogram: text(&slo::HISTOGRAM),
            at_most: fields.number(&slo::AT_MOST).unwrap_or_else(zero),
        }
    } else if fields.node(&slo::GOOD).is_some() {
        Indicator::Good { good: text(&slo::GOOD), total: text(&slo::TOTAL) }
    } else {
        Indicator::Errors { errors: text(&slo::ERRORS), total: text(&slo::TOTAL) }
    };
    let min_rate = fields.number(&slo::MIN_RATE);
    if let Some(rate) = min_rate.as_ref().filter(|r| r.value < Decimal::ZERO) {
        ctx.error(&catalogue::BAD_OBJECTIVE, rate.span, "`min_rate` cannot be negative");
    }
    Slo {
        key: entry.key.clone(),
        title: fields.text(&slo::TITLE).unwrap_or_default(),
        indicator,
        by: fields.strings(&slo::BY),
        min_rate: min_rate.map_or(Decimal::ZERO, |r| r.value),
        windows: windows(fields, ctx),
        description: fields.text(&slo::DESCRIPTION),
        runbook: runbook_of(fields, &slo::RUNBOOK),
        group: in_group(fields.spanned(&slo::GROUP), schema, ctx),
        owner: fields.text(&slo::OWNER).or_else(|| schema.owner.clone()),
        waivers: waivers(fields, &slo::ALLOW),
        objective,
        period,
    }
}

/// `windows`, or the four that are usual.
fn windows(fields: Fields<'_>, ctx: &mut Context<'_>) -> Vec<Window> {
    if fields.node(&slo::WINDOWS).is_none() {
        return default_windows();
    }
    let mut windows = Vec::new();
    for node in fields.array(&slo::WINDOWS) {
        let entry = Fields::of(&window::TABLE, node, node.span);
        let (Some(burn), Some(long), Some(short), Some(for_)) = (
            entry.number(&window::BURN),
            entry.duration(&window::LONG),
            entry.duration(&window::SHORT),
            entry.duration(&window::FOR),
        ) else {
            continue;
        };
        if burn.value <= Decimal::ZERO {
            ctx.error(&catalogue::BAD_OBJECTIVE, burn.span, "a burn rate must be above 0");
        }
        if short.is_zero() || short.value >= long.value {
            ctx.error(&catalogue::BAD_OBJECTIVE, short.span, "the short window must be above 0 and below the long one");
        }
        windows.push(Window {
            burn: burn.value,
            long: long.value,
            short: short.value,
            for_: for_.value,
            severity: severity(entry.word(&window::SEVERITY_KEY)),
        });
    }
    windows
}

/// Of the SRE workbook, chapter 5: 2 %, 5 % and 10 % of a thirty-day budget, and its even use.
fn default_windows() -> Vec<Window> {
    let window = |burn: (i128, i32), long, short, for_, severity| Window {
        burn: Decimal::new(burn.0, burn.1),
        long: Duration::from_secs(long),
        short: Duration::from_secs(short),
        for_: Duration::from_secs(for_),
        severity,
    };
    let (hour, day) = (3600, 86_400);
    vec![
        window((144, -1), hour, 300, 120, Severity::Critical),
        window((6, 0), 6 * hour, 1800, 900, Severity::Critical),
        window((3, 0), day, 2 * hour, hour, Severity::Warning),
        window((1, 0), 3 * day, 6 * hour, 3 * hour, Severity::Warning),
    ]
}

fn query_of(entry: &Entry) -> Query {
    let fields = Fields::of(&query::TABLE, &entry.node, entry.key.span);
    let exprs = match fields.spanned(&query::EXPR) {
        Some(expr) => vec![(None, expr)],
        None => fields
            .map(&query::EXPR)
            .iter()
            .filter_map(|e| Some((Some(e.key.value.clone()), e.node.spanned()?)))
            .collect(),
    };
    Query {
        key: entry.key.clone(),
        title: fields.text(&query::TITLE).unwrap_or_default(),
        exprs,
        description: fields.text(&query::DESCRIPTION),
        unit: fields.unit(&query::UNIT),
        panel: fields.text(&query::PANEL),
        waivers: waivers(fields, &query::ALLOW),
    }
}

fn runbook_of(fields: Fields<'_>, key: &'static Key) -> Option<Runbook> {
    let fields = fields.table(key, &runbook::TABLE)?;
    Some(Runbook {
        meaning: fields.text(&runbook::MEANING)?,
        impact: fields.text(&runbook::IMPACT)?,
        diagnosis: fields.text(&runbook::DIAGNOSIS)?,
        mitigation: fields.text(&runbook::MITIGATION)?,
    })
}

/// An expression without the blank lines around it that a multi-line string brings.
fn expression(fields: Fields<'_>, key: &'static Key) -> Spanned<String> {
    fields.spanned(key).unwrap_or_else(|| Spanned::new(String::new(), fields.span))
}

fn duration_or_zero(fields: Fields<'_>, key: &'static Key) -> Duration {
    fields.duration(key).map_or(Duration::ZERO, |d| d.value)
}

pub(super) fn severity(word: Option<&str>) -> Severity {
    match word {
        Some("critical") => Severity::Critical,
        Some("info") => Severity::Info,
        _ => Severity::Warning,
    }
}

fn in_group(name: Option<Spanned<String>>, schema: &Schema, ctx: &mut Context<'_>) -> Option<Spanned<String>> {
    let name = name?;
    if schema.groups.iter().any(|g| g.key.value == name.value) {
        return Some(name);
    }
    let message = format!("no group is called `{name}`");
    let mut diagnostic = Diagnostic::error(&catalogue::UNKNOWN_GROUP, name.span, message)
        .suggest(&name, schema.groups.iter().map(|g| g.key.as_str()));
    if diagnostic.help.is_none() {
        diagnostic = diagnostic.help(format!("define it in `[groups.{name}]`"));
    }
    ctx.report(diagnostic);
    None
}

/// Bounds that the schema's own objectives read survive any override: the alerts on them would go silent else. Only the
/// name before `{` matters.
fn keep_bounds(schema: &mut Schema) {
    let read: Vec<(String, Decimal, Span)> = schema
        .slos
        .iter()
        .filter_map(|slo| match &slo.indicator {
            Indicator::Latency { histogram, at_most } => {
                let name = histogram.split('{').next().unwrap_or("").trim().to_owned();
                Some((name, at_most.value, at_most.span))
            }
            _ => None,
        })
        .collect();
    for (name, bound, _) in read {
        let found = schema.metrics.iter().position(|m| m.kind == Kind::Histogram && m.name.text == name);
        let Some(mut index) = found else { continue };
        if let Some(of) = schema.metrics[index].alias_of {
            index = of.0;
        }
        if let Some(buckets) = &mut schema.metrics[index].buckets
            && buckets.bounds.contains(&bound)
            && !buckets.kept.contains(&bound)
        {
            buckets.kept.push(bound);
            buckets.kept.sort();
        }
    }
}
