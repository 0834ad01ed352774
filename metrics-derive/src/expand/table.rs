//! The table that the run time reads: everything that a schema says about its metrics, as one constant.

use super::metrics::open_and_closed;
use super::{Context, metrics::arg_type};
use metricspec_schema::model::{Arg, Buckets, Decimal, Formula, Kind, LabelId, Metric, MetricId, Native, ValueType};
use proc_macro2::TokenStream;
use quote::quote;

/// The type `Schema` with its table.
pub(super) fn schema(cx: &Context<'_>) -> TokenStream {
    let krate = &cx.krate;
    let (name, path, fingerprint) = (&cx.schema.name.value, cx.loaded.path(), cx.loaded.fingerprint());
    let (default, env) = (option(cx.schema.prefix.default.as_ref()), &cx.schema.prefix.env);
    let const_labels = cx.const_args().into_iter().map(|arg| {
        let name = &cx.label(arg).name.value;
        quote!(#krate::desc::ConstLabel { names: &[#name] })
    });
    let metrics = cx.metrics.iter().map(|(id, m)| metric(cx, *id, m));
    let doc = format!(" The schema `{name}`: what the recorders of this module know about themselves.");
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct Schema;
        #[automatically_derived]
        impl #krate::Schema for Schema {
            const DESC: &'static #krate::desc::Schema = &#krate::desc::Schema {
                name: #name,
                path: #path,
                fingerprint: #fingerprint,
                prefix: #krate::desc::Prefix { default: #default, env: &[#(#env),*] },
                const_labels: &[#(#const_labels),*],
                metrics: &[#(#metrics),*],
            };
        }
    }
}

fn metric(cx: &Context<'_>, id: MetricId, metric: &Metric) -> TokenStream {
    let krate = &cx.krate;
    let (key, help) = (&metric.key.value, &metric.help.value);
    let name = name(cx, metric);
    let kind = match metric.kind {
        Kind::Counter => quote!(Counter),
        Kind::Gauge | Kind::Summary => quote!(Gauge),
        Kind::Histogram => quote!(Histogram),
        Kind::Info => quote!(Info),
        Kind::StateSet => quote!(StateSet),
    };
    let unit = option(metric.unit.as_ref().map(|u| &u.text));
    let nanos = match metric.value_type {
        ValueType::Duration => metric.unit.as_ref().and_then(|u| u.nanos_per_unit()).unwrap_or(1),
        _ => 1,
    };
    let (open, closed) = open_and_closed(cx, metric);
    let open = open.iter().map(|a| desc(cx, *a, "Open"));
    let closed = closed.iter().map(|a| desc(cx, *a, "Closed"));
    let const_labels = positions(cx, &metric.const_labels);
    let (any, initial_zero) = (metric.any_const_labels, metric.initial == metricspec_schema::model::Initial::Zero);
    let buckets = option(metric.buckets.as_ref().map(|b| buckets(cx, b)));
    let native = option(metric.native.as_ref().map(|native| {
        let Native { schema, lowest, count, .. } = native;
        quote!(#krate::desc::Native { schema: #schema, lowest: #lowest, count: #count })
    }));
    let exemplar = metric.exemplar.iter().map(|name| &name.value);
    let state = option(metric.state.map(|id| desc(cx, Arg::One(id), "Closed")));
    let aliases = cx.schema.aliases_of(id).map(|m| alias(cx, m));
    let source = cx.loaded.place_of(metric.key.span);
    quote! {
        #krate::desc::Metric {
            key: #key,
            name: #name,
            help: #help,
            kind: #krate::desc::Kind::#kind,
            unit: #unit,
            nanos_per_unit: #nanos,
            open: &[#(#open),*],
            closed: &[#(#closed),*],
            const_labels: &[#(#const_labels),*],
            any_const_labels: #any,
            buckets: #buckets,
            native: #native,
            exemplar: &[#(#exemplar),*],
            state: #state,
            initial_zero: #initial_zero,
            aliases: &[#(#aliases),*],
            source: #source,
        }
    }
}

fn alias(cx: &Context<'_>, metric: &Metric) -> TokenStream {
    let krate = &cx.krate;
    let (name, help) = (name(cx, metric), &metric.help.value);
    let (const_labels, any) = (positions(cx, &metric.const_labels), metric.any_const_labels);
    let source = cx.loaded.place_of(metric.key.span);
    quote! {
        #krate::desc::Alias {
            name: #name,
            help: #help,
            const_labels: &[#(#const_labels),*],
            any_const_labels: #any,
            source: #source,
        }
    }
}

fn name(cx: &Context<'_>, metric: &Metric) -> TokenStream {
    let krate = &cx.krate;
    match &metric.name.template {
        Some(template) => {
            let (before, after) = (&template.before, &template.after);
            let label = &cx.schema.label(template.label).name.value;
            quote!(#krate::desc::Name::Template { before: #before, label: #label, after: #after })
        }
        None if metric.name.prefixed => {
            let key = &metric.key.value;
            quote!(#krate::desc::Name::Prefixed(#key))
        }
        None => {
            let text = &metric.name.text;
            quote!(#krate::desc::Name::Whole(#text))
        }
    }
}

fn buckets(cx: &Context<'_>, buckets: &Buckets) -> TokenStream {
    let krate = &cx.krate;
    let (bounds, kept) = (floats(&buckets.bounds), floats(&buckets.kept));
    let env = &buckets.env;
    let log = option(match &buckets.formula {
        Formula::Log { min, max, count } => {
            let (min, max, count) = (min.to_f64(), max.to_f64(), *count as usize);
            Some(quote!(#krate::desc::Log { min: #min, max: #max, count: #count }))
        }
        _ => None,
    });
    quote! {
        #krate::desc::Buckets { bounds: &[#(#bounds),*], log: #log, env: &[#(#env),*], kept: &[#(#kept),*] }
    }
}

fn floats(numbers: &[Decimal]) -> impl Iterator<Item = f64> {
    numbers.iter().map(|n| n.to_f64())
}

fn desc(cx: &Context<'_>, arg: Arg, form: &str) -> TokenStream {
    let (krate, of) = (&cx.krate, arg_type(cx, arg));
    let form = super::ident(form, proc_macro2::Span::call_site());
    quote!(<#of as #krate::label::#form>::DESC)
}

/// Positions of the const labels of a metric among the fields of `ConstLabels`.
fn positions(cx: &Context<'_>, labels: &[LabelId]) -> Vec<usize> {
    let args = cx.const_args();
    labels.iter().filter_map(|id| args.iter().position(|arg| arg.label() == *id)).collect()
}

fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
