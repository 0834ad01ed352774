//! Mistakes that are found only when pages are made.

use metricspec_schema::diagnostic::{Code, Family};

/// Two headings of a page with one anchor.
pub static ANCHOR_CLASH: Code = Code {
    name: "anchor_clash",
    family: Family::Meaning,
    doc: "Two headings of one reference page have the same anchor: GitHub drops all but letters, digits, `_` and `-`, and \
          ignores case. Links would lead to the first of them. The headings are titles, names of metrics, alerts, \
          recording rules and labels, and those inside of descriptions and runbooks. Change one of them.",
    bad: "[metrics.a]\ntype = \"gauge\"\nhelp = \"Height\"\n\
          description = \"# Metrics\"\n",
    good: "[metrics.a]\ntype = \"gauge\"\nhelp = \"Height\"\ndescription = \"# How it is measured\"\n",
};

/// Two pages with one path.
pub static PAGE_CLASH: Code = Code {
    name: "page_clash",
    family: Family::Meaning,
    doc: "Two reference pages would be the same file, on a file system that ignores case at least. `README.md` is the \
          index and `labels.md` lists the labels; a schema's page has the schema's name. Rename the schema.",
    bad: "version = 1\nname = \"labels\"\n",
    good: "version = 1\nname = \"shared_labels\"\n",
};

/// A link to nowhere.
pub static DEAD_LINK: Code = Code {
    name: "dead_link",
    family: Family::Meaning,
    doc: "A link in a description, a runbook or an introduction leads to a page or an anchor that is not among the \
          reference pages. Link to one that is (`labels.md#model`), or give a whole URL.",
    bad: "[metrics.a]\ntype = \"gauge\"\nhelp = \"Height\"\ndescription = \"See [there](nowhere.md).\"\n",
    good: "[metrics.a]\ntype = \"gauge\"\nhelp = \"Height\"\ndescription = \"See [there](https://example.com).\"\n",
};

/// An introduction of a page that is not there.
pub static UNKNOWN_PAGE: Code = Code {
    name: "unknown_page",
    family: Family::Meaning,
    doc: "`intros` in `[docs]` has a text for a page that is not made. Pages are called after their schemas; `index` is \
          the index, which is written as `README.md`, and `labels` lists the labels.",
    bad: "#--- ../metrics.toml\nversion = 1\nschemas = [\"schemas/example.toml\"]\ndocs.intros = { htpt = \"Hello.\" }\n",
    good: "#--- ../metrics.toml\nversion = 1\nschemas = [\"schemas/example.toml\"]\ndocs.intros = { index = \"Hello.\" }\n",
};

/// Every code of this crate.
pub static CODES: &[&Code] = &[&ANCHOR_CLASH, &PAGE_CLASH, &DEAD_LINK, &UNKNOWN_PAGE];
