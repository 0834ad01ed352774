//! Where things stand on the reference pages: page names and anchors, by GitHub's rules. The pages and the
//! `runbook_url` of alerts both ask here, so that they cannot disagree.

use crate::model::{DocsMode, Metric, Schema, Slo, Workspace};
use crate::names::pascal;

/// The index page.
pub const INDEX: &str = "README.md";

/// The page of all labels.
pub const LABELS: &str = "labels.md";

/// A place on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the page, relative to the folder of the pages, with `/`.
    pub page: String,
    /// Anchor on it, without `#`; empty for the page itself.
    pub anchor: String,
}

impl Place {
    /// The page itself.
    pub fn page(page: impl Into<String>) -> Place {
        Place { page: page.into(), anchor: String::new() }
    }

    /// The heading of a text on a page.
    pub fn heading(page: impl Into<String>, heading: &str) -> Place {
        Place { page: page.into(), anchor: slug(heading) }
    }

    /// Link to it from another page of the same folder tree: `labels.md#model`, `../labels.md#model`, `#model`.
    pub fn link_from(&self, page: &str) -> String {
        let fragment = if self.anchor.is_empty() { String::new() } else { format!("#{}", self.anchor) };
        if self.page == page && !fragment.is_empty() {
            return fragment;
        }
        let (from, to): (Vec<&str>, Vec<&str>) = (page.split('/').collect(), self.page.split('/').collect());
        let folders = from.len().min(to.len()) - 1;
        let common = (0..folders).take_while(|&i| from[i] == to[i]).count();
        format!("{}{}{fragment}", "../".repeat(from.len() - 1 - common), to[common..].join("/"))
    }

    /// Its whole URL, if the pages are published under `base`.
    pub fn url(&self, base: &str) -> String {
        let fragment = if self.anchor.is_empty() { String::new() } else { format!("#{}", self.anchor) };
        format!("{}/{}{fragment}", base.trim_end_matches('/'), self.page)
    }
}

/// GitHub's anchor of a heading's text: lower case, runs of spaces become `-`, and what is no letter, digit, mark, `_` or `-` is
/// dropped. A page that has it already gets `-1` behind it, which the pages never rely on.
pub fn slug(heading: &str) -> String {
    let one_line = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '_' | '-' => Some(c),
            _ if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// How the pages of a workspace are laid out.
pub fn mode(workspace: &Workspace) -> DocsMode {
    workspace.project.as_ref().map_or(DocsMode::Group, |p| p.docs.mode)
}

/// The page of a schema: its introduction, rules and queries, and unless each metric has a page, its metrics.
pub fn of_schema(mode: DocsMode, schema: &Schema) -> Place {
    match mode {
        DocsMode::Single => Place::heading(INDEX, &schema.title),
        DocsMode::Group | DocsMode::Metric => Place::page(format!("{}.md", schema.name.value)),
    }
}

/// The section of a metric. Its heading is the exposed name.
pub fn of_metric(mode: DocsMode, schema: &Schema, metric: &Metric) -> Place {
    let page = match mode {
        DocsMode::Metric => format!("{}/{}.md", schema.name.value, slug(&metric.name.text)),
        DocsMode::Group | DocsMode::Single => of_schema(mode, schema).page,
    };
    Place::heading(page, &metric.name.text)
}

/// The section of an alert or recording rule, whose heading is its name.
pub fn of_rule(mode: DocsMode, schema: &Schema, name: &str) -> Place {
    Place::heading(of_schema(mode, schema).page, name)
}

/// Name of the alerts of an objective: prefix (or name of the schema), key and `BudgetBurn`.
pub fn slo_alert(schema: &Schema, slo: &Slo) -> String {
    let prefix = schema.prefix.default.as_deref().unwrap_or(&schema.name.value);
    format!("{}{}BudgetBurn", pascal(prefix), pascal(&slo.key.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_githubs() {
        for (heading, want) in [
            ("dynamo_frontend_requests_total", "dynamo_frontend_requests_total"),
            ("DynamoFrontendErrorBudgetBurn", "dynamofrontenderrorbudgetburn"),
            ("pool:kvbm_match:hit_ratio5m", "poolkvbm_matchhit_ratio5m"),
            ("dynamo_component_{gauge}", "dynamo_component_gauge"),
            ("reason (http, failure_reason)", "reason-http-failure_reason"),
            ("Größe & Maß", "größe--maß"),
            ("a - b", "a---b"),
            (" a   b ", "a-b"),
        ] {
            assert_eq!(slug(heading), want, "{heading}");
        }
    }

    #[test]
    fn links_are_relative() {
        let labels = Place::heading(LABELS, "model");
        assert_eq!(labels.link_from("http.md"), "labels.md#model");
        assert_eq!(labels.link_from("http/requests.md"), "../labels.md#model");
        assert_eq!(labels.link_from(LABELS), "#model");
        assert_eq!(Place::page("http/a.md").link_from("http/b.md"), "a.md");
        assert_eq!(Place::page("http/a.md").link_from("kvbm/b.md"), "../http/a.md");
        assert_eq!(labels.url("https://docs.example.com/"), "https://docs.example.com/labels.md#model");
    }
}
