//! The language of Metricspec: TOML text in, a checked [`model`] and [`diagnostic`]s out. No I/O, no printing.

// Without the commands much of the model and of the language's declaration has no reader.
#![cfg_attr(not(feature = "commands"), allow(dead_code))]

mod check;
pub mod diagnostic;
pub mod emit;
mod fields;
mod form;
pub mod language;
#[cfg(feature = "commands")]
pub mod lint;
pub mod load;
mod lower;
pub mod model;
pub mod names;
#[cfg(feature = "commands")]
pub mod pages;
pub mod source;
mod tree;
