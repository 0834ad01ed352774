//! Rule files from Metricspec schemas: recording rules and alerts as plain Prometheus files and as `PrometheusRule`
//! objects. Objectives are shown on the reference pages; their rules are not generated yet.
//!
//! Model in, texts out; nothing is written to disk. An expression is taken as it is written: beyond finding the
//! recording rules that it reads, nothing here looks into it.

pub mod codes;
mod groups;
mod order;
mod prometheus_rule;
mod rule_file;
mod rules;
mod yaml;

use metricspec_schema::emit::Emitter;

/// What `gen-rules` runs: one file an emitter, one line here.
pub static EMITTERS: &[Emitter] = &[rule_file::EMITTER, prometheus_rule::EMITTER];
