//! `[labels.KEY]`.

use super::root::{WAIVERS, deprecated};
use super::{Format, Kind};

pub(crate) mod value {
    use super::*;
    crate::language::table! { "a value of a label", "a value";
        DESCRIPTION = "description": Kind::Markdown, optional, "what it means", "\"Not yet known.\"";
        RUST = "rust": Kind::Str(Format::Ident), optional ("made of the text"), "its variant in Rust; required where the text gives none (`\"\"`, `\"4xx\"`) or one that another value has", "\"None\"";
        DEPRECATED = "deprecated": Kind::Table(&deprecated::TABLE), optional, "makes it deprecated", "{ since = \"1.3.0\" }";
    }
}

/// A list of values, or a table from value to its text or details.
pub(crate) const VALUES: Kind = Kind::Either(&[
    Kind::Array(&Kind::Any, 1, 4096),
    Kind::Map(Format::Any, &Kind::Either(&[Kind::Text, Kind::Table(&value::TABLE)])),
]);

crate::language::table! { "[labels.KEY]", "a label";
    DESCRIPTION = "description": Kind::Markdown, required, "what the label tells apart", "\"Served model.\"";
    NAME = "name": Kind::Str(Format::LabelName), optional ("the table key"), "exposed name; two labels may share one, with different values, as long as no metric has both", "\"reason\"";
    VALUES_KEY = "values": VALUES, optional, "the closed set; together with `max_values`: values known beforehand in an open one", "[\"success\", \"error\"]";
    VALUES_BY = "values_by": Kind::Map(Format::Snake, &Kind::Map(Format::Any, &VALUES)), optional,
        "closed set that depends on a sibling: one sibling label → its value → `values`", "{ status = { success = [\"\"], error = [\"internal\"] } }";
    MAX_VALUES = "max_values": Kind::Int(1, 1_000_000), optional,
        "makes the set open, and bounds it: further values are recorded as `__other__`; known `values` do not count", "32";
    VALUE_TYPE = "value_type": Kind::Word(&["string", "bool", "u32", "u64"]), optional ("`\"string\"`"),
        "Rust type that a call passes; `bool` is closed, numbers are open or free", "\"u64\"";
    FORMAT = "format": Kind::Word(&["decimal", "hex"]), optional ("`\"decimal\"`"), "how a number is written", "\"hex\"";
    OPTIONAL = "optional": Kind::Bool, optional ("`false`"),
        "open or free label: the value may be left out; it is then empty, which is to Prometheus no label at all", "true";
    RUST = "rust": Kind::Str(Format::Ident), optional ("made of the key"), "name of the generated type, if the one derived from the key will not do; of a dependent label, the type of the pair", "\"Outcome\"";
    DEPRECATED = "deprecated": Kind::Table(&deprecated::TABLE), optional, "makes it deprecated, as for metrics", "{ since = \"1.3.0\" }";
    ALLOW = "allow": WAIVERS, optional ("`[]`"), "waivers", "[{ lint = \"label_meaning_differs\", reason = \"older than the other\" }]";
}
