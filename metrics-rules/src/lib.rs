//! Rule files from Metricspec schemas: recording rules and alerts as plain Prometheus files and as `PrometheusRule`
//! objects. Objectives are shown on the reference pages; their rules are not generated yet.
//!
//! Model in, texts out; nothing is written to disk. An expression is taken as it is written: beyond finding the
//! recording rules that it reads, nothing here looks into it.

pub mod codes;
mod groups;
mod order;
mod rules;
mod yaml;

metricspec_schema::emitters! {
    rule_file,
    prometheus_rule,
}
