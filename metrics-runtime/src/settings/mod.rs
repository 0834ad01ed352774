//! What the environment says about a recorder: its prefix and its buckets. Resolved once, when the recorder is first
//! used or registered.

mod buckets;
mod env;
mod prefix;

pub use buckets::log_bounds;
pub(crate) use env::Env;

use crate::desc;
use crate::registry::Warning;

/// Settings of one recorder.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Prefix of its schema.
    pub(crate) prefix: Option<String>,
    /// Histogram: upper bounds, rising, without `+Inf`.
    pub(crate) bounds: Vec<f64>,
    /// What was found on the way.
    pub(crate) warnings: Vec<Warning>,
}

impl Settings {
    pub(crate) fn resolve(schema: &desc::Schema, metric: &desc::Metric, env: &Env) -> Self {
        let mut warnings = Vec::new();
        let prefix = prefix::resolve(&schema.prefix, env, &mut warnings);
        let bounds = metric.buckets.as_ref().map(|buckets| buckets::resolve(buckets, env, &mut warnings));
        Settings { prefix, bounds: bounds.unwrap_or_default(), warnings }
    }

    /// Whether the recorder would be another one with these settings.
    pub(crate) fn same(&self, other: &Settings) -> bool {
        self.prefix == other.prefix && self.bounds == other.bounds
    }

    /// The exposed name, `None` if it is known only at run time.
    pub(crate) fn name(&self, name: desc::Name) -> Option<String> {
        match (name, &self.prefix) {
            (desc::Name::Prefixed(key), Some(prefix)) => Some(format!("{prefix}_{key}")),
            (desc::Name::Prefixed(key), None) => Some(key.to_owned()),
            (desc::Name::Whole(name), _) => Some(name.to_owned()),
            (desc::Name::Template { .. }, _) => None,
        }
    }
}
