//! Mistakes that are found only when rules are made.

use metricspec_schema::diagnostic::{Code, Family};

/// Recording rules that read each other.
pub static RECORD_CYCLE: Code = Code {
    name: "record_cycle",
    family: Family::Meaning,
    doc: "Recording rules read each other in a circle, so that none of them can be evaluated before the others. \
          Prometheus accepts such rules and evaluates them on stale samples.",
    bad: "[records.\"a:b:sum\"]\nexpr = 'c:d:sum * 2'\ndescription = \"Twice.\"\n\n\
          [records.\"c:d:sum\"]\nexpr = 'a:b:sum / 2'\ndescription = \"Half.\"\n",
    good: "[records.\"a:b:sum\"]\nexpr = 'sum(up)'\ndescription = \"Sum.\"\n\n\
           [records.\"c:d:sum\"]\nexpr = 'a:b:sum / 2'\ndescription = \"Half.\"\n",
};

/// A key that the target Prometheus does not read.
pub static NEEDS_NEWER_PROMETHEUS: Code = Code {
    name: "needs_newer_prometheus",
    family: Family::Meaning,
    doc: "A key becomes a field of the rule file that the oldest server in `[prometheus] version` does not know. An \
          older server refuses the whole file because of it. Raise `version`, or leave the key out.",
    bad: "[alerts.ExampleDown]\nexpr = 'up == 0'\nseverity = \"critical\"\nsummary = \"Down\"\ngroup = \"slow\"\n\n[groups.slow]\nquery_offset = \"1m\"\n",
    good: "[alerts.ExampleDown]\nexpr = 'up == 0'\nseverity = \"critical\"\nsummary = \"Down\"\ngroup = \"slow\"\n\n[groups.slow]\ninterval = \"5m\"\n",
};

/// A label or annotation given twice.
pub static RULE_LABEL_TWICE: Code = Code {
    name: "rule_label_twice",
    family: Family::Meaning,
    doc: "`add_labels` or `add_annotations` of an alert gives a name that is made of another key: `severity`, `owner`, \
          `summary`, `description` and `runbook_url` come from the keys of the alert, its schema and the project file.",
    bad: "[alerts.ExampleDown]\nexpr = 'up == 0'\nseverity = \"critical\"\nsummary = \"Down\"\n\
          add_labels = { severity = \"warning\" }\n",
    good: "[alerts.ExampleDown]\nexpr = 'up == 0'\nseverity = \"critical\"\nsummary = \"Down\"\n\
           add_labels = { tier = \"front\" }\n",
};

/// Every code of this crate.
pub static CODES: &[&Code] = &[&RECORD_CYCLE, &NEEDS_NEWER_PROMETHEUS, &RULE_LABEL_TWICE];
