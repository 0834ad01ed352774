//! `mod labels`: a type for each label that a schema uses.

mod open;
mod values;

/// Declares the kinds of labels: a file each, with a function that makes the type of a label if it is of that kind.
macro_rules! kinds {
    ($($kind:ident,)*) => {
        $(mod $kind;)*
        const KINDS: &[fn(&Context<'_>, Arg) -> Option<TokenStream>] = &[$($kind::expand),*];
    };
}

kinds! {
    closed,
    pair,
    text,
    number,
}

use super::{Context, docs, ident, pair_types};
use metricspec_schema::model::{Arg, LabelId, LabelSet};
use metricspec_schema::source::FileId;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The types of the labels that the metrics and const labels of a schema use; those of files that another module was made
/// of are taken from there.
pub(crate) fn labels(cx: &Context<'_>) -> TokenStream {
    let mut own = TokenStream::new();
    let mut taken: Vec<(FileId, Vec<Ident>)> = cx.shared.iter().map(|(file, _)| (*file, Vec::new())).collect();
    for arg in used(cx) {
        let file = cx.label(arg).file;
        match taken.iter_mut().find(|(shared, _)| *shared == file) {
            Some((_, names)) => names.extend(type_names(cx, arg)),
            None => own.extend(label_type(cx, arg)),
        }
    }
    for ((_, path), (_, names)) in cx.shared.iter().zip(&taken) {
        own.extend((!names.is_empty()).then(|| quote!(#[doc(inline)] pub use #path::{#(#names),*};)));
    }
    own
}

/// The types of all labels that there are.
pub(super) fn all_labels(cx: &Context<'_>) -> TokenStream {
    all(cx).into_iter().map(|arg| label_type(cx, arg)).collect()
}

/// Arguments that occur somewhere, each once, in the order of the labels.
fn used(cx: &Context<'_>) -> Vec<Arg> {
    let states = cx.metrics.iter().filter_map(|(_, m)| m.state).map(Arg::One);
    let mut used: Vec<Arg> = cx.metrics.iter().flat_map(|(_, m)| m.args(&cx.schema.labels)).collect();
    used.extend(cx.const_args().into_iter().chain(states));
    used.sort_by_key(|arg| (arg.label(), matches!(arg, Arg::Pair { .. })));
    used.dedup();
    used
}

/// Every label as an argument.
fn all(cx: &Context<'_>) -> Vec<Arg> {
    let arg = |(i, label): (usize, &metricspec_schema::model::Label)| match label.set {
        LabelSet::Dependent { sibling, .. } => Arg::Pair { sibling, dependent: LabelId(i) },
        _ => Arg::One(LabelId(i)),
    };
    let mut all: Vec<Arg> = cx.schema.labels.iter().enumerate().map(arg).collect();
    all.retain(|arg| !cx.second.contains(&arg.label()));
    all
}

fn label_type(cx: &Context<'_>, arg: Arg) -> TokenStream {
    KINDS.iter().find_map(|expand| expand(cx, arg)).unwrap_or_default()
}

fn type_names(cx: &Context<'_>, arg: Arg) -> Vec<Ident> {
    let label = cx.label(arg);
    let mut names = vec![ident(&label.rust, cx.span)];
    if let Arg::Pair { .. } = arg {
        names.extend(pair_types(cx.schema, label).iter().filter_map(|v| v.holds.as_deref()).map(|n| ident(n, cx.span)));
    }
    names
}

/// `#[derive]`s of a label's type.
fn derives() -> TokenStream {
    quote! {
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq, ::core::cmp::Eq,
            ::core::hash::Hash, ::core::cmp::PartialOrd, ::core::cmp::Ord
        )]
    }
}

/// Doc comment and derives of the type of a label.
fn head(cx: &Context<'_>, id: LabelId) -> TokenStream {
    let doc = docs::label(cx, id);
    let derives = derives();
    quote!(#doc #derives)
}
