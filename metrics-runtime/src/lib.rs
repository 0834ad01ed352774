//! Metrics declared once, in TOML: what services depend on.
//!
//! A schema declares metrics; the macros make a type of each, whose only calls are those that the schema allows. This
//! crate is what these types are made of: recorders, the registry that exposes them, and the formats. It parses
//! no schema, and without optional [features](#where-it-plugs-in) it links no other crate but the macros, and starts no thread.
//!
//! ```toml
#![doc = include_str!("../schemas/shop.toml")]
//! ```
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use std::time::Duration;
//!
//! use metricspec::{Metrics, Registry};
//!
//! #[derive(Metrics)]
//! #[metrics(schema = "schemas/shop.toml")] // makes `mod shop`
//! struct Shop {
//!     orders_total: shop::OrdersTotal,
//!     order_duration_seconds: shop::OrderDurationSeconds,
//!     open_orders: shop::OpenOrders,
//! }
//! use shop::labels::{Customer, OrderResult};
//!
//! let service = Shop::with_metrics();
//! let registry = Registry::new();
//! for warning in registry.register(&service, ())?.warnings() {
//!     eprintln!("{warning}");
//! }
//!
//! let open = service.open_orders.guard(); // up now, down when dropped
//! service.order_duration_seconds.observe(Duration::from_millis(250));
//! service.orders_total.with(Customer("blue"), OrderResult::Accepted).inc();
//! let blue = service.orders_total.bind(Customer("blue")); // looks the open label up once
//! blue.with(OrderResult::Rejected).add(2);
//!
//! let text = registry.text();
//! assert!(text.contains("\nshop_orders_total{customer=\"blue\",result=\"rejected\"} 2\n"));
//! assert!(text.contains("\nshop_order_duration_seconds_bucket{le=\"0.32\"} 1\n"));
//! assert!(text.contains("\nshop_open_orders 1\n"));
//! # }
//! # Ok::<(), metricspec::RegisterError>(())
//! ```
//!
//! # Recording
//!
//! Recorders are [`Metric`]s, whose [`kind`] says which calls they have. None of them panics, blocks for long or
//! allocates for a series that exists. They work before they are registered, in a `static`, and in any thread, but not
//! in signal handlers.
//!
//! What a series has can be read back, which tests do: `value()` of a counter or gauge, `count()` and `sum()` of a
//! histogram, `state()` of a stateset.
//!
//! An open label has at most `max_values` values; records with further ones end in the series `__other__`, and
//! [`Registry::overflows`] tells how many they were, or a metric does, after [`Registry::expose_overflows`]. The first is
//! among the [`Registry::warnings`].
//!
//! A histogram that is recorded into in an inner loop has a buffer, `local`, and `observe_n` for many equal values. What
//! declares [exemplars](exemplar) has calls that take them: `observe_with(elapsed, TraceId(id))`.
//!
//! The metrics of one piece of work can be an operation of the schema. Then the recorder has a method that starts it, and
//! whose [`Operation`] records the rest when it ends, however it ends.
//!
//! # Threads and memory
//!
//! Each thread that records has memory of its own, which a scrape adds up, so that threads on one series do not slow each
//! other down. [`Memory`] says how much that is, and what bounds it. One counter of so many series, all of which every
//! thread counts, takes on Linux, with what starting the threads' work took beside it:
//!
//! | threads | series | reserved | resident |
//! | --: | --: | --: | --: |
//! | 8 | 100 | 36 KiB | 0.3 MiB |
//! | 64 | 100 | 260 KiB | 0.6 MiB |
//! | 512 | 100 | 320 KiB | 0.6 MiB |
//! | 8 | 10,000 | 1.0 MiB | 1.1 MiB |
//! | 64 | 10,000 | 8.0 MiB | 5.4 MiB |
//! | 512 | 10,000 | 9.8 MiB | 6.8 MiB |
//!
//! - A thread may record while it ends, in destructors of its thread-local variables; so may threads that C makes.
//! - After a `fork`, the child may record. It should not scrape or drop recorders: another thread of its parent may have held
//!   the lock for that.
//! - A signal handler must not record. What it counts is lost, or undone, if it interrupts a record of its thread.
//! - In a library that is loaded at run time, a record costs some nanoseconds more, as every look at a thread-local variable
//!   does there.
//! - The feature `sharded` does without: records of all threads go into 16 shards with an atomic addition each, which costs
//!   about as much as an atomic of one's own, and takes 16 copies whatever the threads.
//!
//! # Exposition
//!
//! [`Registry::encode`] makes the bytes of Prometheus' text format 0.0.4, of OpenMetrics 1.0 or of Prometheus' protobuf
//! format, as the [`Format`] says, which [`Format::negotiate`] finds in an `Accept` header; [`Registry::text`] is the first of
//! them, to be read, and [`Registry::gather`] plain [`data`]. All have the same samples, with the same names and the same
//! `le`:
//!
//! - a counter whose name does not end in `_total` is `unknown` to OpenMetrics, an info metric whose name does not end
//!   in `_info` a gauge, and so is a stateset whose label is not called like the metric;
//! - bounds are written `1.0`, never `1`, which is what Prometheus 3 stores whatever was written. To find the series of
//!   both older and newer servers, ask for `le=~"1|1[.]0"`;
//! - `# UNIT` is there if the name ends in the unit, and so is protobuf's;
//! - protobuf has counters, gauges and histograms alone, and numbers as `f64`;
//! - native buckets are in protobuf alone, so that the texts of a histogram without classic ones have its count at `+Inf`, and
//!   its sum. A server that takes native buckets drops classic ones beside them, unless it is told otherwise
//!   (`scrape_classic_histograms`, from Prometheus 2.45 on);
//! - exemplars are in OpenMetrics, for counters in `_total` and buckets, and in protobuf.
//!
//! [`Registry::expose_scrapes`] adds metrics of what scrapes themselves cost.
//!
//! Families come in the order of their names, series in that of their open values and then as the schema lists the
//! closed ones. A family without series is left out.
//!
//! # Where it plugs in
//!
//! A service that has a registry of the crate `prometheus` puts recorders into it with a `prometheus::Bridge` (feature
//! `prometheus`).
//!
//! A process that has no HTTP server starts a small one (feature `server`), which costs five threads and needs no other
//! crate:
//!
//! ```
//! # #[cfg(feature = "server")] {
//! use metricspec::Registry;
//!
//! # let address = "127.0.0.1:0"; // so that several tests can run at once
//! # #[cfg(any())]
//! let address = "0.0.0.0:9100";
//! let server = metricspec::serve(address, Registry::global())?; // as long as `server` is kept
//! println!("metrics are at http://{}/metrics", server.local_addr());
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A service that uses axum has `metricspec::axum::route` (feature `axum`). Any other server sends what [`Registry::reply`]
//! returns, see [`http`]. All of them give each scraper the format that it prefers, and compressed if it asks for that (feature
//! `gzip`). What slow and hostile clients can hold on to is bounded.
//!
//! Tests of a service read values and what has changed: [`testing`].
//!
//! # Settings
//!
//! The variables that a schema names for its prefix and its buckets are read once, when a recorder is registered or first
//! used. What cannot be used is ignored and told: [`Registered::warnings`].

mod arity;
#[cfg(feature = "axum")]
pub mod axum;
mod batch;
pub mod data;
pub mod desc;
pub mod exemplar;
mod expose;
mod family;
pub mod http;
pub mod kind;
pub mod label;
mod metric;
mod names;
mod native;
mod operation;
#[cfg(feature = "prometheus")]
pub mod prometheus;
mod record;
mod registry;
mod series;
#[cfg(feature = "server")]
mod server;
mod settings;
mod storage;
pub mod testing;

pub use batch::Batch;
pub use expose::Format;
pub use metric::{Metric, Metrics, Removable, Schema, Visitor};
#[cfg(feature = "derive")]
pub use metricspec_derive::{Label, Metrics, labels, schema};
#[doc(hidden)]
pub use operation::AtEnd;
pub use operation::Operation;
pub use record::{Guard, LocalHistogram, Timer};
pub use registry::{Overflow, RegisterError, Registered, Registry, Warning};
pub use series::{Bound, Series};
#[cfg(feature = "server")]
pub use server::{ServeError, Server, serve};
pub use settings::log_bounds;
pub use storage::Memory;

/// The examples of the package's page.
#[cfg(all(doctest, feature = "derive"))]
#[doc = include_str!("../README.md")]
mod readme {}
