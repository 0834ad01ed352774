//! Records the gauges of a custom back end.

use schema::labels::{Gauge, WorkerId};

metricspec::schema!("../schemas/custom_backend.toml");
pub(crate) use custom_backend as schema;

/// Names that the back end reports: one that the schema knows, and one that it does not.
pub(crate) const NAMES: [&str; 2] = ["kv_cache_usage_perc", "batch_size"];

/// Recorders that hold the answer of one worker.
pub(crate) fn record() -> custom_backend::Recorders {
    let m = custom_backend::Recorders::new();
    m.backend_gauge.replace(|now| {
        for name in NAMES {
            now.set(Gauge(name), WorkerId(7), 0.5);
        }
    });
    m
}
