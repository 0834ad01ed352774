//! TOML text as a tree of spanned values, in file order, with every syntax error.

use crate::diagnostic::{Diagnostic, catalogue};
use crate::model::Decimal;
use crate::source::{FileId, Span, Spanned};
use toml::de::{DeTable, DeValue};

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    Int(i64),
    /// A float that is finite.
    Float(Decimal),
    /// `inf` or `-inf`; the flag is the sign.
    Infinite(bool),
    Bool(bool),
    /// A date without a time, `2027-06-30`.
    Date(String),
    /// `nan`, a time, a number that is too large: nothing that the language takes anywhere.
    Other(&'static str),
    Array(Vec<Node>),
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Spanned<String>,
    pub(crate) node: Node,
}

impl Value {
    /// What it is, for messages.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Value::Text(_) => "a string",
            Value::Int(_) => "an integer",
            Value::Float(_) => "a float",
            Value::Infinite(_) => "an infinite number",
            Value::Bool(_) => "a boolean",
            Value::Date(_) => "a date",
            Value::Other(what) => what,
            Value::Array(_) => "an array",
            Value::Table(_) => "a table",
        }
    }
}

/// Nesting beyond this is refused: no schema needs it, and recursion must end.
const MAX_DEPTH: usize = 32;

/// Parses a text. The root is always a table; with syntax errors it holds what could be read, which is a guess around the
/// place of each.
pub(crate) fn parse(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let empty = Node { span: Span::new(file, 0..0), value: Value::Table(Vec::new()) };
    if let Some(at) = nesting_beyond(text) {
        let message = format!("values are nested more than {MAX_DEPTH} deep");
        diagnostics.push(Diagnostic::error(&catalogue::SYNTAX, Span::new(file, at..at + 1), message));
        return empty;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    // One mistake makes the parser stumble over all that follows it; the first one of a line says enough, and behind an
    // unclosed bracket nothing does.
    let mut spans: Vec<(std::ops::Range<usize>, String)> = errors
        .iter()
        .map(|e| (e.span().unwrap_or(0..0), e.message().to_owned()))
        .map(|(s, m)| (s.start.min(text.len())..s.end.min(text.len()), m))
        .collect();
    spans.sort_by_key(|(s, _)| s.start);
    let mut last_line = usize::MAX;
    let (mut line, mut counted) = (0, 0);
    for (span, message) in spans {
        // From the last one on: a file can be nothing but mistakes.
        line += text.as_bytes()[counted..span.start].iter().filter(|b| **b == b'\n').count();
        counted = span.start;
        if last_line != usize::MAX && line <= last_line + 1 {
            last_line = line;
            continue;
        }
        last_line = line;
        diagnostics.push(Diagnostic::error(&catalogue::SYNTAX, Span::new(file, span), first_line(&message)));
    }
    let root = table_entries(file, table.get_ref());
    Node { span: Span::new(file, 0..0), value: Value::Table(root) }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("this is not TOML").to_owned()
}

/// The byte at which brackets or dotted keys are nested too deep. Brackets at the start of a line may be headers, and are
/// left to the parser.
fn nesting_beyond(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut depth, mut dots, mut at) = (0usize, 0usize, 0usize);
    let mut line_start = true;
    while let Some(&b) = bytes.get(at) {
        let end = match b {
            b'"' | b'\'' => end_of_string(bytes, at),
            b'#' => end_of_line(bytes, at),
            _ => at + 1,
        };
        match b {
            b'[' | b'{' if !line_start => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match b {
            b'.' => dots += 1,
            // Numbers have dots too: only those of one key are a depth.
            b'\n' | b'=' | b',' | b'[' | b']' | b'{' | b'}' => dots = 0,
            _ => {}
        }
        line_start = b == b'\n' || (line_start && (b == b'[' || b.is_ascii_whitespace()));
        if depth > MAX_DEPTH || dots > MAX_DEPTH {
            return Some(at);
        }
        at = end;
    }
    None
}

/// The end of the string that begins here. Brackets and dots in it are text.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let many = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if many { 3 } else { 1 };
    while let Some(&b) = bytes.get(at) {
        match b {
            b'\\' if quote == b'"' => at += 1,
            b'\n' if !many => return at,
            // Up to two quotes can stand before the three that end it.
            _ if b == quote && many && bytes[at..].starts_with(&[quote; 3]) => {
                return at + bytes[at..].iter().take(5).take_while(|b| **b == quote).count();
            }
            _ if b == quote && !many => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn end_of_line(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |length| start + length)
}

fn table_entries(file: FileId, table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: Spanned::new(key.get_ref().to_string(), Span::new(file, key.span())),
            node: node(file, value.span(), value.get_ref()),
        })
        .collect();
    entries.sort_by_key(|e| (e.key.span, e.node.span));
    entries
}

