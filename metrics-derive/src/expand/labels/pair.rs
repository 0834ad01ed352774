//! A closed label with the one that depends on it: an enum of the sibling's values, which hold an enum where there is a
//! choice.

use super::values::{implement, text, variants};
use super::{derives, head};
use crate::expand::{Context, PairVariant, docs, ident, pair_types};
use metricspec_schema::model::Arg;
use proc_macro2::TokenStream;
use quote::quote;

/// Makes the types.
pub(super) fn expand(cx: &Context<'_>, arg: Arg) -> Option<TokenStream> {
    let Arg::Pair { sibling, dependent } = arg else { return None };
    let label = cx.schema.label(dependent);
    let name = ident(&label.rust, cx.span);
    let pairs = pair_types(cx.schema, label);
    let head = head(cx, dependent);
    let mut items = TokenStream::new();
    let mut inner_types = TokenStream::new();
    let mut texts = Vec::new();
    let mut all = Vec::new();
    let mut indices = Vec::new();
    for PairVariant { value, choices, holds } in &pairs {
        let variant = ident(&value.rust, cx.span);
        let first = texts.len();
        texts.extend(choices.iter().map(|choice| text(&[value, choice])));
        match holds {
            None => {
                let doc = docs::pair(cx, value, choices.first(), dependent);
                items.extend(quote!(#doc #variant,));
                indices.push(quote!(#name::#variant => #first));
                all.push(quote!(#name::#variant));
            }
            Some(inner) => {
                let inner = ident(inner, cx.span);
                let doc = docs::pair(cx, value, None, dependent);
                items.extend(quote!(#doc #variant(#inner),));
                indices.push(quote!(#name::#variant(choice) => #first + choice as ::core::primitive::usize));
                let (variants, inner_items) = variants(cx, choices);
                all.extend(variants.iter().map(|v| quote!(#name::#variant(#inner::#v))));
                let (doc, derives) = (docs::choices(cx, value, sibling, dependent), derives());
                inner_types.extend(quote!(#doc #derives pub enum #inner { #inner_items }));
            }
        }
    }
    let names = [&*cx.schema.label(sibling).name.value, &*label.name.value];
    let index = quote!(match self { #(#indices),* });
    let closed = implement(cx, &name, &names, &texts, &index, &all);
    Some(quote!(#head pub enum #name { #items } #inner_types #closed))
}
