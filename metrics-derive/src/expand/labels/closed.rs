//! Closed labels and pairs of dependent ones: an enum each.

use super::{derives, head};
use crate::expand::names::PairVariant;
use crate::expand::{Context, docs, ident, pair_types};
use metricspec_schema::model::{LabelId, LabelType, Value};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// A closed label on its own.
pub(super) fn label(cx: &Context<'_>, id: LabelId, values: &[Value]) -> TokenStream {
    let label = cx.schema.label(id);
    let name = ident(&label.rust, cx.span);
    let head = head(cx, id);
    let (variants, items) = variants(cx, values);
    let exposed = &*label.name.value;
    let texts: Vec<TokenStream> = values.iter().map(|v| text(&[v])).collect();
    let index = quote!(self as ::core::primitive::usize);
    let all: Vec<TokenStream> = variants.iter().map(|v| quote!(#name::#v)).collect();
    let closed = closed(cx, &name, &[exposed], &texts, &index, &all);
    let from = (label.value_type == LabelType::Bool).then(|| from_bool(cx, &name, &variants));
    quote!(#head pub enum #name { #items } #closed #from)
}

/// A closed label with the one that depends on it.
pub(super) fn pair(cx: &Context<'_>, sibling: LabelId, dependent: LabelId) -> TokenStream {
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
    let closed = closed(cx, &name, &names, &texts, &index, &all);
    quote!(#head pub enum #name { #items } #inner_types #closed)
}

fn variants(cx: &Context<'_>, values: &[Value]) -> (Vec<Ident>, TokenStream) {
    let names: Vec<Ident> = values.iter().map(|v| ident(&v.rust, cx.span)).collect();
    let docs = values.iter().map(docs::value);
    let items = quote!(#(#docs #names),*);
    (names, items)
}

fn text(values: &[&Value]) -> TokenStream {
    let texts = values.iter().map(|v| &v.text.value);
    quote!(&[#(#texts),*])
}

fn closed(
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
