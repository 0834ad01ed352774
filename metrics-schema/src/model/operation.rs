//! Operations: the metrics of one piece of work.

use super::{Arg, LabelId, MetricId, Schema};
use crate::source::Spanned;

/// `[operations.KEY]`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The table key.
    pub key: Spanned<String>,
    /// What one operation is.
    pub description: String,
    /// Counted at the start.
    pub started: Option<MetricId>,
    /// Up at the start, down at the end.
    pub in_flight: Option<MetricId>,
    /// Counted at the end.
    pub finished: Option<MetricId>,
    /// Observed at the end.
    pub duration: Option<MetricId>,
    /// Labels known only at the end, with the value that a dropped guard records.
    pub outcome: Vec<(LabelId, Spanned<String>)>,
}

impl Operation {
    /// Its metrics: what is counted at the start, in flight, counted at the end, observed at the end.
    pub fn metrics(&self) -> impl Iterator<Item = MetricId> {
        [self.started, self.in_flight, self.finished, self.duration].into_iter().flatten()
    }

    /// Arguments of the call that starts it: open ones first, each in the order in which the metrics list them.
    pub fn start_args(&self, schema: &Schema) -> Vec<Arg> {
        let mut args: Vec<Arg> = self.args(schema).into_iter().filter(|arg| !self.ends_with(*arg)).collect();
        args.sort_by_key(|arg| schema.label(arg.label()).is_closed());
        args
    }

    /// Arguments of the call that ends it.
    pub fn outcome_args(&self, schema: &Schema) -> Vec<Arg> {
        self.args(schema).into_iter().filter(|arg| self.ends_with(*arg)).collect()
    }

    /// Whether an argument is known only at the end.
    fn ends_with(&self, arg: Arg) -> bool {
        self.outcome.iter().any(|(label, _)| *label == arg.label())
    }

    /// Arguments of all its metrics, each once. A label that has a dependent one in another metric is part of that pair.
    fn args(&self, schema: &Schema) -> Vec<Arg> {
        let mut args: Vec<Arg> = Vec::new();
        for arg in self.metrics().flat_map(|id| schema.metric(id).args(&schema.labels)) {
            match args.iter().position(|known| known.sibling() == arg.sibling()) {
                None => args.push(arg),
                Some(at) if matches!(args[at], Arg::One(_)) => args[at] = arg,
                Some(_) => {}
            }
        }
        args
    }
}
