//! The same rules as `PrometheusRule` objects, for the Prometheus Operator.

use crate::rules::{Pairs, RuleFile};
use crate::{groups, rule_file, yaml};
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::emit::{Emitter, Generated};
use metricspec_schema::model::{Kubernetes, Schema, Workspace};
use serde::Serialize;

/// `NAME.prometheusrule.yaml`.
pub(crate) const EMITTER: Emitter = Emitter { about: "`PrometheusRule` objects", emit };

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata,
    spec: RuleFile,
}

#[derive(Serialize)]
struct Metadata {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    labels: Pairs,
}

/// What is wrong with the rules is reported with the plain files, once.
fn emit(workspace: &Workspace) -> (Vec<Generated>, Vec<Diagnostic>) {
    let kubernetes = workspace.project.as_ref().map(|p| p.kubernetes.clone()).unwrap_or_default();
    let files = workspace.schemas.iter().filter_map(|schema| {
        let spec = groups::of_schema(workspace, schema).0?;
        Some(Generated {
            path: rule_file::path(workspace, schema, "prometheusrule.yaml"),
            text: yaml::document(&rule_file::origin(schema), &object(schema, &kubernetes, spec)),
        })
    });
    (files.collect(), Vec::new())
}

fn object(schema: &Schema, kubernetes: &Kubernetes, spec: RuleFile) -> Object {
    Object {
        api_version: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: Metadata {
            name: object_name(&schema.name.value),
            namespace: kubernetes.namespace.clone(),
            labels: Pairs(kubernetes.rule_labels.clone()),
        },
        spec,
    }
}

/// A name of DNS-1123. Names of schemas are `snake_case`, so that two of them stay apart.
fn object_name(schema: &str) -> String {
    schema.replace('_', "-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn object_names_are_dns_names() {
        assert_eq!(super::object_name("custom_backend"), "custom-backend");
    }
}
