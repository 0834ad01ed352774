//! The root of a schema, of a shared file; waivers and deprecations, which many tables have.

use super::{Format, Kind, array};

/// `version`, in every kind of file.
pub(crate) const VERSION_KIND: Kind = Kind::Int(1, 1);

pub(crate) mod waiver {
    use super::*;
    crate::language::table! { "allow", "a waiver";
        LINT = "lint": Kind::Str(Format::Snake), required, "code of the lint", "\"counter_without_total\"";
        REASON = "reason": Kind::Text, required, "why it may stay", "\"public name\"";
        UNTIL = "until": Kind::Date, optional, "last day on which it holds; after it the commands warn that it has expired", "2027-06-30";
    }
}

/// `allow`.
pub(crate) const WAIVERS: Kind = Kind::Array(&Kind::Table(&waiver::TABLE), 0, usize::MAX);

pub(crate) mod deprecated {
    use super::*;
    crate::language::table! { "deprecated", "a deprecation";
        SINCE = "since": Kind::Str(Format::Version), optional, "first release in which it is deprecated", "\"1.3.0\"";
        USE = "use": Kind::Promql, optional, "promql that replaces it", "'sum(dynamo_frontend_stage_requests)'";
        REMOVE_IN = "remove_in": Kind::Str(Format::Version), optional, "release that removes it", "\"2.0.0\"";
        REASON = "reason": Kind::Text, optional, "why", "\"Stages say where a request waits.\"";
    }
}

pub(crate) mod prefix {
    use super::*;
    crate::language::table! { "prefix", "a prefix";
        DEFAULT = "default": Kind::Str(Format::MetricName), required, "the prefix that pages and rules use", "\"dynamo_frontend\"";
        ENV = "env": ENV_NAMES, optional, "variable that replaces it in the process; in an array the current name comes first", "\"DYN_METRICS_PREFIX\"";
    }
}

/// One name of a variable, or several, the current one first.
pub(crate) const ENV_NAMES: Kind =
    Kind::Either(&[Kind::Str(Format::EnvName), Kind::Array(&Kind::Str(Format::EnvName), 1, 8)]);

crate::language::table! { "the root of a schema", "a schema";
    VERSION = "version": VERSION_KIND, required, "version of this language", "1";
    NAME = "name": Kind::Str(Format::Snake), required, "names the module, the page and the rule group; unique", "\"http\"";
    TITLE = "title": Kind::Text, optional ("`name`"), "heading of the page", "\"HTTP front end\"";
    DESCRIPTION = "description": Kind::Markdown, optional, "introduction of the page", "\"OpenAI-compatible HTTP service.\"";
    PREFIX = "prefix": Kind::Either(&[Kind::Str(Format::MetricName), Kind::Table(&prefix::TABLE)]), optional,
        "exposed name = prefix + `_` + key; as a table with a variable that replaces it", "\"dynamo_frontend\"";
    INCLUDE = "include": array(&Kind::Str(Format::Path)), optional ("`[]`"),
        "files of shared definitions, relative to this one; a name that is defined twice is an error", "[\"shared.toml\"]";
    CONST_LABELS = "const_labels": array(&Kind::Str(Format::SnakeOrStar)), optional ("`[]`"),
        "labels that are given once, when a recorder is registered, and exposed on every metric; `\"*\"` admits others, whose names are known only then", "[\"dynamo_namespace\", \"*\"]";
    OWNER = "owner": Kind::Text, optional, "team that answers for it; holds for every metric, alert and objective that names no other", "\"frontend\"";
    STABILITY = "stability": Kind::Word(&["experimental", "stable"]), optional ("`\"stable\"`"), "holds for every metric that says nothing else", "\"stable\"";
    INTERVAL = "interval": Kind::Str(Format::Duration), optional ("the server's"), "how often the schema's own rule group is evaluated", "\"30s\"";
    ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers that hold for the whole file", "[{ lint = \"counter_without_total\", reason = \"public names\" }]";
    LABELS = "labels": Kind::Map(Format::Snake, &Kind::Table(&super::label::TABLE)), optional, "labels", "";
    BUCKETS = "buckets": Kind::Map(Format::Snake, &Kind::Table(&super::buckets::TABLE)), optional, "bucket presets", "";
    METRICS = "metrics": Kind::Map(Format::Snake, &Kind::Table(&super::metric::TABLE)), optional, "metrics", "";
    EXTERNAL = "external": Kind::Map(Format::MetricPattern, &Kind::Table(&super::external::TABLE)), optional, "metrics of others", "";
    REMOVED = "removed": Kind::Map(Format::MetricName, &Kind::Table(&super::external::removed::TABLE)), optional, "metrics of the past", "";
    OPERATIONS = "operations": Kind::Map(Format::Snake, &Kind::Table(&super::operation::TABLE)), optional, "operations", "";
    GROUPS = "groups": Kind::Map(Format::Snake, &Kind::Table(&super::rules::group::TABLE)), optional, "rule groups", "";
    RECORDS = "records": Kind::Map(Format::MetricName, &Kind::Table(&super::rules::record::TABLE)), optional, "recording rules", "";
    ALERTS = "alerts": Kind::Map(Format::Pascal, &Kind::Table(&super::rules::alert::TABLE)), optional, "alerts", "";
    SLOS = "slos": Kind::Map(Format::Snake, &Kind::Table(&super::rules::slo::TABLE)), optional, "objectives", "";
    QUERIES = "queries": Kind::Map(Format::Snake, &Kind::Table(&super::rules::query::TABLE)), optional, "documented queries", "";
}

pub(crate) mod shared {
    use super::*;
    crate::language::table! { "the root of a shared file", "a shared file";
        VERSION = "version": VERSION_KIND, required, "version of this language", "1";
        ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers that hold for the whole file", "[{ lint = \"unused_label\", reason = \"for services elsewhere\" }]";
        LABELS = "labels": Kind::Map(Format::Snake, &Kind::Table(&crate::language::tables::label::TABLE)), optional, "labels", "";
        BUCKETS = "buckets": Kind::Map(Format::Snake, &Kind::Table(&crate::language::tables::buckets::TABLE)), optional, "bucket presets", "";
    }
}
