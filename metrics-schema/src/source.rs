//! Source texts and places in them. Everything that a diagnostic points at is a [`Span`] into a [`Sources`].

use std::ops::Range;

/// Index of a file in a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A range of bytes of one source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span of `file`. Offsets beyond 4 GiB do not occur: [`crate::load`] refuses larger files.
    pub fn new(file: FileId, range: Range<usize>) -> Span {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The bytes, as a range to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place that it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: std::fmt::Display> std::fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(f)
    }
}

/// One source file: its path as shown to people (relative to the workspace root, with `/`), and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the workspace root.
    pub path: String,
    /// The whole text.
    pub text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// A source with its line table.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        // A byte order mark is no character of the first line: editors do not count it.
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
        let line_starts = std::iter::once(first)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1))
            .collect();
        Source { path: path.into(), text, line_starts }
    }

    /// Line and column of a byte, both counted from 1; columns count characters.
    pub fn line_col(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&s| s <= offset).max(1) - 1;
        let start = self.line_starts[line] as usize;
        let end = self.text.floor_char_boundary((offset as usize).min(self.text.len()));
        (line + 1, self.text[start.min(end)..end].chars().count() + 1)
    }

    /// Text of a line, counted from 1, without its line break.
    pub fn line(&self, number: usize) -> &str {
        let Some(&start) = self.line_starts.get(number - 1) else { return "" };
        let end = self.line_starts.get(number).map_or(self.text.len(), |&e| e as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Byte at which a line, counted from 1, starts.
    pub fn line_start(&self, number: usize) -> u32 {
        self.line_starts.get(number - 1).copied().unwrap_or(self.text.len() as u32)
    }
}

/// All source files of one run, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of an id.
    ///
    /// # Panics
    /// If the id comes from another `Sources`.
    pub fn get(&self, id: FileId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(i, s)| (FileId(i as u32), s))
    }

    /// The id of a path, if it has been read.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.iter().find(|(_, s)| s.path == path).map(|(id, _)| id)
    }

    /// `path:line:col` of the start of a span.
    pub fn place(&self, span: Span) -> String {
        let source = self.get(span.file);
        let (line, col) = source.line_col(span.start);
        format!("{}:{line}:{col}", source.path)
    }
}
