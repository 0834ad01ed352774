//! A type alias for each metric.

use super::{Context, borrows, docs, exemplars, ident};
use metricspec_schema::model::{Arg, Kind, Metric, MetricId, Updates, ValueType};
use proc_macro2::TokenStream;
use quote::quote;

/// Aliases for all metrics that a recorder has a field for, in the order of the table.
pub(super) fn metrics(cx: &Context<'_>) -> TokenStream {
    cx.metrics.iter().enumerate().map(|(index, (_, metric))| alias(cx, index, metric)).collect()
}

/// `index` is the metric's position in the run time's table, which has no second names.
fn alias(cx: &Context<'_>, index: usize, metric: &Metric) -> TokenStream {
    let krate = &cx.krate;
    let name = ident(&metric.rust, cx.span);
    let doc = docs::metric(cx, metric);
    let (open, closed) = open_and_closed(cx, metric);
    let (open, closed) = (open.iter().map(|a| arg_type(cx, *a)), closed.iter().map(|a| arg_type(cx, *a)));
    let kind = kind(cx, metric);
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let removable =
        metric.removable.then(|| quote!(#[automatically_derived] impl #krate::Removable<#index> for Schema {}));
    quote! {
        #doc
        pub type #name = #krate::Metric<Schema, #index, (#(#open,)*), (#(#closed,)*), #kind>;
        #removable
    }
}

/// Arguments of a call: open ones, then closed ones.
pub(super) fn open_and_closed(cx: &Context<'_>, metric: &Metric) -> (Vec<Arg>, Vec<Arg>) {
    metric.args(&cx.schema.labels).into_iter().partition(|arg| !cx.label(*arg).is_closed())
}

/// The argument type of a label, in its `'static` form.
pub(super) fn arg_type(cx: &Context<'_>, arg: Arg) -> TokenStream {
    let label = cx.label(arg);
    let name = ident(&label.rust, cx.span);
    let lifetime = borrows(label).then(|| quote!(<'static>));
    quote!(labels::#name #lifetime)
}

fn kind(cx: &Context<'_>, metric: &Metric) -> TokenStream {
    let krate = &cx.krate;
    let value = match metric.value_type {
        ValueType::U64 => quote!(::core::primitive::u64),
        ValueType::I64 => quote!(::core::primitive::i64),
        ValueType::F64 => quote!(::core::primitive::f64),
        ValueType::Bool => quote!(::core::primitive::bool),
        ValueType::Duration => quote!(::core::time::Duration),
    };
    let exemplar = exemplars::of(cx, metric).map(|labels| quote!(, #labels));
    match (metric.kind, metric.updates) {
        (Kind::Counter, Updates::Total) => quote!(#krate::kind::Total<#value>),
        (Kind::Counter, Updates::Callback) => quote!(#krate::kind::CallbackCounter<#value>),
        (Kind::Counter, _) => quote!(#krate::kind::Counter<#value #exemplar>),
        (Kind::Gauge, Updates::IncDec) => quote!(#krate::kind::UpDown<#value>),
        (Kind::Gauge, Updates::Snapshot) => quote!(#krate::kind::Snapshot<#value>),
        (Kind::Gauge, Updates::Callback) => quote!(#krate::kind::CallbackGauge<#value>),
        // Summaries are only ever metrics of others, which are no fields.
        (Kind::Gauge | Kind::Summary, _) => quote!(#krate::kind::Gauge<#value>),
        (Kind::Histogram, _) => quote!(#krate::kind::Histogram<#value #exemplar>),
        (Kind::Info, _) => quote!(#krate::kind::Info),
        (Kind::StateSet, _) => {
            let state = metric.state.map(|id| arg_type(cx, Arg::One(id)));
            quote!(#krate::kind::StateSet<#state>)
        }
    }
}

/// A metric that a recorder has a field for, by its key.
pub(crate) fn recorded<'a>(cx: &Context<'a>, key: &str) -> Option<(MetricId, &'a Metric)> {
    cx.metrics.iter().copied().find(|(_, metric)| metric.key.value == key)
}
