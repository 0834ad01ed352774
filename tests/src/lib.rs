//! What the tests of this folder share: the reference data of `data/reference`, the repository's own schemas, and one
//! shape to which both are brought, so that a comparison is a list of differences.

mod disk;
pub mod exposition;
pub mod fuzz;
mod model;
pub mod pages;
pub mod prometheus;
mod reference;
mod shape;
pub mod tools;

pub use disk::{Disk, root};
pub use model::model_shapes;
pub use reference::{ReferenceMetric, reference_metrics};
pub use shape::{LabelValues, Shape, differences};
