//! Selectors, and what follows them.

use super::Parser;
use super::expr::error;
use crate::lex::{Token, number};
use crate::options::Version;
use crate::tree::{At, Duration, Expr, Extended, Kind, MatchOp, Matcher, Modifiers, Name, Subquery, VectorSelector};
use crate::{Problem, Span};

impl Parser<'_> {
    /// A selector; its name, if it has one, has been read.
    pub(super) fn selector(&mut self, name: Option<Name>) -> Expr {
        let start = name.as_ref().map_or(self.span().start, |name| name.span.start);
        let mut end = name.as_ref().map_or(start, |name| name.span.end);
        let mut selector = VectorSelector { name, ..VectorSelector::default() };
        if let Some(open) = self.eat(Token::LeftBrace) {
            self.matchers(&mut selector);
            end = self.close(Token::RightBrace, open, "brace");
        }
        Expr { span: Span::new(start, end), kind: Kind::VectorSelector(selector) }
    }

    fn matchers(&mut self, selector: &mut VectorSelector) {
        while !matches!(self.peek(), Token::RightBrace | Token::End) {
            let start = self.at;
            match self.label() {
                Some(name) => self.matcher(name, selector),
                None => {
                    self.expected("the name of a label, or `}`");
                    self.skip_to(&[Token::Comma, Token::RightBrace]);
                }
            }
            if !matches!(self.peek(), Token::Comma | Token::RightBrace | Token::End) {
                self.expected("`,` or `}`");
                self.skip_to(&[Token::Comma, Token::RightBrace]);
            }
            if let Some(comma) = self.eat(Token::Comma)
                && self.at == start + 1
            {
                self.problem(comma, "nothing stands before this comma");
            }
        }
    }

    /// The rest of a matcher, or the metric's name in quotes.
    fn matcher(&mut self, name: Name, selector: &mut VectorSelector) {
        if name.quoted && matches!(self.peek(), Token::Comma | Token::RightBrace) {
            if let Some(first) = &selector.name {
                let message = format!("the metric has a name already, `{}`", first.text);
                return self.problem(name.span, message);
            }
            selector.name = Some(name);
            return;
        }
        let op = match (self.peek(), self.word()) {
            (Token::Equal, _) => MatchOp::Equal,
            (Token::Regex, _) => MatchOp::Regex,
            (Token::NotRegex, _) => MatchOp::NotRegex,
            (Token::Operator, "!=") => MatchOp::NotEqual,
            (Token::Operator, "==") => {
                let problem = Problem::new(self.span(), "a label is compared with `=`");
                self.problems.push(problem.help("write `=`"));
                MatchOp::Equal
            }
            _ => {
                self.expected("`=`, `!=`, `=~` or `!~`");
                return self.skip_to(&[Token::Comma, Token::RightBrace]);
            }
        };
        self.bump();
        if self.peek() != Token::String {
            if self.peek() == Token::Word {
                let message = format!("the value of a label stands in quotes, found `{}`", self.word());
                let help = format!("write `\"{}\"`", self.word());
                let problem = Problem::new(self.span(), message).help(help);
                self.problems.push(problem);
            } else {
                self.expected("a value in quotes");
            }
            return self.skip_to(&[Token::Comma, Token::RightBrace]);
        }
        let value = self.text_in_quotes();
        let span = name.span.to(value.span);
        selector.matchers.push(Matcher { span, label: name, op, value });
    }

    /// `[5m]` or `[1h:5m]` after something.
    pub(super) fn range(&mut self, expr: Expr) -> Expr {
        let height = self.height;
        let open = self.bump().span;
        let range = self.duration("a duration, like `5m`");
        if self.eat(Token::Colon).is_some() {
            let step = match self.peek() {
                Token::RightBracket => None,
                _ => Some(self.duration("a duration, or `]`")),
            };
            let end = self.close(Token::RightBracket, open, "bracket");
            self.positive(&range);
            step.iter().for_each(|step| self.positive(step));
            let span = Span::new(expr.span.start, end);
            self.grow(height);
            let subquery = Subquery { expr, range, step, modifiers: Modifiers::default() };
            return Expr { span, kind: Kind::Subquery(Box::new(subquery)) };
        }
        let end = self.close(Token::RightBracket, open, "bracket");
        self.positive(&range);
        self.height = height;
        let brackets = Span::new(open.start, end);
        let span = Span::new(expr.span.start, end);
        match expr.kind {
            Kind::VectorSelector(selector) => {
                if selector.modifiers.offset.is_some() {
                    let problem = Problem::new(brackets, "the range stands before `offset`");
                    self.problems.push(problem.help("write `name[5m] offset 1h`"));
                }
                if selector.modifiers.at.is_some() {
                    let problem = Problem::new(brackets, "the range stands before `@`");
                    self.problems.push(problem.help("write `name[5m] @ start()`"));
                }
                Expr { span, kind: Kind::MatrixSelector(selector, range) }
            }
            Kind::Placeholder(text) => {
                let name = Name { span: expr.span, text, quoted: false, placeholder: true };
                let selector = VectorSelector { name: Some(name), ..VectorSelector::default() };
                Expr { span, kind: Kind::MatrixSelector(selector, range) }
            }
            Kind::Error => error(span),
            _ => {
                let problem = Problem::new(brackets, "a range follows the name or the braces of a metric");
                self.problems.push(problem.help("over any other expression, write a subquery: `[5m:]`"));
                error(span)
            }
        }
    }

    /// The length of a range must be above 0, as far as the expression decides it.
    fn positive(&mut self, range: &Duration) {
        if let crate::tree::DurationKind::Number(number) = &range.kind
            && number.value <= 0.0
        {
            self.problem(range.span, "a range must be longer than 0");
        }
    }

    pub(super) fn offset(&mut self, expr: &mut Expr) {
        let word = self.bump().span;
        let offset = self.offset_duration();
        let end = self.before();
        match modifiers(expr) {
            Some(modifiers) if modifiers.offset.is_none() => modifiers.offset = Some(offset),
            Some(_) => self.problem(word, "there is an `offset` already"),
            None => self.misplaced(word, "`offset`", &expr.kind),
        }
        expr.span.end = expr.span.end.max(end);
    }

    pub(super) fn at_modifier(&mut self, expr: &mut Expr) {
        let word = self.bump().span;
        let at = self.time();
        let end = self.before();
        let Some(at) = at else { return };
        match modifiers(expr) {
            Some(modifiers) if modifiers.at.is_none() => modifiers.at = Some(at),
            Some(_) => self.problem(word, "there is an `@` already"),
            None => self.misplaced(word, "`@`", &expr.kind),
        }
        expr.span.end = expr.span.end.max(end);
    }

    fn time(&mut self) -> Option<At> {
        let start = self.span();
        let negative = match (self.peek(), self.word()) {
            (Token::Operator, sign @ ("+" | "-")) => {
                self.bump();
                sign == "-"
            }
            _ => false,
        };
        let word = self.word();
        match self.peek() {
            Token::Number => {
                self.bump();
                let value = number(word)?;
                Some(At::Time(if negative { -value } else { value }))
            }
            Token::Duration => {
                self.bump();
                let value = crate::lex::duration(word)? as f64 / 1000.0;
                Some(At::Time(if negative { -value } else { value }))
            }
            Token::Word if self.is_word("start") || self.is_word("end") => {
                let at = if self.is_word("start") { At::Start } else { At::End };
                self.bump();
                match self.eat(Token::LeftParen) {
                    Some(open) => _ = self.close(Token::RightParen, open, "parenthesis"),
                    None => self.expected("`()`"),
                }
                Some(at)
            }
            Token::Word if self.is_word("inf") || self.is_word("nan") => {
                self.bump();
                self.problem(start.to(Span::new(0, self.before())), "this is no time");
                None
            }
            _ => {
                self.expected("seconds since 1970, `start()` or `end()`");
                None
            }
        }
    }

    pub(super) fn extended(&mut self, expr: &mut Expr) {
        let extended = if self.is_word("anchored") { Extended::Anchored } else { Extended::Smoothed };
        let word = self.bump().span;
        self.needs(word, &format!("`{}`", word.of(self.text).to_lowercase()), Version::new(3, 7), true);
        match &mut expr.kind {
            Kind::VectorSelector(selector) | Kind::MatrixSelector(selector, _) => match selector.modifiers.extended {
                Some(other) if other != extended => {
                    self.problem(word, "`anchored` and `smoothed` exclude each other");
                }
                _ => selector.modifiers.extended = Some(extended),
            },
            Kind::Error => {}
            kind => {
                let kind = kind.clone();
                self.misplaced(word, &format!("`{}`", word.of(self.text)), &kind);
            }
        }
        expr.span.end = word.end;
    }

    fn misplaced(&mut self, word: Span, what: &str, after: &Kind) {
        if !matches!(after, Kind::Error | Kind::Placeholder(_)) {
            let problem = Problem::new(word, format!("{what} must follow a metric, its range, or a subquery"));
            self.problems.push(problem.help("put it into the parentheses, after the metric"));
        }
    }
}

fn modifiers(expr: &mut Expr) -> Option<&mut Modifiers> {
    match &mut expr.kind {
        Kind::VectorSelector(selector) | Kind::MatrixSelector(selector, _) => Some(&mut selector.modifiers),
        Kind::Subquery(subquery) => Some(&mut subquery.modifiers),
        _ => None,
    }
}
