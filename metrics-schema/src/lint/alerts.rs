//! Which metrics alerts read. Expressions are not parsed here: their words are enough to find names.

use super::scan;
use crate::model::{Indicator, Metric, Workspace};
use std::collections::{BTreeSet, HashMap};

/// Every word of the expressions of alerts and objectives, and of the recording rules that these read.
pub(super) fn words_of_alerts(workspace: &Workspace) -> BTreeSet<&str> {
    let mut words: BTreeSet<&str> = BTreeSet::new();
    let mut records: HashMap<&str, &str> = HashMap::new();
    for schema in &workspace.schemas {
        records.extend(schema.records.iter().map(|record| (record.name.as_str(), record.expr.as_str())));
        words.extend(schema.alerts.iter().flat_map(|alert| scan::tokens(&alert.expr)));
        for slo in &schema.slos {
            let (first, second) = match &slo.indicator {
                Indicator::Errors { errors, total } => (errors, Some(total)),
                Indicator::Good { good, total } => (good, Some(total)),
                Indicator::Latency { histogram, .. } => (histogram, None),
            };
            words.extend(scan::tokens(first).chain(second.into_iter().flat_map(|text| scan::tokens(text))));
        }
    }
    // A rule may read rules; each is opened once.
    let mut open: Vec<&str> = words.iter().filter_map(|word| records.remove(word)).collect();
    while let Some(expr) = open.pop() {
        for word in scan::tokens(expr) {
            words.insert(word);
            open.extend(records.remove(word));
        }
    }
    words
}

/// Whether a metric, or one of its histogram's series, is among the words. Of a family whose names are known only at
/// run time, whether any of its names is.
pub(super) fn reads(words: &BTreeSet<&str>, metric: &Metric) -> bool {
    if let Some(template) = &metric.name.template {
        let (before, after) = (template.before.as_str(), template.after.as_str());
        let mut from_here = words.range(before..).map_while(|word| word.strip_prefix(before));
        return from_here.any(|rest| rest.ends_with(after));
    }
    let name = metric.name.text.as_str();
    words.contains(name)
        || (metric.buckets.is_some()
            && ["_bucket", "_count", "_sum"].iter().any(|suffix| words.contains([name, suffix].concat().as_str())))
}
