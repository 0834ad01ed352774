//! The recording calls of each kind.

mod add;
mod counter;
mod gauge;
mod histogram;
mod read;
mod state;

pub use gauge::Guard;
pub use histogram::Timer;
