//! Characters to a tree.

use super::class::{self, Set};
use super::{Error, Node};

const MAX_NESTING: usize = 200;
/// As RE2 has it.
const MAX_REPEAT: u32 = 1000;

#[derive(Clone, Copy)]
struct Flags {
    any_case: bool,
    dot_is_newline: bool,
    /// Whether `?` after a repetition makes it greedy; it matches the same texts.
    multi_line: bool,
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    nesting: usize,
    flags: Flags,
}

pub(super) fn parse(text: &str) -> Result<Node, Error> {
    let flags = Flags { any_case: false, dot_is_newline: false, multi_line: false };
    let mut parser = Parser { text, at: 0, nesting: 0, flags };
    let node = parser.alternate()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error(parser.at, "a `)` closes nothing")),
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn error(&self, at: usize, message: impl Into<String>) -> Error {
        Error { at, message: message.into() }
    }

    fn alternate(&mut self) -> Result<Node, Error> {
        let flags = self.flags;
        let mut all = vec![self.concat()?];
        while self.eat("|") {
            all.push(self.concat()?);
        }
        self.flags = flags;
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Alternate(all) })
    }

    fn concat(&mut self) -> Result<Node, Error> {
        let mut all = Vec::new();
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let start = self.at;
            if matches!(c, '*' | '+' | '?') {
                return Err(self.error(start, format!("`{c}` repeats nothing")));
            }
            if self.eat("\\Q") {
                let length = self.rest().find("\\E").unwrap_or(self.rest().len());
                let literal = self.rest().get(..length).unwrap_or_default().to_owned();
                self.at += length;
                self.eat("\\E");
                all.extend(literal.chars().map(|c| self.char(c)));
                if let Some(last) = all.pop() {
                    all.push(self.repeated(last)?);
                }
                continue;
            }
            let Some(atom) = self.atom()? else { continue };
            all.push(self.repeated(atom)?);
        }
        Ok(match all.len() {
            0 => Node::Empty,
            1 => all.remove(0),
            _ => Node::Concat(all),
        })
    }

    fn char(&self, c: char) -> Node {
        let set = Set::char(c);
        Node::Set(if self.flags.any_case { set.any_case() } else { set })
    }

    fn set(&self, set: Set) -> Node {
        Node::Set(if self.flags.any_case { set.any_case() } else { set })
    }

    /// One part; `None` for flags alone.
    fn atom(&mut self) -> Result<Option<Node>, Error> {
        let start = self.at;
        let Some(c) = self.bump() else { return Ok(None) };
        Ok(Some(match c {
            '(' => return self.group(start),
            '[' => self.class(start)?,
            '.' if self.flags.dot_is_newline => Node::Set(Set::default().negated()),
            '.' => Node::Set(Set::char('\n').negated()),
            // With `(?m)` they are at lines, which the values of labels have none of.
            '^' => Node::Begin,
            '$' => Node::End,
            '\\' => self.escaped(start)?,
            c => self.char(c),
        }))
    }

    fn group(&mut self, start: usize) -> Result<Option<Node>, Error> {
        let outside = self.flags;
        if self.eat("?") {
            if self.eat("P<") || self.eat("<") {
                let name: String = self.rest().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                self.at += name.len();
                if name.is_empty() || !self.eat(">") {
                    return Err(self.error(start, "the name of a group is missing"));
                }
            } else {
                let mut on = true;
                loop {
                    match self.bump() {
                        Some('i') => self.flags.any_case = on,
                        Some('s') => self.flags.dot_is_newline = on,
                        Some('m') => self.flags.multi_line = on,
                        Some('U') => {}
                        Some('-') if on => on = false,
                        Some(':') => break,
                        // For all that follows in the group around it.
                        Some(')') => return Ok(None),
                        _ => return Err(self.error(start, "unknown flags of a group")),
                    }
                }
            }
        }
        if self.nesting >= MAX_NESTING {
            return Err(self.error(start, "groups are nested too deeply"));
        }
        self.nesting += 1;
        let node = self.alternate()?;
        self.nesting -= 1;
        self.flags = outside;
        if !self.eat(")") {
            return Err(self.error(start, "a `(` is never closed"));
        }
        Ok(Some(node))
    }

    fn repeated(&mut self, mut node: Node) -> Result<Node, Error> {
        let mut repeated = false;
        loop {
            let start = self.at;
            let (least, most) = match self.peek() {
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('?') => (0, Some(1)),
                Some('{') => match self.counts() {
                    Some((counts, length)) => {
                        self.at += length - 1;
                        counts
                    }
                    None => return Ok(node),
                },
                _ => return Ok(node),
            };
            self.bump();
            if repeated {
                return Err(self.error(start, "a repetition is repeated"));
            }
            if least > MAX_REPEAT || most.is_some_and(|most| most > MAX_REPEAT || most < least) {
                return Err(self.error(start, "a repetition has at most 1000 times, and none before its least"));
            }
            // The shortest match or the longest: all of the text must match.
            self.eat("?");
            repeated = true;
            node = Node::Repeat(Box::new(node), least, most);
        }
    }

    /// `{2,3}`, and its length; anything else after a brace is that brace.
    #[allow(clippy::type_complexity)]
    fn counts(&self) -> Option<((u32, Option<u32>), usize)> {
        let inner = self.rest().strip_prefix('{')?;
        let length = inner.find('}')?;
        let inner = inner.get(..length)?;
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u32::MAX))
        };
        let counts = match inner.split_once(',') {
            None => (number(inner)?, Some(number(inner)?)),
            Some((least, "")) => (number(least)?, None),
            Some((least, most)) => (number(least)?, Some(number(most)?)),
        };
        Some((counts, length + 2))
    }

    fn escaped(&mut self, start: usize) -> Result<Node, Error> {
        let Some(c) = self.peek() else { return Err(self.error(start, "a `\\` stands at the end")) };
        if let Some(set) = class::perl(c) {
            self.bump();
            return Ok(self.set(set));
        }
        match c {
            'A' => _ = self.bump(),
            'z' => {
                self.bump();
                return Ok(Node::End);
            }
            'b' | 'B' => {
                self.bump();
                return Ok(Node::Boundary(c == 'b'));
            }
            'p' | 'P' => return self.property(start).map(|set| self.set(set)),
            _ => return self.escaped_char(start).map(|c| self.char(c)),
        }
        Ok(Node::Begin)
    }

    fn property(&mut self, start: usize) -> Result<Set, Error> {
        let negated = self.bump() == Some('P');
        let name = match self.bump() {
            Some('{') => {
                let length = self.rest().find('}').ok_or_else(|| self.error(start, "a `{` is never closed"))?;
                let name = self.rest().get(..length).unwrap_or_default().to_owned();
                self.at += length + 1;
                name
            }
            Some(c) => c.to_string(),
            None => return Err(self.error(start, "the name of a property is missing")),
        };
        let set = class::unicode(name.trim_start_matches('^'));
        Ok(if negated != name.starts_with('^') { set.negated() } else { set })
    }

    /// A character after a backslash.
    fn escaped_char(&mut self, start: usize) -> Result<char, Error> {
        let unknown = |parser: &Self| parser.error(start, "unknown escape sequence");
        let c = self.bump().ok_or_else(|| unknown(self))?;
        Ok(match c {
            'a' => '\x07',
            'f' => '\x0c',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\x0b',
            'x' => {
                let digits = match self.eat("{") {
                    true => {
                        let length = self.rest().find('}').ok_or_else(|| unknown(self))?;
                        let digits = self.rest().get(..length).unwrap_or_default().to_owned();
                        self.at += length + 1;
                        digits
                    }
                    false => {
                        let digits = self.rest().get(..2).ok_or_else(|| unknown(self))?.to_owned();
                        self.at += 2;
                        digits
                    }
                };
                u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).ok_or_else(|| unknown(self))?
            }
            '0' => '\0',
            '1'..='7' => {
                let digits: String = self.rest().chars().take_while(|c| c.is_digit(8)).take(2).collect();
                if digits.is_empty() {
                    return Err(self.error(start, "what a group matched cannot be asked for again"));
                }
                self.at += digits.len();
                u32::from_str_radix(&format!("{c}{digits}"), 8)
                    .ok()
                    .and_then(char::from_u32)
                    .ok_or_else(|| unknown(self))?
            }
            c if c.is_ascii_punctuation() => c,
            _ => return Err(unknown(self)),
        })
    }

    fn class(&mut self, start: usize) -> Result<Node, Error> {
        let negated = self.eat("^");
        let mut set = Set::default();
        let mut first = true;
        loop {
            let at = self.at;
            if self.eat("]") && !first {
                break;
            }
            self.at = at;
            first = false;
            if self.eat("[:") {
                let length = self.rest().find(":]").ok_or_else(|| self.error(at, "a `[:` is never closed"))?;
                let name = self.rest().get(..length).unwrap_or_default();
                let posix = class::posix(name).ok_or_else(|| self.error(at, "there is no such class of characters"))?;
                self.at += length + 2;
                set.add(&posix);
                continue;
            }
            let Some(c) = self.bump() else { return Err(self.error(start, "a `[` is never closed")) };
            let low = match c {
                '\\' => match self.peek() {
                    Some(c) if class::perl(c).is_some() => {
                        self.bump();
                        set.add(&class::perl(c).unwrap_or_default());
                        continue;
                    }
                    Some('p' | 'P') => {
                        let property = self.property(at)?;
                        set.add(&property);
                        continue;
                    }
                    _ => self.escaped_char(at)?,
                },
                c => c,
            };
            let mut high = low;
            let rest = self.rest();
            if rest.starts_with('-') && !rest.starts_with("-]") && rest.len() > 1 {
                self.bump();
                high = match self.bump() {
                    Some('\\') => self.escaped_char(at)?,
                    Some(c) => c,
                    None => return Err(self.error(start, "a `[` is never closed")),
                };
                if high < low {
                    return Err(self.error(at, format!("`{low}-{high}` is no range, since it falls")));
                }
            }
            set.add(&Set::of(&[(low, high)]));
        }
        if self.flags.any_case {
            set = set.any_case();
        }
        Ok(Node::Set(if negated { set.negated() } else { set }))
    }
}
