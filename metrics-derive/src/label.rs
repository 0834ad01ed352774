//! `#[derive(Label)]`: a service's own enum in place of a closed label.

use crate::attributes::{Args, FilePath};
use crate::expand::{self, Context, PairVariant, ident, pair_types};
use crate::fields::path_text;
use crate::item::{Body, Head, Item};
use crate::load::Loaded;
use crate::opened::{Opened, krate};
use crate::output::{Output, quoted, way_out};
use crate::place::Origin;
use metricspec_schema::model::{Label, LabelSet, Value};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// Expands the derive.
pub(crate) fn derive(input: TokenStream, origin: &Origin) -> TokenStream {
    let mut out = Output::default();
    let item = Item::parse(input);
    let mut args = Args::of_attributes(&item.attributes, &mut out);
    let written = args.text("schema", "schemas/http.toml", &mut out);
    let label = args.path("label", "http::labels::Endpoint", &mut out);
    let krate = krate(&mut args, &mut out);
    let incomplete = (written.is_none() && !args.given("schema")) || (label.is_none() && !args.given("label"));
    args.finish(&mut out);
    match (written, label) {
        (Some(written), Some(label)) => expand(&item, &written, &label, krate, origin, &mut out),
        _ if incomplete => out.mistake(
            item.span(),
            "`Label` needs to know the label: `#[metrics(label = http::labels::Endpoint, schema = \"schemas/http.toml\")]`",
        ),
        _ => {}
    }
    out.into_tokens()
}

/// A value of a label.
struct Target {
    /// In Rust: `http::labels::Endpoint::Completions`.
    value: TokenStream,
    /// The variant's name: `Completions`. In a pair with a choice, that of the dependent value.
    name: String,
    /// What is exposed: `completions`. In a pair with a choice, both values: `error/overload`.
    text: String,
}

