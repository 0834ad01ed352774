//! `#[derive(Metrics)]`: a service's own struct as a recorder.

use crate::attributes::{Args, FilePath};
use crate::expand::{self, Context};
use crate::fields::{self, Checked, Written};
use crate::item::{Body, Head, Item};
use crate::opened::{Common, Opened};
use crate::output::Output;
use crate::place::Origin;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

/// Expands the derive.
pub(crate) fn derive(input: TokenStream, origin: &Origin) -> TokenStream {
    let mut out = Output::default();
    let item = Item::parse(input);
    let mut args = Args::of_attributes(&item.attributes, &mut out);
    let written = args.text("schema", "schemas/http.toml", &mut out);
    let mut options = Options {
        partial: args.flag("partial", &mut out),
        types: args.path("types", "crate::http", &mut out),
        operations: args.switch("operations", &mut out),
        common: Common::take(&mut args, &mut out),
    };
    // Whoever makes the types says what is wrong with their schema; that it is the same one is asserted.
    options.common.reported = options.types.is_some();
    let given = args.given("schema");
    args.finish(&mut out);
    match written {
        Some(written) => expand(&item, &written, options, origin, &mut out),
        None if given => {}
        None => out.mistake(item.span(), "`#[metrics(schema = \"…\")]` is missing: the path of the schema's file"),
    }
    out.into_tokens()
}

struct Options {
    partial: bool,
    types: Option<syn::Path>,
    /// Whether there are methods for operations.
    operations: bool,
    common: Common,
}

