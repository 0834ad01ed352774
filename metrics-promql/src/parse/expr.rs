//! Operators, calls, aggregations, and what they are made of.

use super::Parser;
use crate::lex::{Token, duration, number, unquote};
use crate::options::Version;
use crate::tree::{Aggregate, AggregateOp, Binary, BinaryOp, Call, Expr, Grouping, Kind, Name, Number, Sign, Text};
use crate::{Problem, Span};

/// Words that stand between operands, or after one, and are no metric's name.
const MODIFIERS: &[&str] = &["bool", "on", "ignoring", "group_left", "group_right", "atan2"];

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Expr {
        self.binary(0)
    }

    /// Operators that bind at least as closely as `least`.
    fn binary(&mut self, least: u8) -> Expr {
        let mut lhs = self.nested(Self::prefixed, error);
        loop {
            let Some(op) = self.binary_op().filter(|op| op.precedence() >= least.max(1)) else { return lhs };
            let height = self.height;
            let op_span = self.bump().span;
            if matches!(op, BinaryOp::TrimUpper | BinaryOp::TrimLower) {
                self.needs(op_span, &format!("`{}`", op.as_str()), Version::new(3, 11), false);
            }
            let modifiers = self.binary_modifiers();
            // `^` groups from the right, all others from the left.
            let closer = op.precedence() + u8::from(op != BinaryOp::Pow);
            let rhs = self.nested(|parser| parser.binary(closer), error);
            let span = lhs.span.to(rhs.span);
            let (return_bool, matching, fill) = modifiers;
            let binary = Binary { op, op_span, return_bool, matching, fill, lhs, rhs };
            lhs = Expr { span, kind: Kind::Binary(Box::new(binary)) };
            self.grow(height.max(self.height));
        }
    }

    fn binary_op(&self) -> Option<BinaryOp> {
        matches!(self.peek(), Token::Operator | Token::Word).then(|| BinaryOp::from_word(self.word())).flatten()
    }

    /// A sign and what it stands before. A sign binds like `*`: `-2^2` is `-(2^2)`.
    fn prefixed(&mut self) -> Expr {
        let sign = match (self.peek(), self.word()) {
            (Token::Operator, "+") => Sign::Plus,
            (Token::Operator, "-") => Sign::Minus,
            _ => return self.postfixed(),
        };
        let start = self.bump().span;
        let operand = self.nested(|parser| parser.binary(BinaryOp::Pow.precedence()), error);
        let span = start.to(operand.span);
        match operand.kind {
            Kind::Number(Number { value, is_duration }) => {
                let value = if sign == Sign::Minus { -value } else { value };
                Expr { span, kind: Kind::Number(Number { value, is_duration }) }
            }
            _ => {
                self.grow(self.height);
                Expr { span, kind: Kind::Unary(sign, Box::new(operand)) }
            }
        }
    }

    /// Something with the ranges, offsets and times that follow it.
    fn postfixed(&mut self) -> Expr {
        let mut expr = self.primary();
        loop {
            match self.peek() {
                Token::LeftBracket => expr = self.range(expr),
                Token::At => self.at_modifier(&mut expr),
                Token::Word if self.is_word("offset") => self.offset(&mut expr),
                Token::Word if self.is_word("anchored") || self.is_word("smoothed") => self.extended(&mut expr),
                _ => return expr,
            }
        }
    }

    fn primary(&mut self) -> Expr {
        self.height = 1;
        let span = self.span();
        match self.peek() {
            Token::Number => {
                let value = number(self.word()).unwrap_or_else(|| {
                    let message = format!("`{}` is no number", self.word());
                    self.problem(span, message);
                    f64::NAN
                });
                self.bump();
                Expr { span, kind: Kind::Number(Number { value, is_duration: false }) }
            }
            Token::Duration => {
                let millis = duration(self.word()).unwrap_or_default();
                self.bump();
                self.needs(span, "a duration in place of a number", Version::new(2, 54), false);
                Expr { span, kind: Kind::Number(Number { value: millis as f64 / 1000.0, is_duration: true }) }
            }
            Token::String => {
                let text = self.text_in_quotes();
                Expr { span, kind: Kind::String(text) }
            }
            Token::Placeholder => {
                let text = self.word().to_owned();
                self.bump();
                match self.peek() {
                    // `$metric{…}`, `$metric[5m]`.
                    Token::LeftBrace => self.selector(Some(Name { span, text, quoted: false, placeholder: true })),
                    _ => Expr { span, kind: Kind::Placeholder(text) },
                }
            }
            Token::LeftParen => self.paren(),
            Token::LeftBrace => self.selector(None),
            Token::Word => self.word_expr(),
            Token::Error => {
                // It has been told.
                self.bump();
                self.primary_after_error(span)
            }
            _ => {
                self.expected("an expression");
                error(span)
            }
        }
    }

    /// After characters that belong to nothing, an operand may still stand here.
    fn primary_after_error(&mut self, span: Span) -> Expr {
        while self.eat(Token::Error).is_some() {}
        match self.peek() {
            Token::Number | Token::Duration | Token::String | Token::LeftParen | Token::LeftBrace | Token::Word => {
                self.nested(Self::primary, error)
            }
            _ => error(span),
        }
    }

    fn paren(&mut self) -> Expr {
        let open = self.bump().span;
        let inner = self.nested(Self::expr, error);
        let height = self.height;
        let end = self.close(Token::RightParen, open, "parenthesis");
        self.grow(height);
        Expr { span: Span::new(open.start, end), kind: Kind::Paren(Box::new(inner)) }
    }

    /// A text in quotes, which stands here.
    pub(super) fn text_in_quotes(&mut self) -> Text {
        let span = self.bump().span;
        let bytes = unquote(span.of(self.text), span.start).unwrap_or_else(|problem| {
            self.problems.push(problem);
            Vec::new()
        });
        Text { span, bytes }
    }

    fn word_expr(&mut self) -> Expr {
        let (span, word) = (self.span(), self.word());
        if let Some(op) = AggregateOp::from_word(word)
            && (self.peek_second() == Token::LeftParen || self.grouping_follows())
        {
            return self.aggregate(op);
        }
        let value = match word {
            _ if word.eq_ignore_ascii_case("inf") => Some(f64::INFINITY),
            _ if word.eq_ignore_ascii_case("nan") => Some(f64::NAN),
            _ => None,
        };
        if let Some(value) = value {
            self.bump();
            return Expr { span, kind: Kind::Number(Number { value, is_duration: false }) };
        }
        if MODIFIERS.iter().any(|each| word.eq_ignore_ascii_case(each)) {
            self.expected("an expression");
            self.bump();
            return error(span);
        }
        let name = Name { span, text: word.to_owned(), quoted: false, placeholder: !is_plain(word) };
        match self.peek_second() {
            Token::LeftParen => self.call(name),
            _ => {
                self.bump();
                self.selector(Some(name))
            }
        }
    }

    /// Whether `by` or `without` stands after this word.
    fn grouping_follows(&self) -> bool {
        let next = self.items.get(self.at + 1);
        next.is_some_and(|next| {
            let word = next.span.of(self.text);
            next.token == Token::Word && (word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("without"))
        })
    }

    fn call(&mut self, function: Name) -> Expr {
        self.bump();
        let (args, end) = self.args();
        let span = Span::new(function.span.start, end);
        Expr { span, kind: Kind::Call(Call { function, args }) }
    }

    /// Arguments in parentheses, and where they end.
    fn args(&mut self) -> (Vec<Expr>, usize) {
        let Some(open) = self.eat(Token::LeftParen) else {
            self.expected("`(`");
            return (Vec::new(), self.before());
        };
        let (mut args, mut height) = (Vec::new(), 0);
        if let Some(close) = self.eat(Token::RightParen) {
            self.grow(0);
            return (args, close.end);
        }
        loop {
            args.push(self.nested(Self::expr, error));
            height = height.max(self.height);
            if !matches!(self.peek(), Token::Comma | Token::RightParen | Token::End) {
                self.expected("`,` or `)`");
                self.skip_to(&[Token::Comma, Token::RightParen]);
            }
            let Some(comma) = self.eat(Token::Comma) else { break };
            if self.peek() == Token::RightParen {
                self.problem(comma, "no argument follows this comma");
                break;
            }
        }
        let end = self.close(Token::RightParen, open, "parenthesis");
        self.grow(height);
        (args, end)
    }

    fn aggregate(&mut self, op: AggregateOp) -> Expr {
        let op_span = self.bump().span;
        let mut grouping = self.grouping();
        let (mut args, mut end) = self.args();
        let height = self.height;
        if grouping.is_none() {
            grouping = self.grouping();
            end = grouping.as_ref().map_or(end, |grouping| grouping.span.end.max(end));
        }
        self.height = height;
        let span = Span::new(op_span.start, end);
        let wanted = 1 + usize::from(op.has_param());
        let count = args.len();
        let expr = args.pop();
        let param = if op.has_param() { args.pop() } else { None };
        if count != wanted {
            let takes = if op.has_param() { "a parameter and an instant vector" } else { "one instant vector" };
            let message =
                format!("`{}` takes {takes}, found {count} argument{}", op.as_str(), if count == 1 { "" } else { "s" });
            self.problem(op_span, message);
        }
        if matches!(op, AggregateOp::Limitk | AggregateOp::LimitRatio) {
            self.needs(op_span, &format!("`{}`", op.as_str()), Version::new(2, 54), true);
        }
        let expr = expr.unwrap_or(Expr { span: Span::new(end, end), kind: Kind::Error });
        Expr { span, kind: Kind::Aggregate(Box::new(Aggregate { op, op_span, grouping, param, expr })) }
    }

    fn grouping(&mut self) -> Option<Grouping> {
        let without = self.is_word("without");
        if !without && !self.is_word("by") {
            return None;
        }
        let start = self.bump().span;
        let (labels, end) = self.labels();
        Some(Grouping { span: Span::new(start.start, end), without, labels })
    }

    /// Names of labels in parentheses, and where they end.
    pub(super) fn labels(&mut self) -> (Vec<Name>, usize) {
        let mut labels = Vec::new();
        let Some(open) = self.eat(Token::LeftParen) else {
            self.expected("`(` and names of labels");
            return (labels, self.before());
        };
        while !matches!(self.peek(), Token::RightParen | Token::End) {
            match self.label() {
                Some(label) => labels.push(label),
                None => {
                    self.expected("the name of a label");
                    self.skip_to(&[Token::Comma, Token::RightParen]);
                }
            }
            if !matches!(self.peek(), Token::Comma | Token::RightParen | Token::End) {
                self.expected("`,` or `)`");
                self.skip_to(&[Token::Comma, Token::RightParen]);
            }
            if self.eat(Token::Comma).is_none() {
                break;
            }
        }
        (labels, self.close(Token::RightParen, open, "parenthesis"))
    }

    /// The name of a label.
    pub(super) fn label(&mut self) -> Option<Name> {
        let span = self.span();
        match self.peek() {
            Token::Word | Token::Placeholder => {
                let text = self.word().to_owned();
                self.bump();
                let placeholder = !is_plain(&text);
                if text.contains(':') && !placeholder {
                    let problem = Problem::new(span, format!("`{text}` is no name of a label: it has a colon"));
                    self.problems.push(problem.help("put it in quotes, if that is its name"));
                }
                Some(Name { span, text, quoted: false, placeholder })
            }
            Token::String => {
                let text = self.text_in_quotes();
                self.needs(span, "a name in quotes", Version::new(3, 0), false);
                Some(Name { span, text: text.value().into_owned(), quoted: true, placeholder: false })
            }
            _ => None,
        }
    }
}

/// Whether nothing else replaces a part of a word.
pub(super) fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| crate::lex::is_alphanumeric(byte) || byte == b':')
}

pub(super) fn error(span: Span) -> Expr {
    Expr { span, kind: Kind::Error }
}
