//! An open or free text: a wrapper that borrows it, with constants for known values.

use super::open::{self, Parts};
use crate::expand::{Context, borrows, docs, ident};
use metricspec_schema::model::{Arg, Label, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Makes the type.
pub(super) fn expand(cx: &Context<'_>, arg: Arg) -> Option<TokenStream> {
    let label = cx.label(arg);
    let (known, _) = open::bounds(label).filter(|_| borrows(label))?;
    open::expand(cx, arg, |name, label| parts(name, label, known))
}

fn parts(name: &Ident, label: &Label, known: &[Value]) -> Parts {
    let str = quote!(&'a ::core::primitive::str);
    let (inner, text, from_text) = match label.optional {
        false => (
            str,
            quote!({
                let _ = buffer;
                arg.0
            }),
            quote!(::core::option::Option::Some(#name(text))),
        ),
        true => (
            quote!(::core::option::Option<#str>),
            quote!({
                let _ = buffer;
                arg.0.unwrap_or("")
            }),
            quote! {
                ::core::option::Option::Some(#name(if text.is_empty() {
                    ::core::option::Option::None
                } else {
                    ::core::option::Option::Some(text)
                }))
            },
        ),
    };
    let constants = known.iter().map(|value| {
        let (doc, constant, text) = (docs::value(value), ident(&value.constant(), name.span()), &value.text.value);
        let text = if label.optional { quote!(::core::option::Option::Some(#text)) } else { quote!(#text) };
        quote!(#doc pub const #constant: #name<'static> = #name(#text);)
    });
    let constants = (!known.is_empty()).then(|| quote!(impl #name<'_> { #(#constants)* }));
    Parts { item: quote!(pub struct #name<'a>(pub #inner); #constants), text, from_text }
}
