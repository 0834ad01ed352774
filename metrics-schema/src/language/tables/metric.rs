//! `[metrics.KEY]`.

use super::buckets::{BOUND_LIST, LABEL_NAMES, RANGE};
use super::root::{WAIVERS, deprecated};
use super::{Format, Kind, array};

pub(crate) mod native {
    use super::*;
    crate::language::table! { "native", "a native histogram";
        FACTOR = "factor": Kind::Number, required, "most that a bound may be, in multiples of the one before: the coarsest of Prometheus' standard growths up to it holds", "1.1";
        MAX_BUCKETS = "max_buckets": Kind::Int(1, 100_000), optional ("160"), "most buckets, each of which has a cell for each series", "160";
    }
}

crate::language::table! { "[metrics.KEY]", "a metric", required_unless: Some(("alias_of", &["type", "help"]));
    TYPE = "type": Kind::Word(&["counter", "gauge", "histogram", "info", "stateset"]), optional,
        "kind of the metric; required, except of an alias", "\"counter\"";
    HELP = "help": Kind::Text, optional, "the `# HELP` line; required, except of an alias", "\"Total number of LLM requests processed\"";
    DESCRIPTION = "description": Kind::Markdown, optional, "more for the page", "\"Only ever goes up.\"";
    NAME = "name": Kind::Str(Format::MetricTemplate), optional ("prefix + `_` + key"),
        "the whole exposed name: no prefix is added, no variable changes it", "\"dynamo_frontend_stage_requests\"";
    UNIT = "unit": Kind::Str(Format::Unit), optional, "checked against the name and in expressions; never added to the name", "\"seconds\"";
    VALUE_TYPE = "value_type": Kind::Word(&["u64", "i64", "f64", "bool", "duration"]), optional ("see below"), "Rust type that a call records", "\"f64\"";
    RANGE_KEY = "range": RANGE, optional, "`[min, max]`, values that can occur (`inf` allowed), so that a comparison that is always true is found", "[0, 1]";
    LABELS = "labels": array(&Kind::Str(Format::Snake)), optional ("`[]`"),
        "labels of each call, open ones first; their order is the order of the arguments", "[\"model\", \"endpoint\"]";
    CONST_LABELS = "const_labels": array(&Kind::Str(Format::SnakeOrStar)), optional ("the root's"), "which of the root's const labels (`\"*\"` is one) this metric carries", "[]";
    STATE = "state": Kind::Str(Format::Snake), optional, "stateset: the closed label that holds the state", "\"phase\"";
    BUCKETS = "buckets": Kind::Either(&[Kind::Str(Format::Snake), BOUND_LIST, Kind::Table(&super::buckets::TABLE)]), optional,
        "histogram: a preset's key, an array (short for `bounds`) or a table; required unless `native`", "\"request_duration\"";
    NATIVE = "native": Kind::Table(&native::TABLE), optional, "histogram: exponential buckets over `range`, instead of `buckets` or, from Prometheus 2.45 on, beside them", "{ factor = 1.1, max_buckets = 160 }";
    EXEMPLAR = "exemplar": LABEL_NAMES, optional ("`[]`"), "counter, histogram: label names that a call may attach, four at most", "[\"trace_id\"]";
    UPDATES = "updates": Kind::Word(&["inc", "total", "set", "inc_dec", "snapshot", "callback"]), optional ("see below"),
        "how it is recorded: the type offers these calls and no others", "\"inc_dec\"";
    INITIAL = "initial": Kind::Word(&["zero", "absent"]), optional ("see below"), "whether a series exists before its first record", "\"zero\"";
    REMOVABLE = "removable": Kind::Bool, optional ("`false`"), "series can be removed by hand; needs an open label; not for counters and histograms of `f64`", "true";
    CONDITION = "condition": Kind::Text, optional, "when it is exposed at all; a check of a running process does not miss it", "\"the LoRA controller runs\"";
    ALIAS_OF = "alias_of": Kind::Str(Format::Snake), optional, "key of a metric here: this is a second name of that metric, fed by the same recorder", "\"active_requests\"";
    STABILITY = "stability": Kind::Word(&["experimental", "stable"]), optional ("the root's"), "whether it may change without notice", "\"experimental\"";
    OWNER = "owner": Kind::Text, optional ("the root's"), "team that answers for it", "\"frontend\"";
    SINCE = "since": Kind::Str(Format::Version), optional, "first release that has it", "\"0.4.0\"";
    DEPRECATED = "deprecated": Kind::Table(&deprecated::TABLE), optional,
        "makes it deprecated: `since` (version), `use` (promql that replaces it), `remove_in` (version), `reason` (text); `{}` will do", "{ since = \"1.3.0\", remove_in = \"2.0.0\" }";
    NO_ALERT = "no_alert": Kind::Text, optional, "why no alert reads it", "\"only explains others\"";
    ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"total_on_gauge\", reason = \"public name\" }]";
}
