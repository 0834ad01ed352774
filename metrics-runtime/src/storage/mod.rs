//! Where values are kept.
//!
//! A [`Block`] holds the series of one set of open values. What is overwritten is one atomic of the block ([`single`]).
//! What is a sum is a cell that each thread has for itself: [`hot`] adds to it, in the thread's [`slab`] or, where there is
//! none, in one of 16 shards ([`sharded`]); [`table`] numbers the cells, and [`sums`] adds them up for a scrape. A [`pin`]
//! keeps what was taken out of a table of rows from being used again too soon.
//!
//! No call can panic: a number beyond the cells is ignored.

mod block;
pub(crate) mod hot;
mod memory;
mod pin;
mod sharded;
mod single;
mod slab;
mod sums;
pub(crate) mod sync;
pub(crate) mod table;
mod usage;
mod value;

pub(crate) use block::{BEGUN, Block, DOWN, ENDED, LEVEL, Layout, UP};
pub(crate) use pin::{Pin, pin};
pub(crate) use sums::Sums;
pub use usage::Memory;
pub(crate) use value::{Number, Value};
