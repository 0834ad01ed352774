//! Names of generated items.

use metricspec_schema::model::{Label, LabelId, LabelSet, Schema, Value};
use metricspec_schema::names::is_rust_ident;
use proc_macro2::{Ident, Span};
use std::collections::HashSet;

/// A name from the model. The model has only identifiers, but a schema with mistakes is expanded too.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    if is_rust_ident(name) {
        return Ident::new(name, span);
    }
    let replaced: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    Ident::new(&format!("__{replaced}"), span)
}

/// The module of a file of shared labels: its name without the ending, in `snake_case`.
pub(crate) fn module_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

/// The types of a pair: for each value of the sibling its variant, the values that may go with it, and where there is a
/// choice, the name of the enum that the variant holds.
pub(crate) struct PairVariant<'a> {
    /// The sibling's value.
    pub(crate) value: &'a Value,
    /// The values that may go with it.
    pub(crate) choices: &'a [Value],
    /// Name of the enum of the choices, if there is more than one.
    pub(crate) holds: Option<String>,
}

/// See [`PairVariant`]. Empty if the label is no dependent one.
pub(crate) fn pair_types<'a>(schema: &'a Schema, dependent: &'a Label) -> Vec<PairVariant<'a>> {
    let LabelSet::Dependent { sibling, groups } = &dependent.set else { return Vec::new() };
    let LabelSet::Closed(values) = &schema.label(*sibling).set else { return Vec::new() };
    let variant = |(value, group): (&'a Value, &'a Vec<Value>)| PairVariant {
        value,
        choices: group,
        holds: (group.len() > 1).then(|| dependent.choice_type(value)),
    };
    values.iter().zip(groups).map(variant).collect()
}

/// Labels whose types are called like those of labels before them.
pub(super) fn second_labels(schema: &Schema) -> HashSet<LabelId> {
    let mut taken = HashSet::new();
    let mut second = HashSet::new();
    for (i, label) in schema.labels.iter().enumerate() {
        let choices = pair_types(schema, label).into_iter().filter_map(|variant| variant.holds);
        for name in choices.chain([label.rust.value.clone()]) {
            if !taken.insert(name) {
                second.insert(LabelId(i));
            }
        }
    }
    second
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_of_shared_files() {
        for (path, want) in [("schemas/shared.toml", "shared"), ("My-labels.toml", "my_labels"), ("a/b", "b")] {
            assert_eq!(module_name(path), want);
        }
    }

    #[test]
    fn any_text_gives_an_identifier() {
        for text in ["", "4xx", "Self", "a b", "ä"] {
            assert!(ident(text, Span::call_site()).to_string().starts_with("__"), "{text}");
        }
        assert_eq!(ident("Model", Span::call_site()).to_string(), "Model");
    }
}
