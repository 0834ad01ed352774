//! A method for each operation: looks its series up, and hands them to the guard of the run time.

use super::metrics::arg_type;
use super::registration::Field;
use super::{Context, borrows, docs, ident, pair_types};
use metricspec_schema::model::{Arg, LabelId, LabelSet, Metric, MetricId, Operation};
use metricspec_schema::names::is_rust_keyword;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// `impl NAME { … }` with the operations all of whose metrics are among the fields; nothing if there are none.
pub(crate) fn operations(
    cx: &Context<'_>,
    vis: &syn::Visibility,
    module: &TokenStream,
    name: &Ident,
    generics: &syn::Generics,
    fields: &[Field<'_>],
) -> Option<TokenStream> {
    let has = |id: MetricId| fields.iter().any(|f| f.metric.key.value == cx.schema.metric(id).key.value);
    let mut methods = cx
        .schema
        .operations
        .iter()
        .filter(|operation| operation.metrics().all(has))
        .map(|operation| Method { cx, module, operation }.expand(vis))
        .peekable();
    methods.peek()?;
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    Some(quote! {
        #[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic)]
        impl #impl_generics #name #ty_generics #where_clause { #(#methods)* }
    })
}

/// The method of an operation.
struct Method<'a, 'c> {
    cx: &'a Context<'c>,
    /// Path of the schema's module with `::`, if the method does not stand in it.
    module: &'a TokenStream,
    operation: &'a Operation,
}

impl Method<'_, '_> {
    fn expand(&self, vis: &syn::Visibility) -> TokenStream {
        let (cx, module, operation) = (self.cx, self.module, self.operation);
        let krate = &cx.krate;
        let name = ident(&operation.key.value, cx.span);
        let doc = docs::operation(cx, operation);
        let start = operation.start_args(cx.schema);
        let (closed, open): (Vec<Arg>, Vec<Arg>) = start.iter().partition(|arg| cx.label(**arg).is_closed());
        let open = open.iter().map(|arg| {
            let (label, parameter) = (cx.label(*arg), self.parameter(*arg));
            let of = ident(&label.rust, cx.span);
            let lifetime = borrows(label).then(|| quote!(<'_>));
            quote!(#parameter: #module labels::#of #lifetime)
        });
        let (names, types): (Vec<Ident>, Vec<TokenStream>) =
            closed.iter().map(|arg| (self.parameter(*arg), arg_type(cx, *arg))).unzip();
        let outcome = operation.outcome_args(cx.schema);
        let outcome_types = outcome.iter().map(|arg| arg_type(cx, *arg));
        let dropped = outcome.iter().map(|arg| self.dropped(*arg));
        let started = operation.started.map(|id| {
            let series = self.series(id);
            quote!(#series.inc();)
        });
        let in_flight = operation.in_flight.map(|id| {
            let series = self.series(id);
            quote!(.in_flight(#series.guard()))
        });
        let at_end = [operation.finished, operation.duration].into_iter().flatten().map(|id| {
            let (series, offsets) = (self.series(id), self.offsets(cx.schema.metric(id), &outcome));
            quote!(.at_end(#series.at_end(&[#(&[#(#offsets),*]),*])))
        });
        quote! {
            #doc
            #vis fn #name(
                &self,
                #(#open,)*
                #(#names: impl #krate::label::Value<#module #types>),*
            ) -> #krate::Operation<(#(#module #outcome_types,)*)> {
                #(let #names = #krate::label::Value::<#module #types>::value(#names);)*
                #started
                #krate::Operation::start((#(#dropped,)*)) #in_flight #(#at_end)*
            }
        }
    }

    /// Name of the parameter that takes an argument.
    fn parameter(&self, arg: Arg) -> Ident {
        let key = &self.cx.label(arg).key.value;
        // No key of a label ends in `_`.
        if is_rust_keyword(key) { format_ident!("{key}_") } else { ident(key, self.cx.span) }
    }

    /// The series of a metric, with the outcome of a dropped guard.
    fn series(&self, id: MetricId) -> TokenStream {
        let metric = self.cx.schema.metric(id);
        let name = ident(&metric.key.value, self.cx.span);
        let mut args = metric.args(&self.cx.schema.labels);
        if args.is_empty() {
            return quote!(self.#name);
        }
        args.sort_by_key(|arg| self.cx.label(*arg).is_closed());
        let values = args.iter().map(|arg| match self.outcome(arg.label()) {
            Some(_) => self.dropped(*arg),
            None => {
                let parameter = self.parameter(*arg);
                quote!(#parameter)
            }
        });
        quote!(self.#name.with(#(#values),*))
    }

    /// The value that a dropped guard has for an outcome label.
    fn outcome(&self, label: LabelId) -> Option<&str> {
        self.operation.outcome.iter().find(|(id, _)| *id == label).map(|(_, value)| value.value.as_str())
    }

    /// The same in Rust, of a whole argument.
    fn dropped(&self, arg: Arg) -> TokenStream {
        let (cx, module) = (self.cx, self.module);
        let label = cx.label(arg);
        let of = ident(&label.rust, cx.span);
        let value = self.outcome(arg.label());
        match (&label.set, arg) {
            (LabelSet::Closed(values), _) => {
                let variant = values.iter().find(|v| Some(v.text.value.as_str()) == value).map(|v| &v.rust);
                let variant = variant.map(|v| ident(v, cx.span));
                quote!(#module labels::#of::#variant)
            }
            (_, Arg::Pair { sibling, .. }) => {
                let of_sibling = self.outcome(sibling);
                let pairs = pair_types(cx.schema, label);
                let pair = pairs.iter().find(|p| Some(p.value.text.value.as_str()) == of_sibling);
                let variant = pair.map(|p| ident(&p.value.rust, cx.span));
                let choice = pair.and_then(|p| {
                    let inner = ident(p.holds.as_deref()?, cx.span);
                    let choice = p.choices.iter().find(|v| Some(v.text.value.as_str()) == value)?;
                    let choice = ident(&choice.rust, cx.span);
                    Some(quote!((#module labels::#inner::#choice)))
                });
                quote!(#module labels::#of::#variant #choice)
            }
            // Only closed labels are outcomes.
            _ => TokenStream::new(),
        }
    }

    /// For each outcome label how far the series of its values lie behind that of the first: the last of a metric's closed
    /// labels changes fastest.
    fn offsets(&self, metric: &Metric, outcome: &[Arg]) -> Vec<Vec<Literal>> {
        let schema = self.cx.schema;
        let args = metric.args(&schema.labels);
        let values = |arg: &Arg| match self.cx.label(*arg).is_closed() {
            true => self.cx.label(*arg).cardinality().unwrap_or(1),
            false => 1,
        };
        let offsets = |outcome: &Arg| {
            let Some(at) = args.iter().position(|arg| arg.sibling() == outcome.sibling()) else { return Vec::new() };
            let step: u64 = args[at + 1..].iter().map(values).product();
            let positions: Vec<u64> = match (&self.cx.label(*outcome).set, args[at]) {
                // The metric has the pair's sibling alone.
                (LabelSet::Dependent { groups, .. }, Arg::One(_)) => {
                    (0..).zip(groups).flat_map(|(i, group)| std::iter::repeat_n(i, group.len())).collect()
                }
                _ => (0..values(outcome)).collect(),
            };
            positions.into_iter().map(|i| Literal::u64_unsuffixed(i * step)).collect()
        };
        outcome.iter().map(offsets).collect()
    }
}
