//! What a recorder needs to be made and registered: const labels, a constructor, the implementation of `Metrics`.

use super::{Context, borrows, ident};
use metricspec_schema::model::{Arg, Metric};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// A field of a recorder that is a metric.
pub(crate) struct Field<'a> {
    /// Its name.
    pub(crate) name: Ident,
    /// Where mismatches of its type are shown.
    pub(crate) span: proc_macro2::Span,
    /// The metric.
    pub(crate) metric: &'a Metric,
}

/// The struct `ConstLabels`; nothing if the schema has no const labels.
pub(super) fn const_labels_struct(cx: &Context<'_>) -> Option<TokenStream> {
    let krate = &cx.krate;
    let lifetime = const_labels_lifetime(cx)?;
    let args = cx.const_args();
    let names = args.iter().map(|arg| ident(&cx.label(*arg).key.value, cx.span));
    let fields = args.iter().map(|arg| {
        let label = cx.label(*arg);
        let (name, of) = (ident(&label.key.value, cx.span), ident(&label.rust, cx.span));
        let doc = super::docs::label(cx, arg.label());
        let lifetime = borrows(label).then(|| quote!(<'a>));
        quote!(#doc pub #name: labels::#of #lifetime)
    });
    let values = args.iter().zip(names).enumerate().map(|(position, (arg, name))| {
        let of = super::metrics::arg_type(cx, *arg);
        match cx.label(*arg).is_closed() {
            true => quote!(values.closed::<#of>(#position, self.#name);),
            false => quote!(values.open::<#of>(#position, &self.#name);),
        }
    });
    let others = cx.schema.any_const_labels.then(|| {
        quote! {
            /// Further labels, name and value each, exposed on the metrics that admit them.
            pub others: &'a [(&'a ::core::primitive::str, &'a ::core::primitive::str)],
        }
    });
    let collect_others = cx.schema.any_const_labels.then(|| quote!(values.others(self.others);));
    let (declared, any) = match lifetime {
        true => (quote!(<'a>), quote!(<'_>)),
        false => (TokenStream::new(), TokenStream::new()),
    };
    let doc = format!(" Labels of the schema `{}` that are given once, when a recorder is registered.", cx.schema.name);
    Some(quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct ConstLabels #declared { #(#fields,)* #others }
        #[automatically_derived]
        impl #krate::label::ConstLabels for ConstLabels #any {
            fn collect(&self, values: &mut #krate::label::ConstValues) { #(#values)* #collect_others }
        }
    })
}

/// Whether `ConstLabels` borrows; `None` if there is no such struct.
fn const_labels_lifetime(cx: &Context<'_>) -> Option<bool> {
    let args = cx.const_args();
    let any = cx.schema.any_const_labels;
    (any || !args.is_empty()).then(|| any || args.iter().any(|arg: &Arg| borrows(cx.label(*arg))))
}

/// The type of the const labels that registration takes. Its lifetime is called so that a service's own cannot be.
fn const_labels_type(cx: &Context<'_>, module: &TokenStream) -> TokenStream {
    match const_labels_lifetime(cx) {
        None => quote!(()),
        Some(true) => quote!(#module ConstLabels<'metricspec>),
        Some(false) => quote!(#module ConstLabels),
    }
}

/// `impl Metrics`: which schema, which const labels, which recorders.
pub(crate) fn metrics_impl(
    cx: &Context<'_>,
    module: &TokenStream,
    name: &Ident,
    generics: &syn::Generics,
    fields: &[Field<'_>],
) -> TokenStream {
    let krate = &cx.krate;
    let const_labels = const_labels_type(cx, module);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let visits = fields.iter().map(|Field { name, span, .. }| quote_spanned!(*span=> visitor.metric(&self.#name);));
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Metrics for #name #ty_generics #where_clause {
            const SCHEMA: &'static #krate::desc::Schema = <#module Schema as #krate::Schema>::DESC;
            type ConstLabels<'metricspec> = #const_labels;
            fn visit(&self, visitor: &mut #krate::Visitor<'_>) { #(#visits)* }
        }
    }
}

/// The fields of a constructor's `Self { … }`. A field of another type than its metric's is an error here, shown at the
/// field.
pub(crate) fn constructor(cx: &Context<'_>, module: &TokenStream, fields: &[Field<'_>]) -> TokenStream {
    let fields = fields.iter().map(|Field { name, span, metric }| {
        let of = ident(&metric.rust, cx.span);
        quote_spanned!(*span=> #name: <#module #of>::new(),)
    });
    fields.collect()
}

/// The struct that has every metric of the schema.
pub(super) fn recorders(cx: &Context<'_>) -> TokenStream {
    let metrics = || cx.metrics.iter().map(|(_, metric)| *metric);
    let fields: Vec<Field<'_>> =
        metrics().map(|metric| Field { name: ident(&metric.key.value, cx.span), span: cx.span, metric }).collect();
    let declared = fields.iter().map(|Field { name, metric, .. }| {
        let of = ident(&metric.rust, cx.span);
        let doc = super::docs::metric(cx, metric);
        quote!(#doc pub #name: #of)
    });
    let here = TokenStream::new();
    let constructor = constructor(cx, &here, &fields);
    let name = format_ident!("Recorders");
    let metrics_impl = metrics_impl(cx, &here, &name, &syn::Generics::default(), &fields);
    let operations = super::operations(cx, &syn::parse_quote!(pub), &here, &name, &syn::Generics::default(), &fields);
    let doc = format!(" A recorder for every metric of the schema `{}`.", cx.schema.name);
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug)]
        pub struct #name { #(#declared),* }
        impl #name {
            /// Recorders that have recorded nothing yet; they can be `static`.
            pub const fn new() -> Self { Self { #constructor } }
        }
        #[automatically_derived]
        impl ::core::default::Default for #name {
            fn default() -> Self { Self::new() }
        }
        #operations
        #metrics_impl
    }
}
