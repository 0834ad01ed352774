//! Regular expressions of matchers, in the syntax of RE2, anchored at both ends.
//!
//! They are matched without backtracking, in time that grows with the length of the text times that of the expression.

mod class;
mod parse;
mod run;

use std::fmt;

use crate::options::Placeholders;

/// A regular expression.
#[derive(Clone, Debug)]
pub struct Regex {
    node: Node,
    program: run::Program,
}

/// Why a text is no regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The byte at which it was noticed.
    pub at: usize,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Empty,
    Set(class::Set),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    /// At least, at most.
    Repeat(Box<Node>, u32, Option<u32>),
    /// `^`, `\A`.
    Begin,
    /// `$`, `\z`.
    End,
    /// `\b`; the other way round if `false`.
    Boundary(bool),
}

impl Regex {
    /// Reads one.
    pub fn new(text: &str) -> Result<Self, Error> {
        let node = parse::parse(text)?;
        let program = run::Program::new(&node)?;
        Ok(Regex { node, program })
    }

    /// Whether all of a text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.program.is_match(text)
    }

    /// The texts that match, if they are few and no other does: `a|b`. In the order in which they stand.
    pub fn literals(&self) -> Option<Vec<String>> {
        literals(&self.node)
    }
}

/// More alternatives than this are not listed.
const MOST_LITERALS: usize = 1000;

fn literals(node: &Node) -> Option<Vec<String>> {
    match node {
        Node::Empty => Some(vec![String::new()]),
        Node::Set(set) => Some(vec![set.single()?.to_string()]),
        Node::Concat(nodes) => {
            let mut all = vec![String::new()];
            for node in nodes {
                let next = literals(node)?;
                if all.len() * next.len() > MOST_LITERALS {
                    return None;
                }
                all = all.iter().flat_map(|head| next.iter().map(move |tail| format!("{head}{tail}"))).collect();
            }
            Some(all)
        }
        Node::Alternate(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                all.extend(literals(node)?);
            }
            (all.len() <= MOST_LITERALS).then_some(all)
        }
        Node::Repeat(node, 0, Some(1)) => {
            let mut all = literals(node)?;
            all.push(String::new());
            Some(all)
        }
        _ => None,
    }
}

/// Whether something else replaces a part of a text before it is a regular expression.
pub(crate) fn has_placeholder(text: &str, placeholders: Placeholders) -> bool {
    match placeholders {
        Placeholders::None => false,
        Placeholders::Grafana => text.contains('$') || text.contains("[["),
        Placeholders::Helm => text.contains("{{"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(regex: &str, yes: &[&str], no: &[&str]) {
        let compiled = Regex::new(regex).unwrap_or_else(|error| panic!("{regex}: {error}"));
        for text in yes {
            assert!(compiled.is_match(text), "`{regex}` should match `{text}`");
        }
        for text in no {
            assert!(!compiled.is_match(text), "`{regex}` should not match `{text}`");
        }
    }

    #[test]
    fn matches() {
        case("", &[""], &["a"]);
        case("abc", &["abc"], &["ab", "abcd", "xabc"]);
        case("a|b|", &["a", "b", ""], &["ab", "c"]);
        case("5..", &["500", "5xx"], &["50", "5000", "400"]);
        case("a.c", &["abc", "a☺c"], &["a\nc"]);
        case("(?s)a.c", &["a\nc"], &[]);
        case("a*b+c?", &["b", "aabbc"], &["a", "c", "bcc"]);
        case("a{2}b{1,2}c{2,}", &["aabcc", "aabbccc"], &["abcc", "aabbbcc", "aabc"]);
        case("a{,2}", &["a{,2}"], &["a", "aa"]);
        case("[a-c]+", &["abc"], &["abd", ""]);
        case("[^a-c]", &["d", "☺", "\n"], &["a", ""]);
        case("[]a]", &["]", "a"], &["b"]);
        case("[a\\-z]", &["-", "a", "z"], &["b"]);
        case("[[:digit:]x]+", &["1x2"], &["y"]);
        case(r"\d+\.\w*\s\D", &["12.ab c"], &["12xab c", "12.ab 3"]);
        case(r"\Qa.b\E+", &["a.b", "a.bb"], &["axb"]);
        case(r"\x41\x{263a}\t", &["A☺\t"], &["A"]);
        case("(?i)abc", &["ABC", "aBc"], &["abd"]);
        case("a(?i:b)c", &["aBc", "abc"], &["ABC"]);
        case("(?P<name>a)(?:b)(?<n>c)", &["abc"], &["ab"]);
        case("^abc$", &["abc"], &["abcd"]);
        case("(^a|b$)+", &["a", "b"], &["ba", "aa"]);
        case(r"\bfoo\b.*", &["foo", "foo bar"], &["foobar"]);
        case("a+?b*?", &["aab", "a"], &["b"]);
        case(r"\pL+\P{Lu}", &["abc"], &[]);
        case(".+", &["x"], &[""]);
        case(".*", &["", "x"], &[]);
    }

    #[test]
    fn mistakes() {
        for (regex, at) in [
            ("(", 0),
            (")", 0),
            ("a**", 2),
            ("*a", 0),
            ("[a", 0),
            ("[b-a]", 1),
            ("a{1001}", 1),
            ("\\", 0),
            ("(?z)", 0),
            (r"\8", 0),
        ] {
            let error = Regex::new(regex).unwrap_err();
            assert_eq!(error.at, at, "{regex}: {error}");
        }
        assert!(Regex::new("((a{1000}){1000}){1000}").is_err());
        assert!(Regex::new(&"(".repeat(100_000)).is_err());
    }

    #[test]
    fn few_texts() {
        let literals = |regex: &str| Regex::new(regex).unwrap().literals();
        assert_eq!(literals("a|b").unwrap(), ["a", "b"]);
        assert_eq!(literals("x(a|b)?y").unwrap(), ["xay", "xby", "xy"]);
        assert_eq!(literals("1|1[.]0").unwrap(), ["1", "1.0"]);
        assert_eq!(literals("a.*"), None);
        assert_eq!(literals("[ab]"), None);
    }

    #[test]
    fn no_expression_takes_for_ever() {
        let regex = Regex::new("(a*)*(a|aa)+b").unwrap();
        assert!(!regex.is_match(&"a".repeat(5000)));
    }
}
