//! The language, declared once: every table with every key, its kind, default, meaning and an example.
//!
//! Three things are made of this declaration, and nothing else says what the language is: `form` checks files
//! against it, the lowering reads keys only through `fields::Fields`, which takes these constants, and the JSON
//! Schemas and the reference are rendered from it.

#[cfg(feature = "commands")]
mod examples;
mod format;
#[cfg(feature = "json-schema")]
mod json_schema;
#[cfg(feature = "commands")]
mod reference;
pub(crate) mod tables;

#[cfg(feature = "commands")]
pub use examples::example_files;
pub use format::Format;
pub(crate) use format::is_line;
#[cfg(feature = "json-schema")]
pub use json_schema::json_schemas;
#[cfg(feature = "commands")]
pub use reference::reference;

/// A table of the language.
pub struct Table {
    /// Where it stands: `[labels.KEY]`.
    pub path: &'static str,
    /// What one of them is, for messages: `a label`.
    pub noun: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [&'static Key],
    /// If not empty: of the keys named here exactly one group must be there, whole.
    pub one_of: &'static [&'static [&'static str]],
    /// Keys that are required unless another one is there: `(the other one, the keys)`.
    pub required_unless: Option<(&'static str, &'static [&'static str])>,
}

/// A key of a table.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is if it is not there, as the reference says it; empty: nothing.
    pub default: &'static str,
    /// Its meaning and rule, in markdown, one line.
    pub doc: &'static str,
    /// A value as TOML; empty for a key that is written as a table of its own.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy)]
pub enum Kind {
    /// One line of text that is not blank.
    Text,
    /// Any number of lines of markdown, not blank.
    Markdown,
    /// A PromQL expression.
    Promql,
    /// Any string: a label value.
    Any,
    /// A string of a format.
    Str(Format),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A boolean.
    Bool,
    /// An integer from … to ….
    Int(i64, i64),
    /// A finite number.
    Number,
    /// A number, or `inf`, `-inf`.
    Extended,
    /// A date.
    Date,
    /// An array with at least, at most so many elements.
    Array(&'static Kind, usize, usize),
    /// A table of the language.
    Table(&'static Table),
    /// A table whose keys are of a format and are chosen by the author.
    Map(Format, &'static Kind),
    /// One of several, told apart by their TOML types.
    Either(&'static [Kind]),
}

/// An array of any length.
pub(crate) const fn array(of: &'static Kind) -> Kind {
    Kind::Array(of, 0, usize::MAX)
}

/// Declares a table: a constant for each key, and `TABLE` with all of them, so that none can be left out.
macro_rules! table {
    ($path:literal, $noun:literal $(, one_of: $one_of:expr)? $(, required_unless: $unless:expr)?;
     $($ident:ident = $name:literal: $kind:expr, $need:tt $(($default:literal))?, $doc:literal, $example:literal;)*) => {
        use $crate::language::{Key, Table};
        $(pub(crate) static $ident: Key = Key {
            name: $name,
            kind: $kind,
            required: $crate::language::table!(@required $need),
            default: $crate::language::table!(@default $($default)?),
            doc: $doc,
            example: $example,
        };)*
        pub(crate) static TABLE: Table = Table {
            path: $path,
            noun: $noun,
            keys: &[$(&$ident),*],
            one_of: $crate::language::table!(@or &[], $($one_of)?),
            required_unless: $crate::language::table!(@or None, $($unless)?),
        };
    };
    (@required required) => { true };
    (@required optional) => { false };
    (@default) => { "" };
    (@default $default:literal) => { $default };
    (@or $default:expr, ) => { $default };
    (@or $default:expr, $given:expr) => { $given };
}
pub(crate) use table;