fn node(file: FileId, span: std::ops::Range<usize>, value: &DeValue<'_>) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(int) => match i64::from_str_radix(int.as_str(), int.radix()) {
            Ok(int) => Value::Int(int),
            Err(_) => Value::Other("an integer that is too large"),
        },
        DeValue::Float(float) => match float.as_str() {
            "inf" | "+inf" => Value::Infinite(true),
            "-inf" => Value::Infinite(false),
            text => Decimal::parse(text).map_or(Value::Other("no finite number"), Value::Float),
        },
        DeValue::Boolean(bool) => Value::Bool(*bool),
        DeValue::Datetime(date) if date.time.is_none() && date.offset.is_none() => Value::Date(date.to_string()),
        DeValue::Datetime(_) => Value::Other("a time"),
        DeValue::Array(array) => Value::Array(array.iter().map(|v| node(file, v.span(), v.get_ref())).collect()),
        DeValue::Table(table) => Value::Table(table_entries(file, table)),
    };
    Node { span: Span::new(file, span), value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
        let mut diagnostics = Vec::new();
        parse(FileId(0), text, &mut diagnostics);
        diagnostics.into_iter().map(|d| (d.span.range(), d.message)).collect()
    }

    #[test]
    fn keeps_file_order() {
        let mut diagnostics = Vec::new();
        let root = parse(FileId(0), "b = 1\na = 2\n[z.b]\n[z.a]\n[c]\n", &mut diagnostics);
        let Value::Table(entries) = root.value else { panic!("a table") };
        assert_eq!(entries.iter().map(|e| e.key.as_str()).collect::<Vec<_>>(), ["b", "a", "z", "c"]);
        let Value::Table(z) = &entries[2].node.value else { panic!("a table") };
        assert_eq!(z.iter().map(|e| e.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn reports_syntax_errors_without_echoes() {
        assert_eq!(errors("a = [1, 2\nb = 3\nc = 4\n").len(), 1);
        assert_eq!(errors("a = \nx = 1\ny = 2\nb = \n").len(), 2);
        assert_eq!(errors("a = 1\n").len(), 0);
        assert!(errors(&format!("a = {}", "[".repeat(100_000)))[0].1.contains("nested"));
        assert!(errors(&format!("{}a = 1", "a.".repeat(100_000)))[0].1.contains("nested"));
        assert!(errors(&format!("a = {}", "{a=".repeat(100_000)))[0].1.contains("nested"));
    }

    #[test]
    fn nesting_is_that_of_values_alone() {
        let dots = ".".repeat(80);
        for text in [
            format!("a = [{}]\n", "0.5, ".repeat(80)),
            format!("a = \"\"\"\n{dots}\n\"\"\"\n"),
            format!("a = \'\'\'\n{dots}\nit\'s [0, 1)\n\'\'\'\n"),
            format!("a = \"\"\"\n{}\"\"\"\n", "an interval [0, 1)\n".repeat(40)),
            format!("a = \"x \\\" {}\"\n", "[".repeat(80)),
            format!("a = \"\"\"x \\\"\"\" {}\"\"\"\n", "[".repeat(80)),
            format!("a = \"\"\"x\"\"\"\" # it\'s {}\n", "[".repeat(80)),
            format!("# it\'s {dots}\na = \"\" # {dots}\n"),
        ] {
            assert_eq!(errors(&text), [], "{text}");
        }
    }

    #[test]
    fn deep_values_on_many_lines_are_refused() {
        for text in ["[\n", "[ \n\n", "[#\n", "{a=\n", "{\na="] {
            assert!(!errors(&format!("a = {}", text.repeat(100_000))).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_file_of_mistakes_is_read_in_linear_time() {
        assert_eq!(errors(&"]\n\n".repeat(100_000)).len(), 100_000);
    }
}
