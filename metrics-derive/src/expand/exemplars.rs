//! `mod exemplars`: a type for each label that an exemplar can have.

use super::{Context, docs, ident};
use metricspec_schema::model::Metric;
use metricspec_schema::names::pascal;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The module; nothing if no metric has exemplars.
pub(super) fn module(cx: &Context<'_>) -> Option<TokenStream> {
    let mut taken = BTreeSet::new();
    let names = cx.metrics.iter().flat_map(|(_, metric)| &metric.exemplar);
    let types: Vec<TokenStream> = names.filter(|name| taken.insert(pascal(name))).map(|name| label(cx, name)).collect();
    let doc =
        format!(" Labels of exemplars of the schema `{}`: a type each, for whatever can be displayed.", cx.schema.name);
    (!types.is_empty()).then(|| {
        quote! {
            #[doc = #doc]
            pub mod exemplars { #(#types)* }
        }
    })
}

fn label(cx: &Context<'_>, name: &str) -> TokenStream {
    let krate = &cx.krate;
    let of = ident(&pascal(name), cx.span);
    let doc = docs::doc([format!("Label `{name}` of an exemplar. The empty text leaves it out.")]);
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct #of<T>(pub T);
        #[automatically_derived]
        impl<T: ::core::fmt::Display> #krate::exemplar::Label for #of<T> {
            type Of = #of<()>;
            fn value(&self) -> &dyn ::core::fmt::Display { &self.0 }
        }
    }
}

/// The labels of a metric's exemplars as a type: `(exemplars::TraceId<()>,)`. Nothing if it has none.
pub(super) fn of(cx: &Context<'_>, metric: &Metric) -> Option<TokenStream> {
    let labels = metric.exemplar.iter().map(|name| ident(&pascal(name), cx.span));
    (!metric.exemplar.is_empty()).then(|| quote!((#(exemplars::#labels<()>,)*)))
}
