//! Everybody who is measured. A new one is a file here, with `pub(crate) fn add(bench: &mut Bench)`, and a line below.

use crate::bench::Bench;

/// This product.
pub(crate) use self::ours::PEER as OURS;
/// The peer that recording is compared with.
pub(crate) use self::raw::PEER as RAW;

macro_rules! peers {
    ($($(#[$when:meta])* $peer:ident;)*) => {
        $($(#[$when])* mod $peer;)*

        /// The candidates of everybody.
        pub(crate) fn all() -> Bench {
            let mut bench = Bench::default();
            $($(#[$when])* $peer::add(&mut bench);)*
            bench
        }
    };
}

peers! {
    raw;
    ours;
    fastmetrics;
    metrics;
    prometheus;
    prometheus_client;
    #[cfg(feature = "fast-telemetry")] fast_telemetry;
    #[cfg(feature = "foundations-metrics")] foundations_metrics;
    #[cfg(feature = "measured")] measured;
    #[cfg(feature = "metriken")] metriken;
    #[cfg(feature = "opentelemetry")] opentelemetry;
    #[cfg(feature = "prometheus-static-metric")] prometheus_static_metric;
}
