//! The language of Metricspec: TOML text in, a checked [`model`] and [`diagnostic`]s out. No I/O, no printing.

pub mod diagnostic;
pub mod emit;
pub mod lint;
pub mod load;
pub mod model;
pub mod names;
pub mod pages;
pub mod source;
