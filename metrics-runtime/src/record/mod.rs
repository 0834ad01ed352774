//! The recording calls of each kind.

mod add;
mod counter;
mod exemplar;
mod gauge;
mod histogram;
mod local;
mod read;
mod state;

pub use gauge::Guard;
pub use histogram::Timer;
pub use local::LocalHistogram;
