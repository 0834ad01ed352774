//! Characters to tokens.
//!
//! What a character means depends on where it stands, as in Prometheus: within braces `and` is a label, within brackets `:`
//! begins a step. A token is a kind and a span; its text stays where it is.

mod number;
mod quoted;

pub(crate) use number::{duration, number, write_duration};
pub(crate) use quoted::{quote, unquote};

use crate::options::Placeholders;
use crate::{Problem, Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word: a name, a keyword, a function.
    Word,
    Number,
    Duration,
    String,
    /// What something else replaces before Prometheus sees it.
    Placeholder,
    LeftParen,
    RightParen,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,
    /// `=`
    Equal,
    /// `=~`
    Regex,
    /// `!~`
    NotRegex,
    /// `==`, `+` and so on.
    Operator,
    /// What belongs to no expression; there is a problem about it.
    Error,
    End,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) token: Token,
    pub(crate) span: Span,
}

/// Reads all tokens; the last is [`Token::End`].
pub(crate) fn lex(text: &str, placeholders: Placeholders, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut lexer = Lexer { text, bytes: text.as_bytes(), at: 0, placeholders, braces: false, brackets: 0, problems };
    // Most tokens of an expression are some five bytes long.
    let mut items = Vec::with_capacity(text.len() / 4 + 2);
    loop {
        let item = lexer.next();
        items.push(item);
        if item.token == Token::End {
            return items;
        }
    }
}

struct Lexer<'t, 'p> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    placeholders: Placeholders,
    braces: bool,
    brackets: u32,
    problems: &'p mut Vec<Problem>,
}

impl Lexer<'_, '_> {
    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn item(&self, token: Token, start: usize) -> Item {
        Item { token, span: Span::new(start, self.at) }
    }

    fn next(&mut self) -> Item {
        self.skip();
        let start = self.at;
        if start >= self.bytes.len() {
            return self.item(Token::End, start);
        }
        if let Some(length) = self.placeholder(start) {
            return self.word_from(start, length);
        }
        let byte = self.byte(0);
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word_from(start, 0),
            b':' if self.brackets == 0 && !self.braces => self.word_from(start, 0),
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(1).is_ascii_digit() => self.number(),
            b'"' | b'\'' | b'`' => self.string(byte),
            _ => self.punctuation(byte),
        }
    }

    /// Spaces and comments.
    fn skip(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'#' => {
                    let line = self.bytes.get(self.at..).unwrap_or_default();
                    self.at += line.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(line.len());
                }
                _ => return,
            }
        }
    }

    /// Length of the placeholder that begins here.
    fn placeholder(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        let until = |begin: usize, end: &str| {
            let length = self.text.get(at + begin..)?.find(end)?;
            Some(begin + length + end.len())
        };
        match (self.placeholders, rest) {
            (Placeholders::Grafana, [b'$', b'{', ..]) => until(2, "}"),
            (Placeholders::Grafana, [b'$', first, ..]) if is_alpha(*first) => {
                Some(1 + rest[1..].iter().take_while(|byte| is_alphanumeric(**byte)).count())
            }
            (Placeholders::Grafana, [b'[', b'[', ..]) => until(2, "]]"),
            (Placeholders::Helm, [b'{', b'{', ..]) => until(2, "}}"),
            _ => None,
        }
    }

    /// A word, which may have placeholders in it; `length` bytes of one have been seen.
    fn word_from(&mut self, start: usize, length: usize) -> Item {
        self.at += length;
        let mut plain = length == 0;
        let (mut parts, colons) = (usize::from(!plain), self.brackets == 0 && !self.braces);
        loop {
            match self.bytes.get(self.at) {
                Some(byte) if is_alphanumeric(*byte) || *byte == b':' && colons => {
                    self.at += 1;
                    parts |= 2;
                }
                Some(_) => match self.placeholder(self.at) {
                    Some(length) => {
                        plain = false;
                        parts |= 2;
                        self.at += length;
                    }
                    None => break,
                },
                None => break,
            }
        }
        // Alone, it can stand for anything; as a part of a word, for a part of a word.
        let token = if plain || parts & 2 != 0 && self.brackets == 0 { Token::Word } else { Token::Placeholder };
        self.item(token, start)
    }

    fn number(&mut self) -> Item {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        if let Some(length) = number::scan_number(rest) {
            self.at += length;
            return self.item(Token::Number, start);
        }
        if let Some(length) = number::scan_duration(rest) {
            self.at += length;
            return self.item(Token::Duration, start);
        }
        let is_part = |byte: &u8| is_alphanumeric(*byte) || *byte == b'.';
        self.at += rest.bytes().take_while(|byte| is_part(byte)).count().max(1);
        let item = self.item(Token::Error, start);
        let problem =
            Problem::new(item.span, format!("`{}` is neither a number nor a duration", item.span.of(self.text)));
        self.problems
            .push(problem.help("durations are written like `5m` or `1h30m`, in the units ms, s, m, h, d, w, y"));
        item
    }

    fn string(&mut self, quote: u8) -> Item {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            if self.placeholders == Placeholders::Helm
                && let Some(length) = self.placeholder(self.at)
            {
                self.at += length;
                continue;
            }
            match byte {
                b'\\' if quote != b'`' => self.at += 1,
                b'\n' if quote != b'`' => break,
                _ if byte == quote => {
                    self.at += 1;
                    return self.item(Token::String, start);
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.bytes.len());
        let problem = Problem::new(Span::new(start, start + 1), "this text is never closed");
        self.problems.push(problem.help(format!("put `{}` at its end", char::from(quote))));
        self.item(Token::Error, start)
    }

    fn punctuation(&mut self, byte: u8) -> Item {
        let start = self.at;
        let (token, length) = match (byte, self.byte(1)) {
            (b'(', _) => (Token::LeftParen, 1),
            (b')', _) => (Token::RightParen, 1),
            (b'{', _) => {
                self.braces = true;
                (Token::LeftBrace, 1)
            }
            (b'}', _) => {
                self.braces = false;
                (Token::RightBrace, 1)
            }
            (b'[', _) => {
                self.brackets += 1;
                (Token::LeftBracket, 1)
            }
            (b']', _) => {
                self.brackets = self.brackets.saturating_sub(1);
                (Token::RightBracket, 1)
            }
            (b',', _) => (Token::Comma, 1),
            (b':', _) => (Token::Colon, 1),
            (b'@', _) => (Token::At, 1),
            (b'=', b'~') => (Token::Regex, 2),
            (b'!', b'~') => (Token::NotRegex, 2),
            (b'=' | b'!', b'=') => (Token::Operator, 2),
            (b'=', _) => (Token::Equal, 1),
            (b'<' | b'>', b'=' | b'/') => (Token::Operator, 2),
            (b'+' | b'-' | b'*' | b'/' | b'%' | b'^' | b'<' | b'>', _) => (Token::Operator, 1),
            _ => {
                let c = self.text.get(start..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                self.at += c.len_utf8();
                let item = self.item(Token::Error, start);
                let problem = Problem::new(item.span, format!("`{}` has no meaning here", c.escape_debug()));
                self.problems.push(match c {
                    '!' => problem.help("not equal is written `!=`, and `!~` for a regular expression"),
                    '&' => problem.help("write `and`"),
                    '|' => problem.help("write `or`"),
                    _ => problem,
                });
                return item;
            }
        };
        self.at += length;
        self.item(token, start)
    }
}

pub(crate) fn is_alpha(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphabetic()
}

pub(crate) fn is_alphanumeric(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}
