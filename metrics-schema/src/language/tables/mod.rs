//! The tables of the language, each in a module with one constant a key.

pub(crate) mod buckets;
pub(crate) mod external;
pub(crate) mod label;
pub(crate) mod metric;
pub(crate) mod operation;
pub(crate) mod overrides;
pub(crate) mod project;
pub(crate) mod root;
pub(crate) mod rules;

use super::{Format, Kind, array};
