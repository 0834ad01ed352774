//! Doc comments: what the schema says, on every item.

use super::Context;
use metricspec_schema::model::{
    Deprecation, Kind, Label, LabelFormat, LabelId, LabelSet, LabelType, Metric, MetricId, Operation, Updates, Value,
};
use proc_macro2::TokenStream;
use quote::quote;

/// `#[doc = …]` with paragraphs.
pub(crate) fn doc(paragraphs: impl IntoIterator<Item = String>) -> TokenStream {
    let paragraphs: Vec<String> = paragraphs.into_iter().filter(|p| !p.is_empty()).collect();
    // rustdoc drops one blank at the start of each line, as rustc puts one there for `///`.
    let text: Vec<String> = paragraphs.join("\n\n").lines().map(|line| format!(" {line}")).collect();
    let text = text.join("\n");
    quote!(#[doc = #text])
}

/// A text that is no markdown, so that it looks as it is written: brackets would become links, `<…>` HTML.
pub(crate) fn plain(text: &str) -> String {
    let mut code = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '`' {
            code = !code;
        } else if !code && matches!(c, '\\' | '<' | '>' | '[' | ']' | '*') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What a metric is: help, description, kind, unit, labels, place.
pub(crate) fn metric(cx: &Context<'_>, metric: &Metric) -> TokenStream {
    let mut facts = format!("{} `{}`", kind(metric), metric.name.text);
    if let Some(unit) = &metric.unit {
        facts.push_str(&format!(", in {unit}"));
    }
    facts.push('.');
    if metric.name.prefixed && !cx.schema.prefix.env.is_empty() {
        facts.push_str(&format!(" `{}` changes the prefix.", cx.schema.prefix.env[0]));
    }
    let labels: Vec<String> = metric.labels.iter().map(|id| label_line(cx.schema.label(id.value))).collect();
    let labels = match labels.is_empty() {
        true => String::new(),
        false => format!("Labels:\n{}", labels.join("\n")),
    };
    let names: Vec<String> = metric.exemplar.iter().map(|name| format!("`{name}`")).collect();
    let exemplar = match names.is_empty() {
        true => String::new(),
        false => format!("Exemplars: {}.", names.join(", ")),
    };
    let state = metric.state.map_or_else(String::new, |id| format!("State: `{}`.", cx.schema.label(id).name));
    let condition = metric.condition.as_deref().map_or_else(String::new, |c| format!("Exposed only if: {}", plain(c)));
    let deprecated = metric.deprecated.as_ref().map_or_else(String::new, |d| {
        let instead = d.replacement.as_ref().map_or_else(String::new, |r| format!("; use `{r}`"));
        format!("{}{instead}.", deprecated_since(d))
    });
    let place = format!("Declared at `{}`.", cx.loaded.place_of(metric.key.span));
    let description = metric.description.clone().unwrap_or_default();
    doc([plain(&metric.help), description, facts, labels, exemplar, state, condition, deprecated, place])
}

fn kind(metric: &Metric) -> &'static str {
    match (metric.kind, metric.updates) {
        (Kind::Counter, Updates::Total) => "Counter of a total that is kept elsewhere",
        (Kind::Counter, Updates::Callback) => "Counter that is read at each scrape",
        (Kind::Counter, _) => "Counter",
        (Kind::Gauge, Updates::Snapshot) => "Gauge of which all series are set at once",
        (Kind::Gauge, Updates::Callback) => "Gauge that is read at each scrape",
        (Kind::Gauge, _) => "Gauge",
        (Kind::Histogram, _) => "Histogram",
        (Kind::Info, _) => "Info",
        (Kind::StateSet, _) => "State set",
        (Kind::Summary, _) => "Summary",
    }
}

fn label_line(label: &Label) -> String {
    let values = match &label.set {
        LabelSet::Closed(values) => format!("{} values", values.len()),
        LabelSet::Dependent { .. } => "depends on the label before it".to_owned(),
        LabelSet::Open { known, max_values } if known.is_empty() => format!("open, at most {max_values} values"),
        LabelSet::Open { known, max_values } => format!("open, {} known and at most {max_values} more", known.len()),
        LabelSet::Free => "free".to_owned(),
    };
    format!("- `{}`: {values}", label.name)
}

/// What an operation is: description, what it records when, what a dropped guard records, place.
pub(crate) fn operation(cx: &Context<'_>, operation: &Operation) -> TokenStream {
    let line =
        |id: Option<MetricId>, what: &str| id.map(|id| format!("- `{}`: {what}", cx.schema.metric(id).name.text));
    let lines: Vec<String> = [
        line(operation.started, "counted now"),
        line(operation.in_flight, "up until the end"),
        line(operation.finished, "counted at the end"),
        line(operation.duration, "observes the time until the end"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let outcome: Vec<String> =
        operation.outcome.iter().map(|(id, value)| format!("`{}=\"{value}\"`", cx.schema.label(*id).name)).collect();
    let end = match outcome.is_empty() {
        true => "It ends with `finish`, or when it is dropped.".to_owned(),
        false => format!("It ends with `finish`. Dropped before, it ends with {}.", outcome.join(", ")),
    };
    let records = format!("Starts the operation `{}`, which records:\n{}", operation.key, lines.join("\n"));
    let place = format!("Declared at `{}`.", cx.loaded.place_of(operation.key.span));
    doc([operation.description.clone(), records, end, place])
}

/// What a label is: description, exposed name, values, place.
pub(crate) fn label(cx: &Context<'_>, id: LabelId) -> TokenStream {
    let label = cx.schema.label(id);
    let mut facts = format!("Label `{}`: ", label.name);
    facts.push_str(match label.set {
        LabelSet::Closed(_) | LabelSet::Dependent { .. } => "closed",
        LabelSet::Open { .. } => "open",
        LabelSet::Free => "free",
    });
    if let LabelSet::Open { max_values, .. } = label.set {
        facts
            .push_str(&format!(", at most {max_values} values beside the known ones; further ones become `__other__`"));
    }
    if label.value_type == LabelType::U32 || label.value_type == LabelType::U64 {
        facts.push_str(match label.format {
            LabelFormat::Decimal => "; a decimal number",
            LabelFormat::Hex => "; a hexadecimal number",
        });
    }
    if label.optional {
        facts.push_str("; may be left out");
    }
    facts.push('.');
    let sibling = match label.set {
        LabelSet::Dependent { sibling, .. } => {
            let sibling = cx.schema.label(sibling);
            format!("One argument with the label `{}`: {}", sibling.name, sibling.description)
        }
        _ => String::new(),
    };
    let deprecated = label.deprecated.as_ref().map_or_else(String::new, |d| format!("{}.", deprecated_since(d)));
    let place = format!("Declared at `{}`.", cx.loaded.place_of(label.key.span));
    doc([label.description.clone(), sibling, facts, deprecated, place])
}

/// What a value is: its text, and its description.
pub(crate) fn value(value: &Value) -> TokenStream {
    let text = match value.text.value.as_str() {
        "" => "The empty value.".to_owned(),
        text => format!("`{text}`"),
    };
    let description = value.description.as_deref().map(plain).unwrap_or_default();
    let deprecated = value.deprecated.as_ref().map_or_else(String::new, |d| format!("{}.", deprecated_since(d)));
    doc([description, text, deprecated])
}

/// What a variant of a pair is: a value of the sibling, with the only value that goes with it.
pub(crate) fn pair(cx: &Context<'_>, sibling: &Value, only: Option<&Value>, dependent: LabelId) -> TokenStream {
    let dependent = &cx.schema.label(dependent).name;
    let text = |value: &Value| match value.text.value.as_str() {
        "" => "the empty value".to_owned(),
        text => format!("`{text}`"),
    };
    let description = sibling.description.as_deref().map(plain).unwrap_or_default();
    let rest = match only {
        Some(only) => format!("{}, and {} as `{dependent}`.", text(sibling), text(only)),
        None => format!("{}, with a choice of `{dependent}`.", text(sibling)),
    };
    let of_only = only.and_then(|o| o.description.as_deref()).map(plain).unwrap_or_default();
    doc([description, of_only, rest])
}

/// What the enum of the values is that may go with one value of the sibling.
pub(crate) fn choices(cx: &Context<'_>, value: &Value, sibling: LabelId, dependent: LabelId) -> TokenStream {
    let (sibling, dependent) = (cx.schema.label(sibling), cx.schema.label(dependent));
    let with = format!("Values of the label `{}` with `{}` as `{}`.", dependent.name, value.text, sibling.name);
    doc([dependent.description.clone(), with])
}

/// `Deprecated since 1.2.0`, or only that it is.
fn deprecated_since(deprecated: &Deprecation) -> String {
    deprecated.since.as_ref().map_or_else(|| "Deprecated".to_owned(), |since| format!("Deprecated since {since}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_shows_as_written() {
        assert_eq!(plain("a <b> [c] `d[0]` *e*"), r"a \<b\> \[c\] `d[0]` \*e\*");
    }

    #[test]
    fn empty_paragraphs_vanish() {
        let tokens = doc(["a".into(), String::new(), "b\nc".into()]).to_string();
        assert_eq!(tokens, "# [doc = \" a\\n \\n b\\n c\"]");
    }
}
