//! Buckets of a metric.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric as keys;
use crate::lower::{Context, buckets};
use crate::model::{Buckets, Schema};
use crate::tree::Value;

pub(super) fn buckets_of(fields: Fields<'_>, schema: &Schema, ctx: &mut Context<'_>) -> Option<Buckets> {
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
