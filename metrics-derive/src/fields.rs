//! Fields of a service's struct against the metrics of its schema.

use crate::attributes::Args;
use crate::expand::{Context, Field, ident, recorded};
use crate::item::{Body, Head, Item};
use crate::output::{Output, quoted};
use metricspec_schema::diagnostic::nearest;
use metricspec_schema::model::Metric;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use std::collections::HashSet;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// Most lines of code that a message proposes.
const MOST_LINES: usize = 20;

/// A field as it is written.
pub(crate) struct Written<'i> {
    /// Its name.
    pub(crate) name: &'i Ident,
    /// Its type.
    pub(crate) ty: &'i syn::Type,
    /// `#[metrics(skip)]`: no metric, but an argument of the constructor.
    pub(crate) skip: bool,
}

/// Fields that are what they should be.
pub(crate) struct Checked<'a> {
    /// The metrics among them.
    pub(crate) metrics: Vec<Field<'a>>,
    /// Whether all of them are, so that the struct can be constructed.
    pub(crate) constructible: bool,
}

/// Reads the fields of a struct, as far as they are whole.
pub(crate) fn read<'i>(item: &'i Item, out: &mut Output) -> Vec<Written<'i>> {
    let Some(Head { body: Body::Fields(parts), .. }) = &item.head else { return Vec::new() };
    let mut fields = Vec::with_capacity(parts.whole.len());
    for field in &parts.whole {
        let attributes: Vec<TokenStream> = field.attrs.iter().map(|a| a.meta.to_token_stream()).collect();
        let mut args = Args::of_attributes(&attributes, out);
        // A field with an argument that nobody knows is meant to be something else than a metric.
        let skip = args.flag("skip", out) | !args.is_empty();
        args.finish(out);
        fields.extend(field.ident.as_ref().map(|name| Written { name, ty: &field.ty, skip }));
    }
    fields
}

/// Checks fields: each is a metric and has its type, and unless the struct is `partial`, each metric is a field. Of a
/// schema with mistakes, and of a struct that is not whole, only what is certain is checked.
pub(crate) fn check<'a>(
    cx: &Context<'a>,
    head: &Head,
    module: &TokenStream,
    fields: &[Written<'_>],
    sound: bool,
    partial: bool,
    out: &mut Output,
) -> Checked<'a> {
    let whole = matches!(&head.body, Body::Fields(parts) if !parts.broken);
    let mut checked = Checked { metrics: Vec::new(), constructible: whole };
    let mut seen = HashSet::new();
    for field in fields.iter().filter(|f| !f.skip) {
        let key = field.name.unraw().to_string();
        let Some((_, metric)) = recorded(cx, &key) else {
            checked.constructible = false;
            if sound {
                out.mistake(field.name.span(), unknown(cx, &key));
            }
            continue;
        };
        // The compiler reports a field that is there twice.
        if !seen.insert(key) {
            checked.constructible = false;
        } else if let Some(other) = type_of_another(cx, field.ty, metric) {
            let module = path_text(module);
            let right = format!("{module}::{}", metric.rust);
            out.mistake_at(
                field.ty,
                format!("field `{}` has the type of the metric `{other}`\n  help: use `{right}`", field.name),
            );
            checked.constructible = false;
        } else {
            checked.metrics.push(Field { name: field.name.clone(), span: field.ty.span(), metric });
        }
    }
    if sound && whole && !partial {
        let missing: Vec<&Metric> =
            cx.metrics.iter().map(|(_, m)| *m).filter(|m| !seen.contains(&m.key.value)).collect();
        // A field with a wrong name may be meant to be one that is missing; one mistake is enough.
        if !missing.is_empty() && checked.constructible {
            out.mistake(head.name.span(), incomplete(cx, head, module, &missing));
            checked.constructible = false;
        }
    }
    checked
}

fn unknown(cx: &Context<'_>, key: &str) -> String {
    let schema = &cx.schema.name.value;
    if let Some(id) = cx.schema.metric_by_key(key).and_then(|id| cx.schema.metric(id).alias_of) {
        let of = &cx.schema.metric(id).key.value;
        return format!(
            "`{key}` is a second name of the metric `{of}` and no field\n  help: the recorder of `{of}` feeds both"
        );
    }
    let keys = cx.metrics.iter().map(|(_, m)| m.key.value.as_str());
    let help = match nearest(key, keys) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "put `#[metrics(skip)]` on a field that is no metric".to_owned(),
    };
    format!("field `{key}` is no metric of the schema `{schema}`\n  help: {help}")
}

fn incomplete(cx: &Context<'_>, head: &Head, module: &TokenStream, missing: &[&Metric]) -> String {
    let count = match missing.len() {
        1 => "a metric".to_owned(),
        n => format!("{n} metrics"),
    };
    let names = quoted(missing.iter().map(|m| m.key.value.as_str()));
    let mut message = format!("`{}` has no field for {count} of the schema `{}`: {names}", head.name, cx.schema.name);
    message.push_str("\n  help: add\n");
    let module = path_text(module);
    for metric in missing.iter().take(MOST_LINES) {
        message.push_str(&format!("            pub {}: {module}::{},\n", metric.key, metric.rust));
    }
    if missing.len() > MOST_LINES {
        message.push_str("            …\n");
    }
    message.push_str("  help: or say `partial` in `#[metrics(…)]`");
    message
}

/// The key of another metric whose type the last part of a path names. A type that is no metric's at all is left to the
/// compiler: it may be an alias of the right one.
fn type_of_another<'a>(cx: &Context<'a>, ty: &syn::Type, metric: &Metric) -> Option<&'a str> {
    let syn::Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?.ident.unraw().to_string();
    if last == metric.rust {
        return None;
    }
    cx.metrics.iter().find(|(_, m)| m.rust == last).map(|(_, m)| m.key.value.as_str())
}

/// A path without the blanks between its tokens.
pub(crate) fn path_text(path: &impl ToTokens) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

/// Types that the fields name in a module which lacks them because its schema has mistakes: as stubs they keep one
/// mistake one error.
pub(crate) fn stubs(module: &str, fields: &[Written<'_>], cx: Option<&Context<'_>>) -> TokenStream {
    let mut names: Vec<String> = Vec::new();
    for field in fields.iter().filter(|f| !f.skip) {
        let syn::Type::Path(path) = field.ty else { continue };
        let mut segments = path.path.segments.iter().rev().map(|s| s.ident.unraw().to_string());
        let (Some(last), Some(of)) = (segments.next(), segments.next()) else { continue };
        let known = cx.is_some_and(|cx| cx.metrics.iter().any(|(_, m)| m.rust == last));
        if of == module && !known && !names.contains(&last) {
            names.push(last);
        }
    }
    let stub = |name: &String| {
        let name = ident(name, Span::call_site());
        quote::quote! {
            /// Stands in for a type that the schema would have, had it no mistakes.
            pub type #name = ::core::marker::PhantomData<()>;
        }
    };
    names.iter().map(stub).collect()
}
