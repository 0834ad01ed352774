//! The macros of Metricspec.
mod attributes;
mod expand;
mod fields;
#[cfg(test)]
mod goldens;
mod item;
mod label;
mod load;
mod module_macros;
mod opened;
mod output;
mod place;
mod service;

use place::Origin;
use proc_macro::TokenStream;

/// d
#[proc_macro_derive(Metrics, attributes(metrics))]
pub fn metrics(input: TokenStream) -> TokenStream {
    service::derive(input.into(), &Origin::current()).into()
}

/// d
#[proc_macro_derive(Label, attributes(metrics))]
pub fn label(input: TokenStream) -> TokenStream {
    label::derive(input.into(), &Origin::current()).into()
}

/// d
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    module_macros::schema(input.into(), &Origin::current()).into()
}

/// d
#[proc_macro]
pub fn labels(input: TokenStream) -> TokenStream {
    module_macros::labels(input.into(), &Origin::current()).into()
}