fn expand(item: &Item, written: &FilePath, options: Options, origin: &Origin, out: &mut Output) {
    let fields = fields::read(item, out);
    let opened = Opened::open(written, options.common, origin, out);
    let Some((opened, cx)) = opened.as_ref().and_then(|o| Some((o, o.context()?))) else {
        if options.types.is_none() {
            out.items(stub_module(item, written, &fields));
        }
        return;
    };
    out.items(expand::track(&cx));
    let module = match &options.types {
        Some(types) => {
            out.items(same_schema(&cx, types));
            types.to_token_stream()
        }
        None => {
            let name = &cx.schema.name.value;
            let stubs = (!opened.sound).then(|| fields::stubs(name, &fields, Some(&cx)));
            out.items(expand::module(&cx, &item.vis, false, stubs));
            expand::ident(name, cx.span).to_token_stream()
        }
    };
    let Some(head) = &item.head else { return };
    if !matches!(head.body, Body::Fields(_)) || head.keyword != "struct" {
        return out
            .mistake(item.span(), "`Metrics` is for structs with named fields: one for each metric of the schema");
    }
    let checked = fields::check(&cx, head, &module, &fields, opened.sound, options.partial, out);
    let module = quote!(#module::);
    out.items(with_metrics(&cx, &item.vis, head, &module, &fields, &checked));
    if options.operations {
        let operations = expand::operations(&cx, &item.vis, &module, &head.name, &head.generics, &checked.metrics);
        out.items(operations);
    }
    out.items(expand::metrics_impl(&cx, &module, &head.name, &head.generics, &checked.metrics));
}

/// Asserts that a module was made of the same schema.
fn same_schema(cx: &Context<'_>, types: &syn::Path) -> TokenStream {
    let (krate, fingerprint) = (&cx.krate, cx.loaded.fingerprint());
    let message = format!(
        "the module `{}` was made of another schema than `{}`, or of another state of it",
        fields::path_text(types),
        cx.loaded.path()
    );
    quote_spanned! {types.span()=>
        #[allow(unused_qualifications)]
        const _: () = ::core::assert!(<#types::Schema as #krate::Schema>::DESC.fingerprint == #fingerprint, #message);
    }
}

/// The constructor, which takes the fields that are no metrics.
fn with_metrics(
    cx: &Context<'_>,
    vis: &syn::Visibility,
    head: &Head,
    module: &TokenStream,
    fields: &[Written<'_>],
    checked: &Checked<'_>,
) -> TokenStream {
    let name = &head.name;
    let (impl_generics, ty_generics, where_clause) = head.generics.split_for_impl();
    let skipped = || fields.iter().filter(|f| f.skip);
    let params = skipped().map(|Written { name, ty, .. }| quote!(#name: #ty));
    let names = skipped().map(|f| &f.name);
    let body = match checked.constructible {
        true => {
            let metrics = expand::constructor(cx, module, &checked.metrics);
            quote!(Self { #metrics #(#names,)* })
        }
        // There is an error already; whoever calls this gets no second one.
        false => quote!(loop {}),
    };
    quote! {
        impl #impl_generics #name #ty_generics #where_clause {
            /// New recorders, which have recorded nothing yet, with the fields that are no metrics.
            #[allow(dead_code, unreachable_pub, unused_variables, clippy::all, clippy::pedantic)]
            #vis const fn with_metrics(#(#params),*) -> Self { #body }
        }
    }
}

/// The module of a schema that could not be read: types that the fields name in a module called like the file.
fn stub_module(item: &Item, written: &FilePath, fields: &[Written<'_>]) -> TokenStream {
    let name = expand::module_name(&written.text);
    let (stubs, module, vis) = (fields::stubs(&name, fields, None), expand::ident(&name, written.span), &item.vis);
    quote! {
        /// Stands in for the module of a schema that could not be read.
        #[allow(dead_code, unreachable_pub)]
        #vis mod #module { #stubs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The expansion of a derive on `schemas/http.toml`, without blanks.
    fn expansion(arguments: &str, item: &str) -> String {
        let origin = Origin { package: Some(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()), file: None };
        let input = format!("#[metrics(schema = \"schemas/http.toml\"{arguments})] {item}");
        derive(input.parse().expect("tokens"), &origin).to_string().replace(' ', "")
    }

    #[test]
    fn types_are_there_whatever_is_typed() {
        for item in [
            "pub struct S { requests_total: http::RequestsTotal, x }",
            "pub struct S { requests_total: http:: }",
            "pub struct S { requests_total: http::RequestsTotal active_requests: }",
            "pub struct S { # }",
            "pub struct S<T",
            "pub struct",
            "pub",
        ] {
            let expansion = expansion("", item);
            assert!(expansion.contains("pubmodhttp{") && expansion.contains("pubtypeRequestsTotal="), "{item}");
            assert!(!expansion.contains("compile_error"), "{item}: {expansion}");
        }
    }

    #[test]
    fn types_are_there_whatever_the_arguments_are() {
        for (arguments, errors) in [(", part", 1), (", types =", 1), (", include = , crate", 2), (", ,", 0), (", =", 1)]
        {
            let expansion = expansion(arguments, "struct S { requests_total: http::RequestsTotal, x }");
            assert!(expansion.contains("modhttp{"), "{arguments}");
            assert_eq!(expansion.matches("compile_error").count(), errors, "{arguments}");
        }
    }

    #[test]
    fn the_run_time_is_named_by_a_path_that_holds_in_the_module() {
        let item = "struct S { requests_total: http::RequestsTotal }";
        for (path, errors) in [("::m", 0), ("crate::m", 0), ("m", 0), ("self::m", 1), ("super::m", 1)] {
            let expansion = expansion(&format!(", partial, crate = {path}"), item);
            assert_eq!(expansion.matches("compile_error").count(), errors, "{path}");
            assert_eq!(expansion.contains("::metricspec::"), errors == 1, "{path}");
        }
    }

    #[test]
    fn whole_fields_of_a_half_typed_struct_are_recorders() {
        let expansion = expansion("", "struct S { requests_total: http::RequestsTotal, active_requests: http:: }");
        assert!(expansion.contains("::metricspec::MetricsforS"), "{expansion}");
        assert!(expansion.contains("visitor.metric(&self.requests_total);"));
        assert!(!expansion.contains("visitor.metric(&self.active_requests);"));
    }

    #[test]
    fn the_module_has_the_visibility_of_the_struct() {
        for (vis, want) in
            [("pub(crate)", "pub(crate)modhttp{"), ("pub(in super)", "pub(insuper)modhttp{"), ("", "]modhttp{")]
        {
            let expansion = expansion(", partial", &format!("{vis} struct S {{}}"));
            assert!(expansion.contains(want), "{vis}: {expansion}");
        }
    }

    #[test]
    fn a_missing_file_leaves_stubs_of_the_types_that_are_named() {
        let origin = Origin::default();
        let item = "#[metrics(schema = \"none.toml\")] struct S { a: none::A, b: crate::none::B, c: other::C }";
        let expansion = derive(item.parse().expect("tokens"), &origin).to_string().replace(' ', "");
        assert_eq!(expansion.matches("compile_error").count(), 1);
        assert!(expansion.contains("typeA=") && expansion.contains("typeB=") && !expansion.contains("typeC="));
    }
}
