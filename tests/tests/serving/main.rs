//! Expositions over HTTP: the route for axum, the small server, and what real clients make of them.

mod axum_route;
mod client;
mod curl;
mod prometheus;
mod server;

use std::sync::Arc;
use std::time::Duration;

use metricspec::Registry;

metricspec::schema!("data/serving.toml");

use serving::Recorders;
use serving::labels::{Item, Result};

/// A registry with a few series, and its recorders.
fn registry() -> (Registry, Arc<Recorders>) {
    let registry = Registry::with_env([("", ""); 0]);
    let recorders = Arc::new(Recorders::new());
    recorders.jobs_total.with(Result::Done).add(3);
    recorders.jobs_total.with(Result::Failed).inc();
    recorders.job_seconds.observe(Duration::from_millis(500));
    recorders.items.on_scrape(|out| out.set(Item("ä\"\\\n"), 7));
    registry.register(&*recorders, ()).expect("registers");
    (registry, recorders)
}
