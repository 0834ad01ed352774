//! Metrics declared once, in TOML: what services depend on.

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
