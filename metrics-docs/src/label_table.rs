//! The table of a metric's labels.

use crate::markdown::In;
use crate::markdown::page::{Page, codes};
use crate::markdown::text::{code, link, prose};
use crate::site::{Site, label_ids, sibling};
use metricspec_schema::model::{Deprecation, Label, LabelFormat, LabelSet, LabelType, Metric, Schema, Value};

/// Adds the table, and what it cannot say.
pub(crate) fn add(site: &Site<'_>, schema: &Schema, metric: &Metric, page: &mut Page<'_>) {
    let in_name = metric.name.template.as_ref().map(|t| t.label);
    let rows: Vec<Vec<String>> = label_ids(metric)
        .filter(|id| Some(*id) != in_name && site.shows_label(schema.label(*id)))
        .map(|id| {
            let kind = match () {
                () if metric.const_labels.contains(&id) => Some("const"),
                () if metric.state == Some(id) => Some("state"),
                () => None,
            };
            row(site, schema, schema.label(id), kind, page)
        })
        .collect();
    page.table(&["Label", "Description", "Default", "Validation"], &rows);
    if metric.any_const_labels {
        page.block("The process may add constant labels of its own.");
    }
}

fn row(site: &Site<'_>, schema: &Schema, label: &Label, role: Option<&str>, page: &Page<'_>) -> Vec<String> {
    let url = site.label_url(label, &page.path);
    let kind = match (&label.set, &url) {
        (LabelSet::Closed(_), _) => "enum".to_owned(),
        (LabelSet::Dependent { .. }, _) => {
            let by = sibling(schema, label).map(|s| code(&s.name.value, In::Cell)).unwrap_or_default();
            format!("enum by {by}")
        }
        (LabelSet::Open { .. } | LabelSet::Free, Some(url)) => link(&label_text(label), url),
        (LabelSet::Open { .. }, None) => "open".to_owned(),
        (LabelSet::Free, None) => "free".to_owned(),
    };
    let role = role.map(|r| format!(" _{r}_")).unwrap_or_default();
    let mut description = page.cell(&label.description);
    if let Some(deprecated) = &label.deprecated {
        description.push_str(&format!("<br>{}", deprecation(deprecated, In::Cell)));
    }
    vec![
        format!("{} _{kind}_{role}", code(&label.name.value, In::Cell)),
        description,
        if label.optional { "empty".into() } else { String::new() },
        validation(schema, label, url.as_deref()),
    ]
}

/// Text of the link to an open label's section: its key, which tells labels of one name apart.
fn label_text(label: &Label) -> String {
    crate::markdown::text::text(&label.key.value)
}

/// What a value can be.
fn validation(schema: &Schema, label: &Label, url: Option<&str>) -> String {
    // Where values have texts of their own, the label's section has them.
    let texts = |values: &[Value]| {
        let described = values.iter().any(|v| v.description.is_some() || v.deprecated.is_some());
        url.filter(|_| described).map(|url| format!("; {}", link("what they mean", url))).unwrap_or_default()
    };
    match &label.set {
        LabelSet::Closed(values) => {
            format!("Enum: {}{}", values_of(values), texts(values))
        }
        LabelSet::Dependent { sibling, groups } => {
            let LabelSet::Closed(of) = &schema.label(*sibling).set else { return String::new() };
            let groups_text: Vec<String> = of
                .iter()
                .zip(groups)
                .map(|(value, group)| format!("{}: {}", code(&value.text.value, In::Cell), values_of(group)))
                .collect();
            format!("{}{}", groups_text.join("; "), texts(&groups.concat()))
        }
        LabelSet::Open { known, max_values } => {
            let known = if known.is_empty() { String::new() } else { format!("; known: {}", values_of(known)) };
            format!("{}MaxValues: {max_values}, then `__other__`{known}", number_type(label))
        }
        LabelSet::Free => format!("{}Any value", number_type(label)),
    }
}

/// `u64, hex; `: of a label of numbers.
fn number_type(label: &Label) -> String {
    let name = match label.value_type {
        LabelType::U32 => "u32",
        LabelType::U64 => "u64",
        LabelType::String | LabelType::Bool => return String::new(),
    };
    match label.format {
        LabelFormat::Decimal => format!("{name}; "),
        LabelFormat::Hex => format!("{name}, hexadecimal; "),
    }
}

fn values_of(values: &[Value]) -> String {
    codes(values.iter().map(|v| v.text.value.as_str()), In::Cell)
}

/// A deprecation in one sentence or two, without what to use instead.
pub(crate) fn deprecation(deprecated: &Deprecation, place: In) -> String {
    let mut text = "**Deprecated**".to_owned();
    if let Some(since) = &deprecated.since {
        text.push_str(&format!(" since {}", prose(&since.value, place)));
    }
    if let Some(remove_in) = &deprecated.remove_in {
        text.push_str(&format!(", to be removed in {}", prose(&remove_in.value, place)));
    }
    text.push('.');
    if let Some(reason) = &deprecated.reason {
        text.push_str(&format!(" {}", prose(reason, place)));
    }
    text
}
