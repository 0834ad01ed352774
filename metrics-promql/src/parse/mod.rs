//! Tokens to a tree.
//!
//! A mistake is told, and reading goes on at the next place that makes sense, so that one expression tells all of its
//! mistakes. What could not be read is [`Kind::Error`], about which nobody complains again.

mod duration;
mod expr;
mod matching;
mod selector;
#[cfg(test)]
mod tests;

use crate::lex::{Item, Token, lex};
use crate::options::{Options, Version};
use crate::tree::{Expr, Kind};
use crate::{Problem, Span};

/// How deep parentheses, calls and operators may be nested in each other.
const MAX_NESTING: usize = 150;
/// How high a tree may be: a chain of operators is as high as it is long.
const MAX_HEIGHT: usize = 500;

/// What became of a text.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The expression. After a mistake it has parts of the kind [`Kind::Error`].
    pub expr: Expr,
    /// All mistakes, in the order in which they stand in the text. If there is none, a server of the wanted version accepts
    /// the expression.
    pub problems: Vec<Problem>,
}

/// Reads an expression.
///
/// ```
/// use metricspec_promql::{Options, parse};
///
/// let parsed = parse("sum by (job) (rate(up[5m])", &Options::default());
/// assert_eq!(parsed.problems[0].to_string(), "13..14: this parenthesis is never closed");
/// ```
pub fn parse(text: &str, options: &Options) -> Parsed {
    let mut problems = Vec::new();
    let items = lex(text, options.placeholders, &mut problems);
    let mut parser = Parser { text, items, at: 0, options, problems, nesting: 0, height: 0, lost: false };
    let expr = parser.whole();
    let mut problems = parser.problems;
    crate::check::check(&expr, options, &mut problems);
    problems.sort_by_key(|problem| problem.span);
    Parsed { expr, problems }
}

struct Parser<'t> {
    text: &'t str,
    items: Vec<Item>,
    at: usize,
    options: &'t Options,
    problems: Vec<Problem>,
    nesting: usize,
    /// Height of the tree that was read last.
    height: usize,
    /// The expression is too deep; everything after that is left out.
    lost: bool,
}

impl<'t> Parser<'t> {
    fn whole(&mut self) -> Expr {
        if self.peek() == Token::End && self.problems.is_empty() {
            let span = Span::new(0, self.text.len());
            self.problem(span, "the expression is empty");
            return Expr { span, kind: Kind::Error };
        }
        let mut expr = self.expr();
        while self.peek() != Token::End && !self.lost {
            // An error token has been told already.
            let span = self.span();
            if self.peek() != Token::Error {
                let message = format!("unexpected {} after the expression", self.found());
                let problem = Problem::new(span, message);
                self.problems.push(match self.peek() {
                    Token::RightParen | Token::RightBrace | Token::RightBracket => {
                        problem.help("nothing is open here that it could close")
                    }
                    Token::Equal => problem.help("equal is written `==`"),
                    Token::Regex | Token::NotRegex => {
                        problem.help("labels are matched within braces: `up{job=~\"a|b\"}`")
                    }
                    _ => problem.help("an operator or a comma is missing before it"),
                });
            }
            // One such mistake is enough: what follows would be read in the wrong place.
            self.at = self.items.len().saturating_sub(1);
            expr.span.end = expr.span.end.max(span.end);
        }
        expr
    }

    fn item(&self) -> Item {
        let end = Span::new(self.text.len(), self.text.len());
        self.items.get(self.at).copied().unwrap_or(Item { token: Token::End, span: end })
    }

    fn peek(&self) -> Token {
        self.item().token
    }

    fn peek_second(&self) -> Token {
        self.items.get(self.at + 1).map_or(Token::End, |item| item.token)
    }

    fn span(&self) -> Span {
        self.item().span
    }

    fn word(&self) -> &'t str {
        self.span().of(self.text)
    }

    /// Where the token before this one ends.
    fn before(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.items.get(at)).map_or(0, |item| item.span.end)
    }

    fn bump(&mut self) -> Item {
        let item = self.item();
        if item.token != Token::End {
            self.at += 1;
        }
        item
    }

    fn eat(&mut self, token: Token) -> Option<Span> {
        (self.peek() == token).then(|| self.bump().span)
    }

    fn is_word(&self, word: &str) -> bool {
        self.peek() == Token::Word && self.word().eq_ignore_ascii_case(word)
    }

    fn eat_word(&mut self, word: &str) -> Option<Span> {
        self.is_word(word).then(|| self.bump().span)
    }

    /// The next token, for people.
    fn found(&self) -> String {
        match self.peek() {
            Token::End => "end".to_owned(),
            _ => format!("`{}`", self.word().escape_debug()),
        }
    }

    fn problem(&mut self, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(span, message));
    }

    /// Something else should stand here. Nothing is said at what has been complained about already.
    fn expected(&mut self, what: &str) {
        if self.peek() != Token::Error && !self.lost {
            let message = format!("expected {what}, found {}", self.found());
            self.problem(self.span(), message);
        }
    }

    /// Something needs a newer server, or one with a feature flag.
    fn needs(&mut self, span: Span, what: &str, since: Version, experimental: bool) {
        let Options { version, experimental: allowed, .. } = *self.options;
        if version < since {
            self.problems.push(
                Problem::new(span, format!("{what} needs Prometheus {since}"))
                    .help(format!("the oldest server that is to read this is {version}")),
            );
        } else if experimental && !allowed {
            self.problem(span, format!("{what} is an experiment that a feature flag must enable"));
        }
    }

    /// Reads a part within something else.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> T, too_deep: impl FnOnce(Span) -> T) -> T {
        if self.nesting >= MAX_NESTING || self.lost {
            let span = self.span();
            self.too_deep(span);
            return too_deep(span);
        }
        self.nesting += 1;
        let read = read(self);
        self.nesting -= 1;
        read
    }

    fn too_deep(&mut self, span: Span) {
        if !self.lost {
            self.lost = true;
            self.problems.push(
                Problem::new(span, "the expression is nested too deeply")
                    .help(format!("at most {MAX_NESTING} levels, and chains of {MAX_HEIGHT} operators, are read")),
            );
        }
        self.at = self.items.len().saturating_sub(1);
    }

    /// The tree that is now made is higher by one than those that it is made of.
    fn grow(&mut self, heights: usize) {
        self.height = heights + 1;
        if self.height > MAX_HEIGHT {
            self.too_deep(self.span());
        }
    }

    /// Skips to what ends a part of a list, or the list.
    fn skip_to(&mut self, ends: &[Token]) {
        let mut open = 0usize;
        loop {
            match self.peek() {
                Token::End => return,
                token if open == 0 && ends.contains(&token) => return,
                Token::LeftParen | Token::LeftBrace | Token::LeftBracket => open += 1,
                Token::RightParen | Token::RightBrace | Token::RightBracket if open > 0 => open -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// What closes something that was opened at `open`.
    fn close(&mut self, token: Token, open: Span, what: &str) -> usize {
        if let Some(span) = self.eat(token) {
            return span.end;
        }
        if self.peek() == Token::End {
            if !self.lost {
                self.problem(open, format!("this {what} is never closed"));
            }
            return self.before();
        }
        let close = match token {
            Token::RightParen => "`)`",
            Token::RightBrace => "`}`",
            _ => "`]`",
        };
        self.expected(close);
        self.skip_to(&[token]);
        self.eat(token).map_or(self.before(), |span| span.end)
    }
}
