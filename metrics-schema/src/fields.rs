//! Reading keys: the one way from the tree to values. A key is read by its constant in [`crate::language::tables`], and
//! only from the table that declares it, so that what is not declared cannot be read.

use crate::language::{Key, Table};
use crate::model::{Decimal, Duration, Unit};
use crate::source::{Span, Spanned};
use crate::tree::{Entry, Node, Value};

/// A table that has passed [`crate::form`], with its declaration.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    table: &'static Table,
    entries: &'a [Entry],
    /// The key under which it stands, or the whole of it in an array.
    pub(crate) span: Span,
}

impl<'a> Fields<'a> {
    /// A nested table.
    pub(crate) fn of(table: &'static Table, node: &'a Node, span: Span) -> Fields<'a> {
        let entries: &[Entry] = if let Value::Table(entries) = &node.value { entries } else { &[] };
        Fields { table, entries, span }
    }

    /// The entry of a key.
    ///
    /// # Panics
    /// If the key is none of this table's: the lowering is wrong then, whatever the file says. Every golden would show it.
    pub(crate) fn entry(&self, key: &'static Key) -> Option<&'a Entry> {
        assert!(
            self.table.keys.iter().any(|k| std::ptr::eq(*k, key)),
            "`{}` is no key of {}",
            key.name,
            self.table.path
        );
        self.entries.iter().find(|e| e.key.value == key.name)
    }

    pub(crate) fn node(&self, key: &'static Key) -> Option<&'a Node> {
        self.entry(key).map(|e| &e.node)
    }

    /// Whether a key of it is not known, or a value had the wrong form.
    pub(crate) fn has_mistake(&self) -> bool {
        self.entries.iter().any(|e| matches!(e.node.value, Value::Other(_)))
    }

    /// Place of the key, for messages about its presence.
    pub(crate) fn key_span(&self, key: &'static Key) -> Option<Span> {
        self.entry(key).map(|e| e.key.span)
    }

    pub(crate) fn spanned(&self, key: &'static Key) -> Option<Spanned<String>> {
        self.node(key).and_then(Node::spanned)
    }

    pub(crate) fn text(&self, key: &'static Key) -> Option<String> {
        self.spanned(key).map(|s| s.value)
    }

    pub(crate) fn word(&self, key: &'static Key) -> Option<&'a str> {
        match &self.node(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn flag(&self, key: &'static Key) -> Option<bool> {
        match self.node(key)?.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    pub(crate) fn int(&self, key: &'static Key) -> Option<i64> {
        match self.node(key)?.value {
            Value::Int(int) => Some(int),
            _ => None,
        }
    }

    pub(crate) fn number(&self, key: &'static Key) -> Option<Spanned<Decimal>> {
        let node = self.node(key)?;
        Some(Spanned::new(node.number()?, node.span))
    }

    pub(crate) fn duration(&self, key: &'static Key) -> Option<Spanned<Duration>> {
        let text = self.spanned(key)?;
        Some(Spanned::new(Duration::parse(&text)?, text.span))
    }

    pub(crate) fn unit(&self, key: &'static Key) -> Option<Spanned<Unit>> {
        let text = self.spanned(key)?;
        Some(Spanned::new(Unit::parse(&text)?, text.span))
    }

    /// Elements of an array.
    pub(crate) fn array(&self, key: &'static Key) -> &'a [Node] {
        match self.node(key).map(|n| &n.value) {
            Some(Value::Array(items)) => items,
            _ => &[],
        }
    }

    /// Strings of an array, or the one string that stands for it.
    pub(crate) fn strings(&self, key: &'static Key) -> Vec<Spanned<String>> {
        match self.node(key) {
            Some(node) => node.strings(),
            None => Vec::new(),
        }
    }

    /// Entries of a table whose keys the author chose.
    pub(crate) fn map(&self, key: &'static Key) -> &'a [Entry] {
        self.node(key).map_or(&[], Node::entries)
    }

    /// Entries of a table from text to text.
    pub(crate) fn text_map(&self, key: &'static Key) -> Vec<(String, String)> {
        self.map(key).iter().filter_map(|e| Some((e.key.value.clone(), e.node.spanned()?.value))).collect()
    }

    /// A nested table of the language.
    pub(crate) fn table(&self, key: &'static Key, table: &'static Table) -> Option<Fields<'a>> {
        let entry = self.entry(key)?;
        matches!(entry.node.value, Value::Table(_)).then(|| Fields::of(table, &entry.node, entry.key.span))
    }
}

impl Node {
    pub(crate) fn spanned(&self) -> Option<Spanned<String>> {
        match &self.value {
            Value::Text(text) => Some(Spanned::new(text.clone(), self.span)),
            _ => None,
        }
    }

    pub(crate) fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Int(int) => Some(Decimal::from_int(int)),
            Value::Float(decimal) => Some(decimal),
            _ => None,
        }
    }

    pub(crate) fn strings(&self) -> Vec<Spanned<String>> {
        match &self.value {
            Value::Array(items) => items.iter().filter_map(Node::spanned).collect(),
            _ => self.spanned().into_iter().collect(),
        }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Table(entries) => entries,
            _ => &[],
        }
    }
}
