//! An OpenAI-style HTTP front end with a simulated engine. What it records, and how, is in `service` and `request`; the
//! rest is what any such service has.

mod engine;
mod request;
mod routes;
mod service;

pub use engine::{Capacity, Engine};
pub use routes::router;
pub use service::Service;
