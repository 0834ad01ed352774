//! Generated code is quiet in a crate that has every lint on, and finds the run time under another name.

#![deny(
    warnings,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![forbid(unsafe_code)]
#![allow(unused_crate_dependencies)]

/// Where the service has its dependencies.
pub mod dependencies {
    pub use metricspec as metrics;
}

dependencies::metrics::labels!("schemas/shared.toml", crate = crate::dependencies::metrics);
dependencies::metrics::schema!("tests/expansions/labels.toml", crate = crate::dependencies::metrics);
dependencies::metrics::schema!("tests/expansions/kinds.toml", crate = crate::dependencies::metrics);
dependencies::metrics::schema!("tests/expansions/operations.toml", crate = crate::dependencies::metrics);

/// A service.
#[derive(Debug, dependencies::metrics::Metrics)]
#[metrics(schema = "schemas/http.toml", include = crate::shared, crate = crate::dependencies::metrics, partial)]
pub struct Service {
    /// Requests.
    pub requests_total: http::RequestsTotal,
}

/// Pages.
#[derive(Clone, Copy, Debug, dependencies::metrics::Label)]
#[metrics(label = shared::Route, schema = "schemas/shared.toml", crate = crate::dependencies::metrics)]
pub enum Page {
    /// Cart.
    Cart,
    /// Checkout.
    Checkout,
    /// Search.
    Search,
}

#[test]
fn records() {
    let service = Service::with_metrics();
    service.requests_total.with(shared::Customer("a"), Page::Cart, http::labels::Outcome::Success).inc();
    assert_eq!(kinds::Recorders::new().level.desc().key, "level");
    assert_eq!(labels_of_all_kinds::Recorders::new().build_info.desc().key, "build_info");
}
