//! `[external.NAME]` and `[removed.NAME]`.

use super::buckets::{BOUND_LIST, LABEL_NAMES, RANGE};
use super::root::{WAIVERS, deprecated};
use super::{Format, Kind, array};

pub(crate) mod removed {
    use super::*;
    crate::language::table! { "[removed.NAME]", "a removed metric";
        SINCE = "since": Kind::Str(Format::Version), optional, "first release without it", "\"1.1.0\"";
        USE = "use": Kind::Promql, optional, "promql that replaces it", "'dynamo_operator_resources_total'";
        REASON = "reason": Kind::Text, optional, "why", "\"Nothing ever set it.\"";
    }
}

crate::language::table! { "[external.NAME]", "an external metric";
    TYPE = "type": Kind::Word(&["counter", "gauge", "histogram", "info", "stateset", "summary"]), optional, "kind of the metric", "\"counter\"";
    HELP = "help": Kind::Text, optional, "its help text", "\"Length of time per reconciliation per controller\"";
    DESCRIPTION = "description": Kind::Markdown, optional, "more for the page", "\"Recorded by controller-runtime.\"";
    UNIT = "unit": Kind::Str(Format::Unit), optional, "its unit", "\"seconds\"";
    RANGE_KEY = "range": RANGE, optional, "values that can occur", "[0, inf]";
    LABELS = "labels": Kind::Either(&[LABEL_NAMES, Kind::Map(Format::LabelName, &array(&Kind::Any))]), optional,
        "array of exposed names, or table name → array of the values that occur, `[]` for any", "{ controller = [], result = [\"success\", \"error\"] }";
    STATE = "state": Kind::Str(Format::LabelName), optional, "stateset: exposed name of the label that holds the state", "\"phase\"";
    BUCKETS = "buckets": Kind::Either(&[BOUND_LIST, Kind::Table(&super::buckets::TABLE)]), optional, "bounds of its buckets", "[0.1, 1, 10]";
    URL = "url": Kind::Str(Format::Url), optional, "where it is documented", "\"https://github.com/kubernetes/kube-state-metrics\"";
    DEPRECATED = "deprecated": Kind::Table(&deprecated::TABLE), optional, "makes it deprecated, as for metrics", "{ since = \"1.3.0\" }";
    ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"non_base_unit\", reason = \"not ours\" }]";
}
