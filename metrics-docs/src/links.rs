//! Where things stand, and the links that lead there.
//!
//! Links in texts of schemas are written as for pages of schemas, `http.md#dynamo_frontend_requests_total`, relative to the
//! folder of the pages; where a text is shown elsewhere, or the layout is another one, they are rewritten.

use metricspec_schema::model::{Docs, DocsMode, Kind, LabelSet, Metric, Schema, Workspace};
use metricspec_schema::names::fits_pattern;
use metricspec_schema::pages::{self, INDEX, LABELS, Place};
use std::collections::HashMap;

/// Places of everything that has a section.
pub(crate) struct Links {
    mode: DocsMode,
    /// Metrics, the series of histograms, the known names of families, recording rules and alerts, by exposed name.
    names: HashMap<String, Place>,
    /// Places of the usual layout that are elsewhere: `http.md#anchor`, and where it is.
    moved: HashMap<String, Place>,
}

impl Links {
    pub(crate) fn new(workspace: &Workspace, docs: &Docs) -> Links {
        let mut links = Links { mode: docs.mode, names: HashMap::new(), moved: HashMap::new() };
        for schema in &workspace.schemas {
            links.moved.insert(pages::of_schema(DocsMode::Group, schema).page, pages::of_schema(docs.mode, schema));
            for metric in schema.metrics.iter().filter(|m| !matches_any(&docs.ignore_metrics, &m.name.text)) {
                links.add_metric(schema, metric);
            }
            let records = schema.records.iter().map(|r| r.name.value.clone());
            let alerts = schema.alerts.iter().map(|a| a.name.value.clone());
            let slos = schema.slos.iter().map(|s| pages::slo_alert(schema, s));
            for name in records.chain(alerts).chain(slos) {
                let place = pages::of_rule(docs.mode, schema, &name);
                links.names.insert(name, place);
            }
            let externals = schema.externals.iter().map(|e| &e.name.value);
            links.add_others(externals, &pages::of_schema(docs.mode, schema).page, docs);
        }
        let externals = workspace.project.iter().flat_map(|p| &p.externals);
        links.add_others(externals.map(|e| &e.name.value), INDEX, docs);
        if docs.mode == DocsMode::Single {
            links.moved.insert(LABELS.to_owned(), Place::heading(INDEX, "Labels"));
        }
        links
    }

    fn add_metric(&mut self, schema: &Schema, metric: &Metric) {
        let place = pages::of_metric(self.mode, schema, metric);
        let name = &metric.name.text;
        if metric.kind == Kind::Histogram {
            for suffix in ["_bucket", "_sum", "_count"] {
                self.names.entry(format!("{name}{suffix}")).or_insert_with(|| place.clone());
            }
        }
        if let Some(template) = &metric.name.template
            && let LabelSet::Open { known, .. } = &schema.label(template.label).set
        {
            for value in known {
                let known = format!("{}{}{}", template.before, value.text.value, template.after);
                self.names.entry(known).or_insert_with(|| place.clone());
            }
        }
        self.moved.insert(pages::of_metric(DocsMode::Group, schema, metric).link_from(""), place.clone());
        self.names.insert(name.clone(), place);
    }

    fn add_others<'a>(&mut self, names: impl Iterator<Item = &'a String>, page: &str, docs: &Docs) {
        for name in names.filter(|n| !matches_any(&docs.ignore_metrics, n)) {
            self.names.entry(name.clone()).or_insert_with(|| Place::heading(page, name));
        }
    }

    /// Where the section of a name stands.
    pub(crate) fn of_name(&self, name: &str) -> Option<&Place> {
        self.names.get(name)
    }

    /// The destination of a link, from a page.
    pub(crate) fn rewrite(&self, url: &str, page: &str) -> String {
        let (path, anchor) = url.split_once('#').unwrap_or((url, ""));
        if path.is_empty() || path.contains(':') || url.starts_with('/') {
            return url.to_owned();
        }
        let path = path.trim_start_matches("./");
        let usual = Place { page: path.to_owned(), anchor: anchor.to_owned() };
        match self.moved.get(&usual.link_from("")) {
            Some(place) => place.link_from(page),
            None if self.mode == DocsMode::Single && !anchor.is_empty() => format!("#{anchor}"),
            None => usual.link_from(page),
        }
    }
}

/// Whether one of some patterns is a name.
pub(crate) fn matches_any(patterns: &[String], name: &str) -> bool {
    patterns.iter().any(|p| fits_pattern(p, name))
}
