//! What open and free labels share: the implementation of `label::Open`.

use super::head;
use crate::expand::{Context, borrows, ident};
use metricspec_schema::model::{Arg, Label, LabelSet, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The parts that differ from kind to kind.
pub(super) struct Parts {
    /// The type, without its documentation and derives.
    pub(super) item: TokenStream,
    /// Body of `text(arg, buffer)`.
    pub(super) text: TokenStream,
    /// Body of `from_text(text)`.
    pub(super) from_text: TokenStream,
}

/// Values known beforehand, and how many further ones there may be, of a label that is open or free.
pub(super) fn bounds(label: &Label) -> Option<(&[Value], Option<u32>)> {
    match &label.set {
        LabelSet::Open { known, max_values } => Some((known, Some(*max_values))),
        LabelSet::Free => Some((&[], None)),
        LabelSet::Closed(_) | LabelSet::Dependent { .. } => None,
    }
}

/// The type with its implementation; `None` if the label is not open.
pub(super) fn expand(cx: &Context<'_>, arg: Arg, parts: impl FnOnce(&Ident, &Label) -> Parts) -> Option<TokenStream> {
    let label = cx.label(arg);
    let (known, max_values) = bounds(label)?;
    let name = ident(&label.rust, cx.span);
    let head = head(cx, arg.label());
    let Parts { item, text, from_text } = parts(&name, label);
    let (stat, any, arg) = match borrows(label) {
        false => (quote!(#name), quote!(#name), quote!(#name)),
        true => (quote!(#name<'static>), quote!(#name<'_>), quote!(#name<'a>)),
    };
    let krate = &cx.krate;
    let exposed = &label.name.value;
    let texts = known.iter().map(|v| &v.text.value);
    let optional = label.optional;
    let max_values = match max_values {
        Some(max) => quote!(::core::option::Option::Some(#max)),
        None => quote!(::core::option::Option::None),
    };
    Some(quote! {
        #head #item
        #[automatically_derived]
        impl #krate::label::Open for #stat {
            type Arg<'a> = #arg;
            const DESC: &'static #krate::desc::OpenLabel = &#krate::desc::OpenLabel {
                name: #exposed,
                known: &[#(#texts),*],
                max_values: #max_values,
                optional: #optional,
            };
            #[inline]
            fn text<'b>(arg: &'b #any, buffer: &'b mut #krate::label::Text) -> &'b ::core::primitive::str { #text }
            fn from_text(text: &::core::primitive::str) -> ::core::option::Option<#any> { #from_text }
        }
    })
}
