//! What closed labels and pairs share: variants, and the implementation of `label::Closed`.

use crate::expand::{Context, docs, ident};
use metricspec_schema::model::Value;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Names of the variants of some values, and the variants themselves.
pub(super) fn variants(cx: &Context<'_>, values: &[Value]) -> (Vec<Ident>, TokenStream) {
    let names: Vec<Ident> = values.iter().map(|v| ident(&v.rust, cx.span)).collect();
    let docs = values.iter().map(docs::value);
    let items = quote!(#(#docs #names),*);
    (names, items)
}

/// The exposed texts of a value, or of a pair of values.
pub(super) fn text(values: &[&Value]) -> TokenStream {
    let texts = values.iter().map(|v| &v.text.value);
    quote!(&[#(#texts),*])
}

/// `label::Closed` for an enum: exposed names, texts of all its values, the body of `index`, all its values in Rust.
pub(super) fn implement(
    cx: &Context<'_>,
    name: &Ident,
    exposed: &[&str],
    texts: &[TokenStream],
    index: &TokenStream,
    all: &[TokenStream],
) -> TokenStream {
    let krate = &cx.krate;
    quote! {
        #[automatically_derived]
        impl #krate::label::Closed for #name {
            const DESC: &'static #krate::desc::ClosedLabel = &#krate::desc::ClosedLabel {
                names: &[#(#exposed),*],
                values: &[#(#texts),*],
            };
            #[inline]
            fn index(self) -> ::core::primitive::usize { #index }
            fn from_index(index: ::core::primitive::usize) -> ::core::option::Option<Self> {
                const ALL: &[#name] = &[#(#all),*];
                ALL.get(index).copied()
            }
        }
    }
}
