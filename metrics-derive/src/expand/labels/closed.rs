//! A closed label on its own: an enum.

use super::head;
use super::values::{implement, text, variants};
use crate::expand::{Context, ident};
use metricspec_schema::model::{Arg, LabelSet, LabelType};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// Makes the type.
pub(super) fn expand(cx: &Context<'_>, arg: Arg) -> Option<TokenStream> {
    let label = cx.label(arg);
    let LabelSet::Closed(values) = &label.set else { return None };
    let name = ident(&label.rust, cx.span);
    let head = head(cx, arg.label());
    let (variants, items) = variants(cx, values);
    let exposed = &*label.name.value;
    let texts: Vec<TokenStream> = values.iter().map(|v| text(&[v])).collect();
    let index = quote!(self as ::core::primitive::usize);
    let all: Vec<TokenStream> = variants.iter().map(|v| quote!(#name::#v)).collect();
    let closed = implement(cx, &name, &[exposed], &texts, &index, &all);
    let from = (label.value_type == LabelType::Bool).then(|| from_bool(cx, &name, &variants));
    Some(quote!(#head pub enum #name { #items } #closed #from))
}

/// A call may pass a `bool` itself.
fn from_bool(cx: &Context<'_>, name: &Ident, variants: &[Ident]) -> TokenStream {
    let krate = &cx.krate;
    let fallback = format_ident!("False");
    let (no, yes) = (variants.first().unwrap_or(&fallback), variants.get(1).unwrap_or(&fallback));
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<::core::primitive::bool> for #name {
            #[inline]
            fn from(value: ::core::primitive::bool) -> Self { if value { #name::#yes } else { #name::#no } }
        }
        #[automatically_derived]
        impl #krate::label::Value<#name> for ::core::primitive::bool {
            #[inline]
            fn value(self) -> #name { <#name as ::core::convert::From<::core::primitive::bool>>::from(self) }
        }
    }
}
