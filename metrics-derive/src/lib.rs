//! The macros of [Metricspec](https://docs.rs/metricspec): from a schema in TOML to typed recorders. Use them through the
//! package `metricspec`, which re-exports them beside the types that they refer to.
//!
//! | macro | makes |
//! | --- | --- |
//! | [`Metrics`] | a module of types for the schema, and a recorder of a service's own struct |
//! | [`schema!`] | the module, with a struct that has every metric |
//! | [`labels!`] | a module of labels that several schemas share |
//! | [`Label`] | a closed label's values of a service's own enum |
//!
//! # Where files are looked for
//!
//! Paths are relative to the package's folder (`CARGO_MANIFEST_DIR`), and if there is no such file, to the folder of the
//! file in which the macro stands. Cargo builds a crate again when a schema that it reads, or a file that this includes,
//! has changed.
//!
//! # What is reported
//!
//! All errors of a schema and its includes, in the words of `metricspec check`, at the path in the macro. Warnings, alerts
//! and rules across schemas are left to the commands: a misspelt alert does not break a service's build.

mod attributes;
#[cfg(test)]
mod broken;
mod disk;
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

/// Makes a struct a recorder, and a module of types for its schema.
///
/// The module is called like the schema and stands beside the struct, with the struct's visibility. It has a type for each
/// metric, with the help text as its documentation, and a type for each label in `labels`.
///
/// ```
/// use metricspec::Metrics;
///
/// #[derive(Metrics)]
/// #[metrics(schema = "schemas/http.toml")]
/// pub struct HttpService {
///     pub requests_total: http::RequestsTotal,
///     pub request_duration_seconds: http::RequestDurationSeconds,
///     pub active_requests: http::ActiveRequests,
///     #[metrics(skip)]
///     name: &'static str,
/// }
///
/// use http::labels::{Customer, ErrorType, Outcome, Route};
///
/// let service = HttpService::with_metrics("shop");
/// service.requests_total.with(Customer("blue"), Route::Cart, Outcome::Success).inc();
/// service.requests_total.with(Customer::ANONYMOUS, Route::Search, Outcome::Error(ErrorType::Overload)).inc();
/// # assert_eq!(service.name, "shop");
/// ```
///
/// Each field is called like its metric and has its type; every metric has a field. `with_metrics` is a `const fn` that
/// makes the struct from the fields that are no metrics, so a recorder can be a `static`.
///
/// # Operations
///
/// Each operation of the schema is a method, with the visibility of the struct. It takes the labels that are known at the
/// start, open ones first, and gives a guard, which ends with an outcome:
///
/// ```
/// # use metricspec::Metrics;
/// # #[derive(Metrics)]
/// # #[metrics(schema = "schemas/http.toml")]
/// # pub struct HttpService {
/// #     pub requests_total: http::RequestsTotal,
/// #     pub request_duration_seconds: http::RequestDurationSeconds,
/// #     pub active_requests: http::ActiveRequests,
/// # }
/// # use http::labels::{Customer, Outcome, Route};
/// # let service = HttpService::with_metrics();
/// let request = service.request(Customer("blue"), Route::Cart); // `active_requests` is up
/// request.finish(Outcome::Success); // counted and timed; dropped instead: as an internal error
/// ```
///
/// A `partial` struct has the operations all of whose metrics are among its fields. If a method of your own has the name of
/// an operation, the compiler finds two definitions of it; with `operations = false` there is only yours.
///
/// # Arguments
///
/// | in `#[metrics(…)]` | meaning |
/// | --- | --- |
/// | `schema = "schemas/http.toml"` | the schema; required |
/// | `partial` | metrics may be missing; several partial structs of one schema are registered together |
/// | `operations = false` | no methods for operations |
/// | `types = crate::http` | take the types from this module, which another struct or [`schema!`] made of the same schema; checked |
/// | `include = crate::shared` | take the labels of `shared.toml`, which the schema includes, from the module that [`labels!`] made of it; checked |
/// | `crate = ::metrics` | path of the run time, if it is not `::metricspec` |
/// | `skip`, on a field | the field is no metric |
#[proc_macro_derive(Metrics, attributes(metrics))]
pub fn metrics(input: TokenStream) -> TokenStream {
    service::derive(input.into(), &Origin::current()).into()
}

/// Lets a service's own enum stand in for a closed label.
///
/// ```
/// metricspec::schema!("schemas/http.toml");
///
/// #[derive(Clone, Copy, metricspec::Label)]
/// #[metrics(label = http::labels::Route, schema = "schemas/http.toml")]
/// enum Page {
///     Cart,
///     #[metrics(value = "checkout")]
///     Payment,
///     Search,
/// }
///
/// static HTTP: http::Recorders = http::Recorders::new();
/// HTTP.request_duration_seconds.with(Page::Payment).observe(std::time::Duration::from_millis(20));
/// # let _ = (Page::Cart, Page::Search);
/// ```
///
/// A variant stands for the value whose generated variant has its name, or for the one that `#[metrics(value = "…")]`
/// gives. Several variants may stand for one value; every value needs one. For a pair of dependent labels a value is
/// called like its dependent part, or `"error/overload"`.
///
/// `#[metrics(…)]` on the enum takes `label`, the path of the label's type, `schema`, the file (a
/// schema, or the file of [`labels!`]), and `crate`.
#[proc_macro_derive(Label, attributes(metrics))]
pub fn label(input: TokenStream) -> TokenStream {
    label::derive(input.into(), &Origin::current()).into()
}

/// Makes the module of a schema, with the struct `Recorders` that has every metric.
///
/// ```
/// metricspec::schema!("schemas/http.toml");
///
/// static HTTP: http::Recorders = http::Recorders::new();
///
/// let up = HTTP.active_requests.guard();
/// drop(up);
/// ```
///
/// `Recorders` has a method for each operation, as in [`Metrics`].
///
/// The module is public, or what is written before the path: `schema!(pub(crate) "schemas/http.toml")`. After the path
/// there can be `include = …` and `crate = …`, as in [`Metrics`].
#[proc_macro]
pub fn schema(input: TokenStream) -> TokenStream {
    module_macros::schema(input.into(), &Origin::current()).into()
}

/// Makes a module of the labels of a file that schemas include, so that they are one type in all of them.
///
/// ```
/// metricspec::labels!("schemas/shared.toml");
/// metricspec::schema!("schemas/http.toml", include = self::shared);
///
/// const CART: http::labels::Route = shared::Route::Cart;
/// # fn main() {
/// #     let _ = CART;
/// # }
/// ```
///
/// The module is called like the file. It is public, or what is written before the path. After the path there can be
/// `crate = …`, as in [`Metrics`].
#[proc_macro]
pub fn labels(input: TokenStream) -> TokenStream {
    module_macros::labels(input.into(), &Origin::current()).into()
}
