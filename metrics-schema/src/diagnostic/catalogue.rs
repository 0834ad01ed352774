//! Every diagnostic there is: those of the language below, and those of the lints, which stand with the lints.

use super::{Code, Family};

#[cfg(feature = "commands")]
pub use crate::lint::{explain, reference};

/// Declares codes and the list of them.
macro_rules! codes {
    ($($ident:ident: $family:ident, $name:literal, $doc:literal, $bad:literal, $good:literal;)*) => {
        $(#[doc = $doc] pub static $ident: Code = Code { name: $name, family: Family::$family, doc: $doc, bad: $bad, good: $good };)*
        static CODES: &[&Code] = &[$(&$ident),*];
    };
}

codes! {
    SYNTAX: Form, "syntax",
        "The file is not TOML. The first mistake of a line is shown; what follows an unclosed bracket is not looked at.",
        r##"[metrics.a_total
type = "counter"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    NOT_UTF8: Form, "not_utf8",
        "TOML files are UTF-8. Save the file in that encoding.",
        "", r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    UNKNOWN_KEY: Form, "unknown_key",
        "A table has a key that the language does not know. The language is strict, so that a misspelt key is never silently ignored.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
lables = []
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
labels = []
"##;

    WRONG_TYPE: Form, "wrong_type",
        "A value has another type than its key takes.",
        r##"[metrics.a_total]
type = "counter"
help = 1
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    INVALID_VALUE: Form, "invalid_value",
        "A value has the right type but not a form that its key takes: a word that is none of those allowed, a number out of range, a text that is no duration.",
        r##"[metrics.a_total]
type = "countr"
help = "Things done"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    INVALID_NAME: Form, "invalid_name",
        "A table key has not the form that names of its kind have. Keys of labels, metrics, presets, objectives, queries and operations are `snake_case` and give the Rust name; those of alerts are `PascalCase`; those of recording rules and external metrics are exposed names.",
        r##"[metrics.aTotal]
type = "counter"
help = "Things done"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    MISSING_KEY: Form, "missing_key",
        "A table lacks a key that it must have.",
        r##"[metrics.a_total]
type = "counter"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    EXACTLY_ONE: Form, "exactly_one",
        "A table must have exactly one of several keys or groups of keys, and has none or too many.",
        r##"[buckets.fast]
bounds = [1]
log = { min = 1, max = 2, count = 2 }
"##, r##"[buckets.fast]
bounds = [1]
"##;

    UNSUPPORTED_VERSION: Form, "unsupported_version",
        "`version` names a version of the language that this release does not read. A release reads its own version and all older ones.",
        r##"version = 2
"##, r##"version = 1
"##;

    UNREADABLE_FILE: Meaning, "unreadable_file",
        "A file that is named cannot be read: it does not exist, is no file, is too large, or may not be read.",
        r##"include = ["missing.toml"]
"##, r##"include = ["shared.toml"]
#--- shared.toml
version = 1
"##;

    OUTSIDE_WORKSPACE: Meaning, "outside_workspace",
        "A path leads out of the folder of the project file. What a build reads must lie inside it, so that a clone or a package has it too; so must the folders of `output`: `--out` writes elsewhere.",
        r##"include = ["../../../shared.toml"]
"##, r##"include = ["shared.toml"]
#--- shared.toml
version = 1
"##;

    BAD_INCLUDE: Meaning, "bad_include",
        "`include` takes shared files: files without `name` that hold `labels` and `buckets` and include nothing themselves. Each is included once.",
        r##"include = ["shared.toml"]
#--- shared.toml
version = 1
include = ["example.toml"]
"##, r##"include = ["shared.toml"]
#--- shared.toml
version = 1
"##;

    DUPLICATE_DEFINITION: Meaning, "duplicate_definition",
        "A label or preset is defined both in a schema and in a file that it includes, or in two such files.",
        r##"include = ["shared.toml"]
[labels.status]
description = "S."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["status"]
#--- shared.toml
version = 1
[labels.status]
description = "S."
values = ["ok"]
"##, r##"include = ["shared.toml"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["status"]
#--- shared.toml
version = 1
[labels.status]
description = "S."
values = ["ok"]
"##;

    DUPLICATE_SCHEMA: Meaning, "duplicate_schema",
        "Two schemas have one name, or one schema is listed twice.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
#--- other.toml
version = 1
name = "example"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
#--- other.toml
version = 1
name = "other"
"##;

    DUPLICATE_METRIC: Meaning, "duplicate_metric",
        "Two declarations expose one name. A histogram also exposes its name with `_bucket`, `_sum` and `_count`; names of external, removed and recorded metrics count as well, and so does the name of a family in OpenMetrics: that of a counter has no `_total`. A merged scrape of two such metrics fails.",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = [1]
[metrics.a_seconds_count]
type = "gauge"
help = "Seconds counted"
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = [1]
"##;

    DUPLICATE_RULE: Meaning, "duplicate_rule",
        "Two schemas have an alert or a recording rule of one name.",
        r##"[alerts.Down]
expr = "up == 0"
severity = "warning"
summary = "Down"
#--- other.toml
version = 1
name = "other"
[alerts.Down]
expr = "up == 0"
severity = "warning"
summary = "Down"
"##, r##"[alerts.Down]
expr = "up == 0"
severity = "warning"
summary = "Down"
#--- other.toml
version = 1
name = "other"
"##;

    RUST_KEYWORD: Meaning, "rust_keyword",
        "A name becomes a keyword of Rust in the generated code, where it cannot stand.",
        r##"[metrics.type]
type = "gauge"
help = "Things there are"
"##, r##"[metrics.kind]
type = "gauge"
name = "type"
help = "Things there are"
"##;

    NO_RUST_NAME: Meaning, "no_rust_name",
        "A label value gives no name for a variant in Rust: it is empty, or begins with a digit.",
        r##"[labels.code]
description = "Code."
values = ["2xx"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = { "2xx" = { rust = "Success" } }
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    RUST_COLLISION: Meaning, "rust_collision",
        "Two names of a schema become one name in Rust.",
        r##"[labels.code]
description = "Code."
values = ["not_found", "not-found"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = ["not_found", "gone"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    UNKNOWN_LABEL: Meaning, "unknown_label",
        "A label is used that is not defined. Labels are named by their table keys; the exposed name is used in PromQL only.",
        r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["cod"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    UNKNOWN_VALUE: Meaning, "unknown_value",
        "A value is named that its label does not have.",
        r##"[labels.a]
description = "A."
values = ["x"]
[labels.b]
description = "B."
values_by = { a = { x = ["1a"], y = ["2a"] } }
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["a", "b"]
"##, r##"[labels.a]
description = "A."
values = ["x"]
[labels.b]
description = "B."
values_by = { a = { x = ["1a"] } }
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["a", "b"]
"##;

    UNKNOWN_METRIC: Meaning, "unknown_metric",
        "A metric is named by a key that the schema does not have.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
[metrics.b_total]
alias_of = "aa_total"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
[metrics.b_total]
alias_of = "a_total"
"##;

    UNKNOWN_PRESET: Meaning, "unknown_preset",
        "`buckets` names a preset that is not defined.",
        r##"[buckets.fast]
bounds = [1]
[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = "fats"
"##, r##"[buckets.fast]
bounds = [1]
[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = "fast"
"##;

    UNKNOWN_GROUP: Meaning, "unknown_group",
        "`group` names a group that is not defined.",
        r##"[records."job:up:count"]
expr = "count by (job) (up)"
description = "Targets."
group = "slow"
"##, r##"[groups.slow]
interval = "5m"
[records."job:up:count"]
expr = "count by (job) (up)"
description = "Targets."
group = "slow"
"##;

    UNKNOWN_SCHEMA: Meaning, "unknown_schema",
        "An endpoint names a schema that the project does not list.",
        r##"#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
[endpoints.web]
schemas = ["exmaple"]
static = { targets = ["localhost:80"] }
"##, r##"#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
[endpoints.web]
schemas = ["example"]
static = { targets = ["localhost:80"] }
"##;

    RESERVED_LABEL: Meaning, "reserved_label",
        "`le` and `quantile` belong to histograms and summaries, label names that begin with `__` to Prometheus itself.",
        r##"[labels.le]
description = "L."
values = ["a"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["le"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    RESERVED_VALUE: Meaning, "reserved_value",
        "`__other__` is what an open label records in place of a value beyond its bound, so none of its known values can be called that.",
        r##"[labels.code]
description = "Code."
values = ["__other__"]
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = ["other"]
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    CONFLICTING_KEYS: Meaning, "conflicting_keys",
        "Two keys of a table exclude each other.",
        r##"[labels.code]
description = "Code."
values = ["ok"]
optional = true
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    NO_VALUES: Meaning, "no_values",
        "A closed label has an empty set of values, so that no series could exist.",
        r##"[labels.code]
description = "Code."
values = {}
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    DUPLICATE_VALUE: Meaning, "duplicate_value",
        "A value is listed twice in one label.",
        r##"[labels.code]
description = "Code."
values = ["ok", "ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    DUPLICATE_LABEL: Meaning, "duplicate_label",
        "A series would have one label name twice: a label is named twice, or two of a metric's labels share their exposed name.",
        r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code", "code"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    DEPENDENT_LABEL: Meaning, "dependent_label",
        "A label with `values_by` lists, for every value of one closed sibling, the values that may go with it, and stands right after that sibling in a metric's `labels`. One level only; it cannot be a const label.",
        r##"[labels.a]
description = "A."
values = ["x"]
[labels.b]
description = "B."
values_by = { a = { x = ["1a"] } }
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["b"]
"##, r##"[labels.a]
description = "A."
values = ["x"]
[labels.b]
description = "B."
values_by = { a = { x = ["1a"] } }
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["a", "b"]
"##;

    FREE_LABEL: Meaning, "free_label",
        "A label that nothing bounds is given with each call, so that a process could make series without end. Free labels are for info metrics and const labels.",
        r##"[labels.code]
description = "Code."
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##, r##"[labels.code]
description = "Code."
max_values = 10
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code"]
"##;

    LABEL_ORDER: Meaning, "label_order",
        "A metric names its open labels first: the order of `labels` is the order of the arguments, and a call that binds the open ones binds the first ones.",
        r##"[labels.code]
description = "Code."
values = ["ok"]
[labels.model]
description = "M."
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["code", "model"]
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[labels.model]
description = "M."
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["model", "code"]
"##;

    TOO_MANY_LABELS: Meaning, "too_many_labels",
        "A call has more labels than the generated types have methods for. Series multiply with each label; a metric with so many is several metrics.",
        r##"[labels.l0]
description = "L."
max_values = 3
[labels.l1]
description = "L."
max_values = 3
[labels.l2]
description = "L."
max_values = 3
[labels.l3]
description = "L."
max_values = 3
[labels.l4]
description = "L."
max_values = 3
[labels.l5]
description = "L."
max_values = 3
[labels.l6]
description = "L."
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["l0", "l1", "l2", "l3", "l4", "l5", "l6"]
"##, r##"[labels.l0]
description = "L."
max_values = 3
[labels.l1]
description = "L."
max_values = 3
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["l0", "l1"]
"##;

    TOO_MANY_SERIES: Meaning, "too_many_series",
        "The closed labels of a metric multiply to more than a million series. A process keeps room for all of them, with a bucket each for a histogram's, so that it would run out of memory at the first record. Far below that, the lint `series_budget` warns.",
        r##"[labels.l0]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l1]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l2]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l3]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l4]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l5]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["l0", "l1", "l2", "l3", "l4", "l5"]
"##, r##"[labels.l0]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[labels.l1]
description = "L."
values = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
[metrics.a_total]
type = "counter"
help = "Things done"
labels = ["l0", "l1"]
"##;

    BAD_BUCKETS: Meaning, "bad_buckets",
        "The numbers of a bucket formula, or of `native`, give no bounds, or too many.",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = { log = { min = 0, max = 1, count = 4 } }
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = { log = { min = 0.1, max = 1, count = 4 } }
"##;

    BUCKETS_NOT_RISING: Meaning, "buckets_not_rising",
        "Bounds must rise strictly.",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = [1, 3, 2]
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = [1, 2, 3]
"##;

    MISSING_BUCKETS: Meaning, "missing_buckets",
        "A histogram has neither `buckets` nor `native`.",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
buckets = [1]
"##;

    NATIVE_RANGE: Meaning, "native_range",
        "Native buckets need a `range` with a finite end: a process keeps a cell for each bucket from one end to the other. If it begins at 0, the buckets go down from its end as far as `max_buckets` allows, and what is below them counts as 0.",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
native = { factor = 1.1 }
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
range = [0, 60]
native = { factor = 1.1 }
"##;

    NATIVE_VERSION: Meaning, "native_version",
        "A histogram has buckets that the oldest server named in the project file does not keep. Prometheus reads native histograms from 2.40 on, if `--enable-feature=native-histograms` is given (from 3.9 on: `scrape_native_histograms: true`); until 2.45 it then drops the classic buckets of the same histogram, and after that it keeps both if the scrape configuration says `scrape_classic_histograms: true` (from 3.0 on: `always_scrape_classic_histograms`).",
        r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
range = [0, 60]
buckets = [1, 10, 60]
native = { factor = 1.1 }
#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
prometheus = { version = "2.42" }
"##, r##"[metrics.a_seconds]
type = "histogram"
unit = "seconds"
help = "Time taken"
range = [0, 60]
buckets = [1, 10, 60]
native = { factor = 1.1 }
#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
prometheus = { version = "2.45" }
"##;

    BAD_EXEMPLAR: Meaning, "bad_exemplar",
        "The labels of an exemplar are too many or too long, or two of them give one Rust type. An exemplar has at most 128 characters, names and values together, and leads to a trace: an id or two are enough.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
exemplar = ["trace_id", "trace_id"]
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
exemplar = ["trace_id", "span_id"]
"##;

    KEY_NOT_FOR_TYPE: Meaning, "key_not_for_type",
        "A key, or one of its words, is for metrics of another type.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
buckets = [1]
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
"##;

    VALUE_TYPE_NOT_FOR_TYPE: Meaning, "value_type_not_for_type",
        "A metric of this type cannot record that Rust type; `duration` needs a unit of time.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
value_type = "i64"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
value_type = "f64"
"##;

    INVALID_RANGE: Meaning, "invalid_range",
        "`range` is `[min, max]`, and must rise.",
        r##"[metrics.a_ratio]
type = "gauge"
unit = "ratio"
help = "Share used"
range = [1, 0]
"##, r##"[metrics.a_ratio]
type = "gauge"
unit = "ratio"
help = "Share used"
range = [0, 1]
"##;

    BAD_NAME: Meaning, "bad_name",
        "An exposed name is none that Prometheus takes, or names a label in braces that cannot stand there.",
        r##"[metrics.a]
name = "a_{code}"
type = "gauge"
help = "Things there are"
"##, r##"[labels.code]
description = "Code."
values = ["ok"]
[metrics.a]
name = "a_{code}"
type = "gauge"
help = "Things there are"
labels = ["code"]
"##;

    BAD_ALIAS: Meaning, "bad_alias",
        "An alias is a second name of a metric that is recorded, and takes from it all that it does not say itself.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
[metrics.b_total]
alias_of = "a_total"
unit = "bytes"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
[metrics.b_total]
alias_of = "a_total"
"##;

    BAD_OPERATION: Meaning, "bad_operation",
        "An operation groups at least two metrics of one piece of work: `inc` counters, an `inc_dec` gauge, a histogram of durations. Labels in `outcome` are closed and belong to what is recorded at the end only. Each label is given once: a label and the one that depends on it are known at the same time, and one that is given at the start cannot stand alone in one of the metrics and with a dependent one in another.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
[operations.work]
description = "W."
started = "a_total"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
[metrics.b_total]
type = "counter"
help = "Things ended"
[operations.work]
description = "W."
started = "a_total"
finished = "b_total"
"##;

    BAD_OBJECTIVE: Meaning, "bad_objective",
        "The numbers of an objective cannot be met or make no sense: per cent not between 0 and 100, a short window that is not shorter than the long one, a negative rate.",
        r##"[metrics.a_total]
type = "counter"
help = "Things done"
[slos.good]
title = "Good"
objective = 100
period = "30d"
errors = "a_total"
total = "a_total"
"##, r##"[metrics.a_total]
type = "counter"
help = "Things done"
[slos.good]
title = "Good"
objective = 99.9
period = "30d"
errors = "a_total"
total = "a_total"
"##;

    BAD_ENDPOINT: Meaning, "bad_endpoint",
        "An endpoint says of no place how it is scraped.",
        r##"#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
[endpoints.web]
schemas = ["example"]
"##, r##"#--- ../metrics.toml
version = 1
schemas = ["schemas/example.toml"]
[endpoints.web]
schemas = ["example"]
static = { targets = ["localhost:80"] }
"##;
}

/// Every code: those of the language, then the lints'.
#[cfg(feature = "commands")]
pub fn all() -> impl Iterator<Item = &'static Code> {
    let lints = crate::lint::LINTS.iter().map(|lint| &lint.code);
    CODES.iter().copied().chain(crate::lint::CODES.iter().copied()).chain(lints)
}

/// The code of a name.
#[cfg(feature = "commands")]
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|c| c.name == name)
}

/// Completes an example to files: paths and texts. An example is a schema, `schemas/example.toml`, to which `version` and
/// `name` are added if it lacks them; a line `#--- other.toml` begins another file beside it. The project file
/// `metrics.toml` lists every schema, unless the example has one of its own.
#[cfg(feature = "commands")]
pub fn complete(example: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = vec![("schemas/example.toml".to_owned(), String::new())];
    for line in example.lines() {
        match line.strip_prefix("#--- ") {
            Some("../metrics.toml") => files.push(("metrics.toml".to_owned(), String::new())),
            Some(name) => files.push((format!("schemas/{name}"), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    let has = |text: &str, key: &str| {
        text.lines()
            .take_while(|l| !l.starts_with('['))
            .any(|l| l.split_once('=').is_some_and(|(k, _)| k.trim() == key))
    };
    let main = &mut files[0].1;
    let mut head = String::new();
    for (key, line) in [("version", "version = 1\n"), ("name", "name = \"example\"\n")] {
        if !has(main, key) {
            head.push_str(line);
        }
    }
    main.insert_str(0, &head);
    if !files.iter().any(|(path, _)| path == "metrics.toml") {
        let schemas: Vec<String> =
            files.iter().filter(|(_, text)| has(text, "name")).map(|(path, _)| format!("\"{path}\"")).collect();
        files.push(("metrics.toml".to_owned(), format!("version = 1\nschemas = [{}]\n", schemas.join(", "))));
    }
    files
}
