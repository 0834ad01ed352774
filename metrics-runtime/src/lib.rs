//! Metrics declared once, in TOML: what services depend on.
//!
//! A schema declares metrics; the macros make a type of each, whose only calls are those that the schema allows. This
//! crate is what these types are made of: recorders, the registry that exposes them, and both text formats. It needs no
//! other crate and no thread of its own, and parses no schema.
//!
//! ```
//! # mod http { // what the macros make of a schema with one counter
//! #     pub mod labels {
//! #         #[derive(Clone, Copy)]
//! #         pub struct Model<'a>(pub &'a str);
//! #         impl metricspec::label::Open for Model<'static> {
//! #             type Arg<'a> = Model<'a>;
//! #             const DESC: &'static metricspec::desc::OpenLabel = &metricspec::desc::OpenLabel {
//! #                 name: "model", known: &[], max_values: Some(32), optional: false,
//! #             };
//! #             fn text<'b>(arg: &'b Model<'_>, _: &'b mut metricspec::label::Text) -> &'b str { arg.0 }
//! #             fn from_text(text: &str) -> Option<Model<'_>> { Some(Model(text)) }
//! #         }
//! #         #[derive(Clone, Copy)]
//! #         pub enum Status { Success, Error }
//! #         impl metricspec::label::Closed for Status {
//! #             const DESC: &'static metricspec::desc::ClosedLabel =
//! #                 &metricspec::desc::ClosedLabel { names: &["status"], values: &[&["success"], &["error"]] };
//! #             fn index(self) -> usize { self as usize }
//! #             fn from_index(index: usize) -> Option<Self> { [Self::Success, Self::Error].get(index).copied() }
//! #         }
//! #     }
//! #     pub enum Schema {}
//! #     impl metricspec::Schema for Schema {
//! #         const DESC: &'static metricspec::desc::Schema = &metricspec::desc::Schema {
//! #             name: "http", path: "schemas/http.toml", fingerprint: 1,
//! #             prefix: metricspec::desc::Prefix { default: Some("app"), env: &["APP_PREFIX"] },
//! #             const_labels: &[],
//! #             metrics: &[metricspec::desc::Metric {
//! #                 open: &[<labels::Model<'static> as metricspec::label::Open>::DESC],
//! #                 closed: &[<labels::Status as metricspec::label::Closed>::DESC],
//! #                 ..metricspec::desc::Metric::new(
//! #                     "requests_total", metricspec::desc::Name::Prefixed("requests_total"),
//! #                     metricspec::desc::Kind::Counter, "Requests by model and status.", "schemas/http.toml:9:1",
//! #                 )
//! #             }],
//! #         };
//! #     }
//! #     pub type RequestsTotal =
//! #         metricspec::Metric<Schema, 0, (labels::Model<'static>,), (labels::Status,), metricspec::kind::Counter<u64>>;
//! # }
//! # impl metricspec::Metrics for HttpService {
//! #     const SCHEMA: &'static metricspec::desc::Schema = <http::Schema as metricspec::Schema>::DESC;
//! #     type ConstLabels<'a> = ();
//! #     fn visit(&self, visitor: &mut metricspec::Visitor<'_>) { visitor.metric(&self.requests_total); }
//! # }
//! # impl HttpService {
//! #     fn with_metrics() -> Self { HttpService { requests_total: metricspec::Metric::new() } }
//! # }
//! use http::labels::{Model, Status};
//! use metricspec::{Format, Registry};
//!
//! // #[derive(metricspec::Metrics)]
//! // #[metrics(schema = "schemas/http.toml")]
//! struct HttpService {
//!     requests_total: http::RequestsTotal,
//! }
//!
//! let service = HttpService::with_metrics();
//! let registry = Registry::new();
//! for warning in registry.register(&service, ())?.warnings() {
//!     eprintln!("{warning}");
//! }
//!
//! service.requests_total.with(Model("llama"), Status::Success).inc();
//! let llama = service.requests_total.bind(Model("llama")); // looks the open label up once
//! llama.with(Status::Error).add(2);
//!
//! let text = registry.encode(Format::Text);
//! assert!(text.contains("# HELP app_requests_total Requests by model and status.\n# TYPE app_requests_total counter\n"));
//! assert!(text.contains("\napp_requests_total{model=\"llama\",status=\"error\"} 2\n"));
//! # Ok::<(), metricspec::RegisterError>(())
//! ```
//!
//! # Recording
//!
//! Recorders are [`Metric`]s, whose [`kind`] says which calls they have. None of them panics, blocks for long or
//! allocates for a series that exists. They work before they are registered, in a `static`, and in any thread, but not
//! in signal handlers.
//!
//! An open label has at most `max_values` values; records with further ones end in the series `__other__`, and
//! [`Registry::overflows`] tells how many they were. The first is among the [`Registry::warnings`].
//!
//! # Exposition
//!
//! [`Registry::encode`] writes Prometheus' text format 0.0.4 or OpenMetrics 1.0, as the [`Format`] says, which
//! [`Format::negotiate`] finds in an `Accept` header. Both have the same samples, with the same names and the same `le`:
//!
//! - a counter whose name does not end in `_total` is `unknown` to OpenMetrics, an info metric whose name does not end
//!   in `_info` a gauge, and so is a stateset whose label is not called like the metric;
//! - bounds are written `1.0`, never `1`, which is what Prometheus 3 stores whatever was written. To find the series of
//!   both older and newer servers, ask for `le=~"1|1[.]0"`;
//! - `# UNIT` is there if the name ends in the unit.
//!
//! Families come in the order of their names, series in that of their open values and then as the schema lists the
//! closed ones. A family without series is left out.
//!
//! # Settings
//!
//! The variables that a schema names for its prefix and its buckets are read once, when a recorder is registered or first
//! used. What cannot be used is ignored and told: [`Registered::warnings`].

mod arity;
mod batch;
pub mod desc;
mod expose;
mod family;
pub mod kind;
pub mod label;
mod metric;
mod names;
mod record;
mod registry;
mod series;
mod settings;
mod storage;

pub use batch::Batch;
pub use expose::Format;
pub use metric::{Metric, Metrics, Removable, Schema, Visitor};
#[cfg(feature = "derive")]
pub use metricspec_derive::{Label, Metrics, labels, schema};
pub use record::{Guard, Timer};
pub use registry::{Overflow, RegisterError, Registered, Registry, Warning};
pub use series::{Bound, Series};
pub use settings::log_bounds;
