//! From the model to Rust. What is generated is data: constants, enums, and aliases of the run time's generic types. The
//! logic is in the run time.

pub(crate) mod docs;
mod exemplars;
mod labels;
mod metrics;
mod module;
mod names;
mod operations;
mod registration;
mod table;

pub(crate) use metrics::recorded;
pub(crate) use module::{module, shared_module, track};
pub(crate) use names::{PairVariant, ident, module_name, pair_types};
pub(crate) use operations::operations;
pub(crate) use registration::{Field, constructor, metrics_impl};

use crate::load::Loaded;
use metricspec_schema::model::{Arg, Label, LabelId, LabelSet, Metric, MetricId, Schema};
use metricspec_schema::source::FileId;
use proc_macro2::{Span, TokenStream};
use std::collections::HashSet;

/// What all parts of an expansion know.
pub(crate) struct Context<'a> {
    /// The schema as it was read.
    pub(crate) loaded: &'a Loaded,
    /// Its model.
    pub(crate) schema: &'a Schema,
    /// Path of the run time: `::metricspec`.
    pub(crate) krate: TokenStream,
    /// Where names come from that the user's code refers to: the path of the schema in the macro.
    pub(crate) span: Span,
    /// Modules that labels of included files are taken from, as paths that hold inside of `mod labels`.
    pub(crate) shared: Vec<(FileId, TokenStream)>,
    /// Metrics that a recorder has a field for; their positions are the numbers that the run time knows them by.
    pub(crate) metrics: Vec<(MetricId, &'a Metric)>,
    /// Labels whose types are called like those of labels before them.
    second: HashSet<LabelId>,
}

impl<'a> Context<'a> {
    /// Of names that meet in Rust, which is a mistake that has been reported, only the first is expanded: one mistake is
    /// one error.
    pub(crate) fn new(loaded: &'a Loaded, schema: &'a Schema, krate: TokenStream, span: Span) -> Context<'a> {
        let second = names::second_labels(schema);
        let mut taken: HashSet<&str> = ["Schema", "Recorders", "ConstLabels"].into();
        let whole = |metric: &Metric| !metric.labels.iter().any(|label| second.contains(&label.value));
        let metrics = schema.recorded().filter(|(_, m)| whole(m) && taken.insert(&m.rust)).collect();
        Context { loaded, schema, krate, span, shared: Vec::new(), metrics, second }
    }
}

impl Context<'_> {
    /// Fields of `ConstLabels`. A dependent label cannot be one.
    pub(crate) fn const_args(&self) -> Vec<Arg> {
        let mut args: Vec<Arg> = Vec::new();
        for &id in &self.schema.const_labels {
            let dependent = matches!(self.schema.label(id).set, LabelSet::Dependent { .. });
            if !dependent && !self.second.contains(&id) && !args.contains(&Arg::One(id)) {
                args.push(Arg::One(id));
            }
        }
        args
    }

    /// The label that defines the type of an argument.
    pub(crate) fn label(&self, arg: Arg) -> &Label {
        self.schema.label(arg.label())
    }
}

/// Whether the argument type of a label borrows a text.
pub(crate) fn borrows(label: &Label) -> bool {
    !label.is_closed() && label.value_type == metricspec_schema::model::LabelType::String
}
