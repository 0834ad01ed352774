//! `[external.NAME]` and `[removed.NAME]`.

use super::metric::range;
use super::{Context, buckets, deprecation, waivers};
use crate::fields::Fields;
use crate::language::tables::external::{self as keys, removed};
use crate::language::tables::root;
use crate::model::{External, Kind, Removed, Schema};
use crate::tree::{Entry, Value};

pub(super) fn lower(root: Fields<'_>, schema: &mut Schema, ctx: &mut Context<'_>) {
    schema.externals = externals(root.map(&root::EXTERNAL), ctx);
    for entry in root.map(&root::REMOVED) {
        let fields = Fields::of(&removed::TABLE, &entry.node, entry.key.span);
        schema.removed.push(Removed {
            name: entry.key.clone(),
            since: fields.spanned(&removed::SINCE),
            replacement: fields.spanned(&removed::USE),
            reason: fields.text(&removed::REASON),
        });
    }
}

/// `[external.NAME]` tables, of a schema or of the project file.
pub(super) fn externals(entries: &[Entry], ctx: &mut Context<'_>) -> Vec<External> {
    entries.iter().map(|e| external(e, ctx)).collect()
}

fn external(entry: &Entry, ctx: &mut Context<'_>) -> External {
    let fields = Fields::of(&keys::TABLE, &entry.node, entry.key.span);
    let kind = fields.word(&keys::TYPE).map(|word| match word {
        "gauge" => Kind::Gauge,
        "histogram" => Kind::Histogram,
        "info" => Kind::Info,
        "stateset" => Kind::StateSet,
        "summary" => Kind::Summary,
        _ => Kind::Counter,
    });
    let labels = fields.node(&keys::LABELS).map(|node| match &node.value {
        Value::Array(_) => node.strings().into_iter().map(|name| (name, Vec::new())).collect(),
        _ => node
            .entries()
            .iter()
            .map(|e| (e.key.clone(), e.node.strings().into_iter().map(|s| s.value).collect()))
            .collect(),
    });
    let buckets = fields.entry(&keys::BUCKETS).and_then(|e| match &e.node.value {
        Value::Array(_) => buckets::list(&e.node, ctx),
        _ => buckets::table(fields.table(&keys::BUCKETS, &crate::language::tables::buckets::TABLE)?, ctx),
    });
    External {
        name: entry.key.clone(),
        kind,
        help: fields.text(&keys::HELP),
        description: fields.text(&keys::DESCRIPTION),
        unit: fields.unit(&keys::UNIT),
        range: range(fields.node(&keys::RANGE_KEY), ctx),
        labels,
        state: fields.text(&keys::STATE),
        buckets,
        url: fields.text(&keys::URL),
        deprecated: deprecation(fields, &keys::DEPRECATED),
        waivers: waivers(fields, &keys::ALLOW),
    }
}
