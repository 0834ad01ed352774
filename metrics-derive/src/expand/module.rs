//! `mod http`: all that is made of a schema, in one module, so that a label called `result` shadows nobody's `Result`.

use super::registration::{const_labels_struct, recorders};
use super::{Context, exemplars, ident, labels, metrics, table};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// The module of a schema; with `Recorders`, the struct that has every metric, if nobody else makes one; and with stubs
/// of types that it should have.
pub(crate) fn module(
    cx: &Context<'_>,
    vis: &syn::Visibility,
    with_recorders: bool,
    stubs: Option<TokenStream>,
) -> TokenStream {
    let name = ident(&cx.schema.name.value, cx.span);
    let labels = labels::labels(cx);
    let exemplars = exemplars::module(cx);
    let schema = table::schema(cx);
    let metrics = metrics::metrics(cx);
    let const_labels = const_labels_struct(cx);
    let recorders = with_recorders.then(|| recorders(cx));
    let title = super::docs::plain(&cx.schema.title);
    let description = cx.schema.description.clone().unwrap_or_default();
    let doc = super::docs::doc([title, description, format!("Made from `{}`.", cx.loaded.path())]);
    let labels_doc = format!(" Labels of the schema `{}`: one argument type each.", cx.schema.name);
    let labels = quote! {
        #[doc = #labels_doc]
        pub mod labels { #labels }
    };
    wrap(vis, &name, &doc, quote!(#labels #exemplars #schema #const_labels #metrics #recorders #stubs))
}

/// The module of a file of shared labels.
pub(crate) fn shared_module(cx: &Context<'_>, vis: &syn::Visibility) -> TokenStream {
    let path = cx.loaded.path();
    let name = ident(&super::module_name(path), cx.span);
    let (labels, fingerprint) = (labels::all_labels(cx), cx.loaded.fingerprint());
    let doc = super::docs::doc(["Labels that several schemas share.".to_owned(), format!("Made from `{path}`.")]);
    let fingerprint = quote! {
        /// Hash of the file's text, by which schemas that take labels from here see that they include the same.
        pub const FINGERPRINT: ::core::primitive::u64 = #fingerprint;
    };
    wrap(vis, &name, &doc, quote!(#fingerprint #labels))
}

/// A generated module. What its user does not use is no mistake of his, and his lints are for what he writes.
fn wrap(vis: &syn::Visibility, name: &Ident, doc: &TokenStream, items: TokenStream) -> TokenStream {
    // If there are two modules of one name, the compiler points at the two paths.
    let module = quote_spanned!(name.span()=> mod #name { #items });
    quote! {
        #doc
        #[allow(dead_code, unused_imports, unreachable_pub, non_camel_case_types, clippy::all, clippy::pedantic)]
        #vis #module
    }
}

/// Has the compiler read the files of a schema, which is how cargo learns that the crate depends on them.
pub(crate) fn track(cx: &Context<'_>) -> TokenStream {
    let files = cx.loaded.files();
    let files = files.iter().map(|file| file.to_string_lossy().into_owned().into_token_stream());
    quote!(#(const _: &[::core::primitive::u8] = ::core::include_bytes!(#files);)*)
}
