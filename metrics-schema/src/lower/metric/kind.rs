//! What the kind of a metric allows, and what it makes the default.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::fields::Fields;
use crate::language::Key;
use crate::language::tables::metric::{self as keys};
use crate::lower::Context;
use crate::model::{Initial, Kind, Unit, Updates, ValueType};

/// Keys that only some kinds have.
pub(super) fn keys(fields: Fields<'_>, kind: Kind, ctx: &mut Context<'_>) {
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

pub(super) fn updates(fields: Fields<'_>, kind: Kind, ctx: &mut Context<'_>) -> Updates {
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

pub(super) fn value_type(fields: Fields<'_>, kind: Kind, unit: Option<&Unit>, ctx: &mut Context<'_>) -> ValueType {
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

pub(super) fn initial(fields: Fields<'_>, kind: Kind, updates: Updates, open: bool, ctx: &mut Context<'_>) -> Initial {
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

pub(super) fn removable(
    fields: Fields<'_>,
    kind: Kind,
    value_type: ValueType,
    open: bool,
    ctx: &mut Context<'_>,
) -> bool {
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
