//! From a schema to its rule groups.

use crate::codes::{NEEDS_NEWER_PROMETHEUS, RECORD_CYCLE, RULE_LABEL_TWICE};
use crate::order::sorted;
use crate::rules::{Pairs, Rule, RuleFile, RuleGroup};
use metricspec_schema::diagnostic::Diagnostic;
use metricspec_schema::model::{Alert, Duration, Group, Project, Prometheus, Record, Schema, Workspace};
use metricspec_schema::pages;
use metricspec_schema::source::{Span, Spanned};

/// First version that reads `keep_firing_for`.
const KEEP_FIRING_FOR: (u32, u32) = (2, 42);
/// First version that reads `query_offset`.
const QUERY_OFFSET: (u32, u32) = (2, 53);

/// The rules of a schema, `None` if it has none, and what is wrong with them.
pub(crate) fn of_schema(workspace: &Workspace, schema: &Schema) -> (Option<RuleFile>, Vec<Diagnostic>) {
    let mut build = Build { workspace, schema, diagnostics: Vec::new() };
    let (records, mut groups) = (build.records_in_order(), Vec::new());
    for group in std::iter::once(None).chain(schema.groups.iter().map(Some)) {
        groups.extend(build.group(group, &records));
    }
    ((!groups.is_empty()).then_some(RuleFile { groups }), build.diagnostics)
}

struct Build<'a> {
    workspace: &'a Workspace,
    schema: &'a Schema,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Build<'a> {
    /// All recording rules of the schema, each after those that it reads. Rules of other schemas are in other groups,
    /// which Prometheus evaluates side by side, so that they cannot be put in order.
    fn records_in_order(&mut self) -> Vec<&'a Record> {
        let records = &self.schema.records;
        let names: Vec<&str> = records.iter().map(|r| r.name.value.as_str()).collect();
        let exprs: Vec<&str> = records.iter().map(|r| r.expr.value.as_str()).collect();
        let (order, cycles) = sorted(&names, &exprs);
        for cycle in cycles {
            let first = &records[cycle[0]];
            let circle: Vec<String> =
                cycle.iter().chain([&cycle[0]]).map(|&i| format!("`{}`", records[i].name.value)).collect();
            let mut diagnostic = Diagnostic::error(
                &RECORD_CYCLE,
                first.name.span,
                format!("recording rules read each other: {}", circle.join(" reads ")),
            );
            for &i in &cycle[1..] {
                diagnostic = diagnostic.related(records[i].name.span, "part of the circle");
            }
            self.diagnostics.push(diagnostic.help("write one of them without the others"));
        }
        order.into_iter().map(|i| &records[i]).collect()
    }

    /// One group, `None` if it has no rules. The schema's own group has no key.
    fn group(&mut self, group: Option<&Group>, records: &[&Record]) -> Option<RuleGroup> {
        let key = group.map(|g| g.key.value.as_str());
        let in_group = |of: &Option<Spanned<String>>| of.as_ref().map(|k| k.value.as_str()) == key;
        let mut rules: Vec<Rule> = records.iter().filter(|r| in_group(&r.group)).map(|r| record(r)).collect();
        let schema = self.schema;
        rules.extend(schema.alerts.iter().filter(|a| in_group(&a.group)).map(|a| self.alert(a)));
        if rules.is_empty() {
            return None;
        }
        let schema_name = &schema.name.value;
        let query_offset = group.and_then(|g| g.query_offset);
        if let (Some(group), Some(_)) = (group, query_offset) {
            self.require(QUERY_OFFSET, "query_offset", &format!("group `{}`", group.key.value), group.key.span);
        }
        Some(RuleGroup {
            name: key.map_or_else(|| schema_name.clone(), |k| format!("{schema_name}_{k}")),
            interval: group.map_or(schema.interval, |g| g.interval).map(|d| d.to_string()),
            query_offset: query_offset.map(|d| d.to_string()),
            limit: group.and_then(|g| g.limit),
            rules,
        })
    }

    fn alert(&mut self, alert: &Alert) -> Rule {
        let name = &alert.name;
        if !alert.keep_firing_for.is_zero() {
            self.require(KEEP_FIRING_FOR, "keep_firing_for", &format!("alert `{}`", name.value), name.span);
        }
        let mut labels = vec![("severity", alert.severity.as_str().to_owned())];
        labels.extend(alert.owner.iter().map(|owner| ("owner", owner.clone())));
        let mut annotations = vec![("summary", text(&alert.summary.value))];
        annotations.extend(alert.description.iter().map(|d| ("description", text(&d.value))));
        annotations.extend(self.runbook_url(&name.value).map(|url| ("runbook_url", url)));
        Rule {
            record: None,
            alert: Some(name.value.clone()),
            expr: text(&alert.expr.value),
            for_: unless_zero(alert.for_),
            keep_firing_for: unless_zero(alert.keep_firing_for),
            labels: self.with(labels, &alert.add_labels, "add_labels", name),
            annotations: self.with(annotations, &alert.add_annotations, "add_annotations", name),
        }
    }

    /// Every alert has a section on the pages, with a runbook or without.
    fn runbook_url(&self, alert: &str) -> Option<String> {
        let base = self.workspace.project.as_ref()?.base_url.as_ref()?;
        Some(pages::of_rule(pages::mode(self.workspace), self.schema, alert).url(base))
    }

    /// What is made of other keys, then what is added; a name of both is an error.
    fn with(
        &mut self,
        made: Vec<(&str, String)>,
        added: &[(String, String)],
        key: &str,
        alert: &Spanned<String>,
    ) -> Pairs {
        for (name, _) in added.iter().filter(|(name, _)| made.iter().any(|(m, _)| m == name)) {
            self.diagnostics.push(
                Diagnostic::error(
                    &RULE_LABEL_TWICE,
                    alert.span,
                    format!("`{key}` of alert `{}` gives `{name}`, which is made of another key", alert.value),
                )
                .help(format!("leave `{name}` out of `{key}`")),
            );
        }
        let made = made.into_iter().map(|(name, value)| (name.to_owned(), value));
        Pairs(made.chain(added.iter().cloned()).collect())
    }

    fn require(&mut self, version: (u32, u32), key: &str, of: &str, span: Span) {
        let target =
            self.workspace.project.as_ref().map_or(Prometheus::default().version, |p: &Project| p.prometheus.version);
        if target < version {
            self.diagnostics.push(
                Diagnostic::error(
                    &NEEDS_NEWER_PROMETHEUS,
                    span,
                    format!(
                        "`{key}` of {of} needs Prometheus {}.{}, but the rules must load in {}.{}",
                        version.0, version.1, target.0, target.1
                    ),
                )
                .help(format!(
                    "set `version` in `[prometheus]` of the project file to \"{}.{}\" or newer, or leave `{key}` out",
                    version.0, version.1
                )),
            );
        }
    }
}

fn record(record: &Record) -> Rule {
    Rule {
        record: Some(record.name.value.clone()),
        expr: text(&record.expr.value),
        labels: Pairs(record.add_labels.clone()),
        ..Rule::default()
    }
}

/// A text of a schema without the blank lines that `'''` leaves around it.
fn text(text: &str) -> String {
    text.trim().to_owned()
}

fn unless_zero(duration: Duration) -> Option<String> {
    (!duration.is_zero()).then(|| duration.to_string())
}
