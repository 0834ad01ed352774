//! Links in texts of schemas. They are written as for pages of schemas, `http.md#dynamo_frontend_requests_total`, relative to
//! the folder of the pages; where a text is shown elsewhere, or the layout is another one, they are rewritten.

use metricspec_schema::model::{DocsMode, Workspace};
use metricspec_schema::pages::{self, INDEX, LABELS, Place};
use std::collections::HashMap;

/// Where the places of the usual layout are.
pub(crate) struct Links {
    mode: DocsMode,
    /// Places that are elsewhere: `http.md#anchor`, and where it is.
    moved: HashMap<String, Place>,
}

impl Links {
    pub(crate) fn new(workspace: &Workspace) -> Links {
        let (mode, mut moved) = (pages::mode(workspace), HashMap::new());
        for schema in &workspace.schemas {
            let page = pages::of_schema(DocsMode::Group, schema).page;
            for metric in &schema.metrics {
                let usual = pages::of_metric(DocsMode::Group, schema, metric).link_from("");
                moved.insert(usual, pages::of_metric(mode, schema, metric));
            }
            moved.insert(page, pages::of_schema(mode, schema));
        }
        if mode == DocsMode::Single {
            moved.insert(LABELS.to_owned(), Place::heading(INDEX, "Labels"));
        }
        Links { mode, moved }
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
