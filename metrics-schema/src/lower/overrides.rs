//! An overrides file.

use super::rules::severity;
use super::{Context, Document, buckets};
use crate::diagnostic::Diagnostic;
use crate::fields::Fields;
use crate::language::tables::buckets::log;
use crate::language::tables::overrides::{self as keys, alert, buckets as bucket_keys, schema, slo};
use crate::model::{AlertOverride, Buckets, Overrides, SloOverride};

/// Lowers an overrides file.
pub(crate) fn lower(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Overrides {
    let mut ctx = Context { diagnostics, doubtful: Vec::new() };
    let fields = document.fields(&keys::TABLE);
    let mut overrides = Overrides::default();
    for entry in fields.map(&keys::SCHEMAS) {
        let table = Fields::of(&schema::TABLE, &entry.node, entry.key.span);
        overrides.prefixes.extend(table.spanned(&schema::PREFIX).map(|p| (entry.key.clone(), p)));
    }
    for of_schema in fields.map(&keys::BUCKETS) {
        for entry in of_schema.node.entries() {
            let table = Fields::of(&bucket_keys::TABLE, &entry.node, entry.key.span);
            let Some(formula) = table.table(&bucket_keys::LOG, &log::TABLE) else { continue };
            let Some((formula, bounds)) = buckets::log_formula(formula, &mut ctx) else { continue };
            let buckets =
                Buckets { formula, bounds, env: Vec::new(), kept: Vec::new(), preset: None, span: entry.key.span };
            overrides.buckets.push((of_schema.key.clone(), entry.key.clone(), buckets));
        }
    }
    for entry in fields.map(&keys::ALERTS) {
        let table = Fields::of(&alert::TABLE, &entry.node, entry.key.span);
        overrides.alerts.push(AlertOverride {
            name: entry.key.clone(),
            enabled: table.flag(&alert::ENABLED),
            threshold: table.number(&alert::THRESHOLD),
            expr: table.spanned(&alert::EXPR),
            for_: table.duration(&alert::FOR).map(|d| d.value),
            severity: table.word(&alert::SEVERITY).map(|w| severity(Some(w))),
        });
    }
    for of_schema in fields.map(&keys::SLOS) {
        for entry in of_schema.node.entries() {
            let table = Fields::of(&slo::TABLE, &entry.node, entry.key.span);
            overrides.slos.push(SloOverride {
                schema: of_schema.key.clone(),
                key: entry.key.clone(),
                enabled: table.flag(&slo::ENABLED),
                objective: table.number(&slo::OBJECTIVE),
                at_most: table.number(&slo::AT_MOST),
                min_rate: table.number(&slo::MIN_RATE).map(|n| n.value),
            });
        }
    }
    overrides
}
