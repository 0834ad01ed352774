//! `schema!` and `labels!`: modules without a struct of the user's.

use crate::attributes::{Args, FilePath};
use crate::expand;
use crate::load::Loaded;
use crate::opened::{Common, Opened, krate};
use crate::output::Output;
use crate::place::Origin;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{ParseStream, Parser};

/// `schema!("schemas/http.toml", …)`.
pub(crate) fn schema(input: TokenStream, origin: &Origin) -> TokenStream {
    let mut out = Output::default();
    let Some(Input { vis, written, rest }) = Input::read(input, "schemas/http.toml", &mut out) else {
        return out.into_tokens();
    };
    let mut args = Args::parse(rest, &mut out);
    let common = Common::take(&mut args, &mut out);
    args.finish(&mut out);
    let opened = Opened::open(&written, common, origin, &mut out);
    match opened.as_ref().and_then(Opened::context) {
        Some(cx) => {
            out.items(expand::track(&cx));
            out.items(expand::module(&cx, &vis, true, None));
        }
        None => out.items(empty(&vis, &written)),
    }
    out.into_tokens()
}

/// `labels!("schemas/shared.toml", …)`.
pub(crate) fn labels(input: TokenStream, origin: &Origin) -> TokenStream {
    let mut out = Output::default();
    let Some(Input { vis, written, rest }) = Input::read(input, "schemas/shared.toml", &mut out) else {
        return out.into_tokens();
    };
    let mut args = Args::parse(rest, &mut out);
    let krate = krate(&mut args, &mut out);
    args.finish(&mut out);
    let loaded = out.take(Loaded::shared(&written, origin));
    let opened = loaded.map(|loaded| Opened::of(loaded, &written, krate, &mut out));
    match opened.as_ref().and_then(Opened::context) {
        Some(cx) => {
            out.items(expand::track(&cx));
            out.items(expand::shared_module(&cx, &vis));
        }
        None => out.items(empty(&vis, &written)),
    }
    out.into_tokens()
}

/// What both macros take: a visibility, the path of a file, arguments.
struct Input {
    vis: syn::Visibility,
    written: FilePath,
    rest: TokenStream,
}

impl Input {
    fn read(tokens: TokenStream, example: &str, out: &mut Output) -> Option<Input> {
        let read = |input: ParseStream<'_>| {
            let vis = match input.is_empty() || input.peek(syn::LitStr) {
                true => syn::Visibility::Public(syn::Token![pub](Span::call_site())),
                false => input.parse()?,
            };
            let literal: syn::LitStr = input.parse()?;
            if !input.is_empty() {
                input.parse::<syn::Token![,]>()?;
            }
            let written = FilePath { text: literal.value(), span: literal.span() };
            Ok(Input { vis, written, rest: input.parse()? })
        };
        match read.parse2(tokens) {
            Ok(input) => Some(input),
            Err(error) => {
                out.mistake(error.span(), format!("the macro takes the path of a file first: `\"{example}\"`"));
                None
            }
        }
    }
}

/// The module of a file that could not be read.
fn empty(vis: &syn::Visibility, written: &FilePath) -> TokenStream {
    let name = expand::ident(&expand::module_name(&written.text), written.span);
    quote! {
        /// Stands in for the module of a file that could not be read.
        #[allow(dead_code, unreachable_pub)]
        #vis mod #name {}
    }
}
