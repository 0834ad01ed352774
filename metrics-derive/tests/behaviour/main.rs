//! What services do with the macros.

mod histograms;
mod hygiene;
mod instances;
mod kinds;
mod labels;
mod operations;
mod registration;
mod shared;
mod types;

use metricspec::{Metrics, Registry};

/// Lines of an exposition that begin with a text, without comments.
fn lines(registry: &Registry, start: &str) -> Vec<String> {
    registry.text().lines().filter(|l| l.starts_with(start)).map(str::to_owned).collect()
}

/// Registers recorders whose names are free.
fn register<M: Metrics>(registry: &Registry, recorders: &M, const_labels: M::ConstLabels<'_>) {
    let registered = registry.register(recorders, const_labels).expect("no other recorder has these names");
    assert!(registered.warnings().is_empty(), "{registered:?}");
}
