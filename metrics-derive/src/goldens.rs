//! Expansions as files, which `tests/expansions.rs` compiles. `UPDATE_GOLDENS=1` writes them anew.

use crate::place::Origin;
use crate::{label, module_macros, service};
use proc_macro2::TokenStream;
use std::path::{Path, PathBuf};

/// The macro that a case expands.
enum Macro {
    /// `schema!`
    Schema,
    /// `labels!`
    Labels,
    /// `#[derive(Metrics)]`
    Metrics,
    /// `#[derive(Label)]`
    Label,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions")
}

/// What a macro makes of an input, with the item in front of which a derive stands.
fn expand(of: &Macro, input: &str) -> TokenStream {
    let origin = Origin { package: Some(folder()), file: None };
    let tokens: TokenStream = input.parse().expect("the input of a case is tokens");
    let item = |derived| {
        let item = without_attributes(tokens.clone());
        quote::quote!(#item #derived)
    };
    match of {
        Macro::Schema => module_macros::schema(tokens.clone(), &origin),
        Macro::Labels => module_macros::labels(tokens.clone(), &origin),
        Macro::Metrics => item(service::derive(tokens.clone(), &origin)),
        Macro::Label => item(label::derive(tokens.clone(), &origin)),
    }
}

/// An item without `#[metrics(…)]`, which only the derive knows.
fn without_attributes(tokens: TokenStream) -> TokenStream {
    let mut item: syn::Item = syn::parse2(tokens).expect("the input of a derive is an item");
    match &mut item {
        syn::Item::Struct(item) => {
            item.attrs.clear();
            item.fields.iter_mut().for_each(|f| f.attrs.clear());
        }
        syn::Item::Enum(item) => {
            item.attrs.clear();
            item.variants.iter_mut().for_each(|v| v.attrs.clear());
        }
        _ => {}
    }
    quote::quote!(#item)
}

fn golden(name: &str, of: &Macro, input: &str) {
    let file: syn::File = syn::parse2(expand(of, input)).expect("the expansion is items");
    let folder = folder();
    // Files that are tracked have absolute paths. Here they are relative, as `include_bytes!` reads them.
    let absolute = |folder: &Path| format!("\"{}/", folder.display());
    let text = prettyplease::unparse(&file)
        .replace(&absolute(&folder), "\"")
        .replace(&absolute(Path::new(env!("CARGO_MANIFEST_DIR"))), "\"../../");
    let text =
        format!("// Expansion of a case in `src/goldens.rs`; `UPDATE_GOLDENS=1 cargo test` writes it anew.\n\n{text}");
    let path = folder.join(format!("{name}.rs"));
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        std::fs::write(&path, &text).expect("can write the golden");
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    if want != text {
        let line = want.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or(want.lines().count());
        panic!(
            "{} differs at line {}\n  golden: {:?}\n     now: {:?}\n`UPDATE_GOLDENS=1` writes it anew",
            path.display(),
            line + 1,
            want.lines().nth(line),
            text.lines().nth(line)
        );
    }
}

#[test]
fn labels_of_all_kinds() {
    golden("labels", &Macro::Schema, r#""labels.toml""#);
}

#[test]
fn metrics_of_all_kinds() {
    golden("kinds", &Macro::Schema, r#"pub(crate) "kinds.toml", crate = ::metricspec"#);
}

#[test]
fn operations() {
    golden("operations", &Macro::Schema, r#"pub(crate) "operations.toml""#);
}

#[test]
fn shared_labels() {
    golden("shared", &Macro::Labels, r#""../../schemas/shared.toml""#);
}

#[test]
fn a_service() {
    golden(
        "service",
        &Macro::Metrics,
        r#"
        #[metrics(schema = "../../schemas/http.toml", partial, include = super::shared::shared)]
        pub struct Service<'a, T: Clone = u8> where T: Send {
            pub requests_total: http::RequestsTotal,
            active_requests: http::ActiveRequests,
            #[metrics(skip)]
            name: &'a str,
            #[metrics(skip)]
            pub engine: Option<T>,
        }"#,
    );
}

#[test]
fn a_second_service() {
    golden(
        "types",
        &Macro::Metrics,
        r#"
        #[metrics(schema = "../../schemas/http.toml", partial, types = super::service::http)]
        pub(crate) struct Second {
            pub(crate) request_duration_seconds: super::service::http::RequestDurationSeconds,
        }"#,
    );
}

#[test]
fn an_enum_for_a_label() {
    golden(
        "label",
        &Macro::Label,
        r#"
        #[metrics(label = super::service::http::labels::Route, schema = "../../schemas/http.toml")]
        pub enum Page {
            Cart,
            #[metrics(value = "checkout")]
            Pay,
            Search,
        }"#,
    );
}

#[test]
fn an_enum_for_a_pair() {
    golden(
        "pair",
        &Macro::Label,
        r#"
        #[metrics(label = super::service::http::labels::Outcome, schema = "../../schemas/http.toml")]
        pub enum Reply {
            #[metrics(value = "success")]
            Fine,
            Validation,
            #[metrics(value = "error/overload")]
            Busy,
            Internal,
            #[metrics(value = "error/internal")]
            Bug,
        }"#,
    );
}
