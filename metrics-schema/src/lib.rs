//! The language of Metricspec: TOML text in, a checked [`model`] and [`diagnostic`]s out. No I/O, no printing.

mod check;
pub mod diagnostic;
pub mod emit;
mod fields;
mod form;
pub mod language;
pub mod lint;
pub mod load;
mod lower;
pub mod model;
pub mod names;
pub mod pages;
pub mod source;
mod tree;
