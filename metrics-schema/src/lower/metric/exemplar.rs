//! `exemplar` of a counter or a histogram: what a call may attach.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::tables::metric as keys;
use crate::lower::Context;
use crate::model::{Kind, Updates};
use crate::names;
use crate::source::Spanned;

/// Most labels of an exemplar.
const MOST: usize = 4;
/// Most characters of the names and values of an exemplar together, which is what OpenMetrics allows.
const MOST_CHARACTERS: usize = 128;
/// Room that names have to leave for values: a trace in hexadecimal digits has 32, a span 16.
const FOR_VALUES: usize = 64;

pub(super) fn lower(fields: Fields<'_>, kind: Kind, updates: Updates, ctx: &mut Context<'_>) -> Vec<Spanned<String>> {
    let named = fields.strings(&keys::EXEMPLAR);
    if !matches!(kind, Kind::Counter | Kind::Histogram) {
        return Vec::new();
    }
    let span = fields.key_span(&keys::EXEMPLAR).unwrap_or(fields.span);
    if !named.is_empty() && matches!(updates, Updates::Total | Updates::Callback) {
        let message = format!("`exemplar` is not for `updates = \"{}\"`", updates.as_str());
        ctx.report(
            Diagnostic::error(&catalogue::CONFLICTING_KEYS, span, message)
                .help("leave it out: an exemplar belongs to a call that counts one thing"),
        );
        return Vec::new();
    }
    let mut all: Vec<Spanned<String>> = Vec::new();
    for name in named {
        let rust = names::pascal(&name);
        if let Some(other) = all.iter().find(|other| names::pascal(other) == rust) {
            let message = match other.value == name.value {
                true => format!("the label `{name}` is named twice"),
                false => format!("`{other}` and `{name}` both give the type `{rust}`"),
            };
            ctx.report(Diagnostic::error(&catalogue::BAD_EXEMPLAR, name.span, message).help("leave one of them out"));
        } else if names::is_rust_keyword(&rust) || !names::is_rust_ident(&rust) {
            let message = format!("`{name}` gives no name of a type");
            ctx.report(Diagnostic::error(&catalogue::BAD_EXEMPLAR, name.span, message).help("use another name"));
        } else {
            all.push(name);
        }
    }
    if all.len() > MOST {
        let message = format!("an exemplar of {} labels; at most {MOST} are possible", all.len());
        ctx.report(Diagnostic::error(&catalogue::BAD_EXEMPLAR, span, message).help("keep those that find the trace"));
        all.truncate(MOST);
    }
    let characters: usize = all.iter().map(|name| name.value.chars().count()).sum();
    if characters > MOST_CHARACTERS - FOR_VALUES {
        let message = format!("the names of the exemplar's labels have {characters} characters");
        ctx.report(
            Diagnostic::error(&catalogue::BAD_EXEMPLAR, span, message)
                .note(format!("an exemplar has at most {MOST_CHARACTERS} characters, values included"))
                .help(format!("use shorter ones, of at most {} together", MOST_CHARACTERS - FOR_VALUES)),
        );
    }
    all
}
