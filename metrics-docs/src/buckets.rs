//! The buckets of a histogram.

use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::code;
use metricspec_schema::model::{Buckets, Decimal, Formula, Kind, Metric, Native};

/// Adds the bounds, where they come from, what changes them, and the series that the histogram exposes.
pub(crate) fn add(metric: &Metric, page: &mut Page<'_>) {
    if metric.kind != Kind::Histogram {
        return;
    }
    if let Some(buckets) = &metric.buckets {
        page.block(&bounds(buckets));
        page.block(&variables(buckets));
    }
    if let Some(native) = &metric.native {
        page.block(&exponential(native));
    }
    let name = &metric.name.text;
    let mut series = vec![format!("{name}_sum"), format!("{name}_count")];
    if metric.buckets.is_some() {
        series.insert(0, format!("{name}_bucket"));
    }
    page.block(&format!("_Exposes:_ {}", codes(series.iter().map(String::as_str), In::Block)));
}

/// `_Buckets:_ …`, for a metric and for external ones.
pub(crate) fn bounds(buckets: &Buckets) -> String {
    let bounds: Vec<String> = buckets.bounds.iter().map(ToString::to_string).chain(["+Inf".to_owned()]).collect();
    let bounds = codes(bounds.iter().map(String::as_str), In::Block);
    let formula = match &buckets.formula {
        Formula::Bounds => String::new(),
        Formula::Linear { start, width, count } => format!("linear: {count} from {start} in steps of {width}"),
        Formula::Exponential { start, factor, count } => {
            format!("exponential: {count} from {start}, each {factor} times the one before")
        }
        Formula::Log { min, max, count } => {
            format!("logarithmic: {count} between {min} and {max}, to two significant digits")
        }
    };
    let preset = buckets.preset.as_ref().map(|p| format!("preset {}", code(p, In::Block))).unwrap_or_default();
    let origin: Vec<String> = [formula, preset].into_iter().filter(|s| !s.is_empty()).collect();
    let origin = if origin.is_empty() { String::new() } else { format!(" ({})", origin.join("; ")) };
    format!("_Buckets:_ {bounds}{origin}")
}

/// `_Native buckets:_ …`.
fn exponential(native: &Native) -> String {
    let number = |value: f64| Decimal::from_f64(value).unwrap_or(Decimal::ZERO).rounded(4).to_string();
    format!(
        "_Native buckets:_ {}, each bound {} times the one before, up to {}; what is at most {} counts as 0. Servers see them in the protobuf format alone",
        native.count,
        number(native.growth()),
        number(native.highest()),
        number(native.zero_threshold())
    )
}

fn variables(buckets: &Buckets) -> String {
    let stems = |env: &String| {
        codes(
            [format!("{env}_MIN"), format!("{env}_MAX"), format!("{env}_COUNT")].iter().map(String::as_str),
            In::Block,
        )
    };
    let Some((current, older)) = buckets.env.split_first() else { return String::new() };
    let mut text = format!("_Overridden by:_ {} of the process", stems(current));
    for env in older {
        text.push_str(&format!("; the older {} are still read", stems(env)));
    }
    if !buckets.kept.is_empty() {
        let kept: Vec<String> = buckets.kept.iter().map(ToString::to_string).collect();
        let kept = codes(kept.iter().map(String::as_str), In::Block);
        text.push_str(&format!(". Objectives read {kept}, which stays in any case"));
    }
    text
}
