//! Markdown that a schema's text cannot break: [`text`] escapes, [`render`] rewrites a markdown text in one canonical
//! style, [`page`] puts blocks together.

mod inline;
pub(crate) mod page;
pub(crate) mod render;
pub(crate) mod text;

/// Where inline markdown stands. In a cell of a table a `|` needs an escape, in code too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum In {
    /// A paragraph, heading or list item.
    Block,
    /// A cell of a table.
    Cell,
}
