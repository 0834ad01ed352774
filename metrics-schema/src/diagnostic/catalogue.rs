//! Every diagnostic there is.

use super::{Code, Family};

macro_rules! codes {
    ($($(#[$meta:meta])* $ident:ident: $family:ident, $name:literal, $doc:literal, bad: $bad:literal, good: $good:literal;)*) => {
        $($(#[$meta])* #[doc = $doc] pub static $ident: Code = Code { name: $name, family: Family::$family, doc: $doc, bad: $bad, good: $good };)*
        static CODES: &[&Code] = &[$(&$ident),*];
    };
}

codes! {
    UNKNOWN_KEY: Form, "unknown_key", "A table has a key that the language does not know. The language is strict, so that a misspelt key is never silently ignored.",
        bad: "[metrics.requests_total]\ntype = \"counter\"\nhelp = \"Requests\"\nlables = []\n",
        good: "[metrics.requests_total]\ntype = \"counter\"\nhelp = \"Requests\"\nlabels = []\n";
}

/// Every code: those of the language, then the lints'.
pub fn all() -> impl Iterator<Item = &'static Code> {
    CODES.iter().copied().chain(crate::lint::LINTS.iter().map(|l| &l.code))
}

/// The code of a name.
pub fn find(name: &str) -> Option<&'static Code> {
    all().find(|c| c.name == name)
}

/// Completes an example to a whole schema: adds `version` and `name` if it does not have them.
pub fn complete(example: &str) -> String {
    let has = |key: &str| {
        example
            .lines()
            .take_while(|l| !l.starts_with('['))
            .any(|l| l.split('=').next().is_some_and(|k| k.trim() == key))
    };
    let mut head = String::new();
    if !has("version") {
        head.push_str("version = 1\n");
    }
    if !has("name") {
        head.push_str("name = \"example\"\n");
    }
    head + example
}