fn expand(item: &Item, written: &FilePath, path: &syn::Path, krate: TokenStream, origin: &Origin, out: &mut Output) {
    let loaded = out.take(Loaded::either(written, origin));
    let opened = loaded.map(|loaded| Opened::of(loaded, written, krate.clone(), out));
    let Some((opened, cx)) = opened.as_ref().and_then(|o| Some((o, o.context()?))) else { return };
    out.items(expand::track(&cx));
    let Some(head) = &item.head else { return };
    let Body::Variants(parts) = &head.body else {
        return out.mistake(item.span(), "`Label` is for enums: one variant for each value of the label");
    };
    let Some(targets) = targets(&cx, path, opened.sound, out) else { return };
    let mut arms = Vec::new();
    let mut used = vec![false; targets.len()];
    let mut sound = opened.sound && !parts.broken;
    for variant in &parts.whole {
        match target(&targets, variant, opened.sound, out) {
            Some(at) => {
                used[at] = true;
                let (name, value) = (&variant.ident, &targets[at].value);
                arms.push(quote!(Self::#name => #value));
            }
            None => sound = false,
        }
    }
    let missing: Vec<&Target> = targets.iter().zip(&used).filter(|(_, used)| !**used).map(|(t, _)| t).collect();
    if sound && !missing.is_empty() {
        let names = quoted(missing.iter().map(|t| t.text.as_str()));
        out.mistake(
            item.span(),
            format!(
                "`{}` has no variant for {names} of the label `{}`\n  help: add {}",
                head.name,
                path_text(path),
                quoted(missing.iter().map(|t| t.name.as_str()))
            ),
        );
    }
    out.items(value_impl(head, path, &krate, &arms, sound, targets.len()));
}

fn value_impl(
    head: &Head,
    path: &syn::Path,
    krate: &TokenStream,
    arms: &[TokenStream],
    sound: bool,
    count: usize,
) -> TokenStream {
    let name = &head.name;
    let (impl_generics, ty_generics, where_clause) = head.generics.split_for_impl();
    // A variant that could not be mapped has its error already.
    let rest = (!sound).then(|| quote!(_ => loop {},));
    let message = format!("`{}` has other values than the schema that `{name}` was checked against", path_text(path));
    quote! {
        #[allow(unused_qualifications)]
        const _: () = ::core::assert!(<#path as #krate::label::Closed>::DESC.values.len() == #count, #message);
        #[automatically_derived]
        impl #impl_generics #krate::label::Value<#path> for #name #ty_generics #where_clause {
            #[inline]
            #[allow(unreachable_patterns, unused_qualifications)]
            fn value(self) -> #path { match self { #(#arms,)* #rest } }
        }
    }
}

/// Values of the label whose type a path names.
fn targets(cx: &Context<'_>, path: &syn::Path, sound: bool, out: &mut Output) -> Option<Vec<Target>> {
    let wanted = path.segments.last().map(|s| s.ident.unraw().to_string()).unwrap_or_default();
    let closed = || cx.schema.labels.iter().filter(|l| l.is_closed());
    if let Some(label) = closed().find(|l| l.rust.value == wanted) {
        return Some(targets_of(cx, path, label));
    }
    if sound {
        let name = &cx.schema.name.value;
        let message = match cx.schema.labels.iter().find(|l| l.rust.value == wanted) {
            Some(label) => format!("the label `{}` is not closed: any text or number can be its value", label.key),
            None => {
                let way_out = way_out(&wanted, closed().map(|l| l.rust.value.as_str()));
                format!("the schema `{name}` has no closed label whose type is `{wanted}`{way_out}")
            }
        };
        out.mistake_at(path, message);
    }
    None
}

fn targets_of(cx: &Context<'_>, path: &syn::Path, label: &Label) -> Vec<Target> {
    if let LabelSet::Closed(values) = &label.set {
        let target = |v: &Value| {
            let variant = ident(&v.rust, path.span());
            Target { value: quote!(#path::#variant), name: v.rust.clone(), text: v.text.value.clone() }
        };
        return values.iter().map(target).collect();
    }
    // The enums of choices stand beside the enum of the pair.
    let beside = path.segments.iter().take(path.segments.len().saturating_sub(1));
    let (colon, beside) = (&path.leading_colon, quote!(#(#beside::)*));
    let mut targets = Vec::new();
    for PairVariant { value, choices, holds } in pair_types(cx.schema, label) {
        let variant = ident(&value.rust, path.span());
        let Some(holds) = holds else {
            let (name, text) = (value.rust.clone(), value.text.value.clone());
            targets.push(Target { value: quote!(#path::#variant), name, text });
            continue;
        };
        let holds = ident(&holds, path.span());
        for choice in choices {
            let inner = ident(&choice.rust, path.span());
            targets.push(Target {
                value: quote!(#path::#variant(#colon #beside #holds::#inner)),
                name: choice.rust.clone(),
                text: format!("{}/{}", value.text, choice.text),
            });
        }
    }
    targets
}

/// Position of the value that a variant stands for: the one that it names, or the one of its own name.
fn target(targets: &[Target], variant: &syn::Variant, sound: bool, out: &mut Output) -> Option<usize> {
    let attributes: Vec<TokenStream> = variant.attrs.iter().map(|a| a.meta.to_token_stream()).collect();
    let mut args = Args::of_attributes(&attributes, out);
    let named = args.text("value", "chat_completions", out);
    args.finish(out);
    if !variant.fields.is_empty() {
        out.mistake(
            variant.ident.span(),
            format!("variant `{}` has fields; a value of a label has none", variant.ident),
        );
        return None;
    }
    let name = variant.ident.unraw().to_string();
    let (at, span, mistake) = match &named {
        Some(value) => (
            targets.iter().position(|t| t.text == value.text),
            value.span,
            format!("no value `{}`{}", value.text, way_out(&value.text, targets.iter().map(|t| t.text.as_str()))),
        ),
        None => (
            // A name that two values of a pair share stands for neither.
            targets
                .iter()
                .position(|t| t.name == name)
                .filter(|_| targets.iter().filter(|t| t.name == name).count() == 1),
            variant.ident.span(),
            format!(
                "no value is called `{name}`{}\n  help: say which value it is: `#[metrics(value = \"…\")]`",
                way_out(&name, targets.iter().map(|t| t.name.as_str()))
            ),
        ),
    };
    if at.is_none() && sound {
        out.mistake(span, mistake);
    }
    at
}
