//! Keys are fields of a recorder, and types in `PascalCase`: no two may meet.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::lower::Context;
use crate::model::Metric;
use crate::names;
use crate::source::{Span, Spanned};
use std::collections::HashMap;

/// Keys are fields of a recorder, and types in `PascalCase`.
pub(super) fn check(metrics: &[Metric], ctx: &mut Context<'_>) {
    exemplars(metrics, ctx);
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

/// Labels of exemplars are types of one module. Those of one metric have been compared.
fn exemplars(metrics: &[Metric], ctx: &mut Context<'_>) {
    let mut seen: HashMap<String, &Spanned<String>> = HashMap::new();
    for name in metrics.iter().filter(|m| m.alias_of.is_none()).flat_map(|m| &m.exemplar) {
        let rust = names::pascal(name);
        let other = *seen.entry(rust.clone()).or_insert(name);
        if other.value != name.value {
            let message = format!("`{other}` and `{name}` both give the type `{rust}`");
            ctx.report(
                Diagnostic::error(&catalogue::BAD_EXEMPLAR, name.span, message)
                    .related(other.span, "the other one")
                    .help("give both one name"),
            );
        }
    }
}
