//! Lengths of time.

use super::Parser;
use crate::lex::{Token, duration, number};
use crate::options::Version;
use crate::tree::{ArithmeticOp, Duration, DurationKind, Number, Sign};
use crate::{Problem, Span};

/// Since when they can be computed with; before, behind a feature flag since 3.4.
const ARITHMETIC: Version = Version::new(3, 14);
const EXPERIMENT: Version = Version::new(3, 4);
/// What fits into 64 bits of nanoseconds.
const MOST_SECONDS: f64 = 9_223_372_036.0;

impl Parser<'_> {
    /// A length of time, which may be computed.
    pub(super) fn duration(&mut self, expected: &str) -> Duration {
        let height = self.height;
        let duration = self.nested(|parser| parser.duration_binary(0, expected), error);
        self.height = height;
        duration
    }

    /// What follows `offset`: something in parentheses may go on with an operator, all else ends there, so that
    /// `up offset 5m + 1` is a sum.
    pub(super) fn offset_duration(&mut self) -> Duration {
        let expected = "a duration, like `5m`";
        let height = self.height;
        let duration = match self.peek() {
            Token::LeftParen => self.nested(|parser| parser.duration_binary(0, expected), error),
            _ => self.nested(|parser| parser.duration_signed(expected, Self::duration_primary), error),
        };
        self.height = height;
        duration
    }

    fn duration_binary(&mut self, least: u8, expected: &str) -> Duration {
        let mut left = self.duration_signed(expected, |parser, expected| parser.duration_binary(3, expected));
        loop {
            let Some((op, precedence)) = self.arithmetic().filter(|(_, precedence)| *precedence >= least) else {
                return left;
            };
            let op_span = self.bump().span;
            let closer = precedence + u8::from(op != ArithmeticOp::Pow);
            let right = self.nested(|parser| parser.duration_binary(closer, "a duration"), error);
            let span = left.span.to(right.span);
            if matches!(op, ArithmeticOp::Div | ArithmeticOp::Mod) && is_zero(&right) {
                self.problem(op_span, "division by 0");
            }
            self.computed(span);
            left = Duration { span, kind: DurationKind::Binary(op, Box::new(left), Box::new(right)) };
        }
    }

    fn arithmetic(&self) -> Option<(ArithmeticOp, u8)> {
        if self.peek() != Token::Operator {
            return None;
        }
        Some(match self.word() {
            "+" => (ArithmeticOp::Add, 1),
            "-" => (ArithmeticOp::Sub, 1),
            "*" => (ArithmeticOp::Mul, 2),
            "/" => (ArithmeticOp::Div, 2),
            "%" => (ArithmeticOp::Mod, 2),
            "^" => (ArithmeticOp::Pow, 3),
            _ => return None,
        })
    }

    fn duration_signed(&mut self, expected: &str, operand: fn(&mut Self, &str) -> Duration) -> Duration {
        let sign = match (self.peek(), self.word()) {
            (Token::Operator, "+") => Sign::Plus,
            (Token::Operator, "-") => Sign::Minus,
            _ => return self.duration_primary(expected),
        };
        let start = self.bump().span;
        let inner = self.nested(|parser| operand(parser, expected), error);
        let span = start.to(inner.span);
        match inner.kind {
            DurationKind::Number(Number { value, is_duration }) => {
                let value = if sign == Sign::Minus { -value } else { value };
                Duration { span, kind: DurationKind::Number(Number { value, is_duration }) }
            }
            _ => Duration { span, kind: DurationKind::Unary(sign, Box::new(inner)) },
        }
    }

    fn duration_primary(&mut self, expected: &str) -> Duration {
        let (span, word) = (self.span(), self.word());
        let number = match self.peek() {
            Token::Duration => {
                self.bump();
                duration(word).map(|millis| Number { value: millis as f64 / 1000.0, is_duration: true })
            }
            Token::Number => {
                self.bump();
                self.needs(span, "a number in place of a duration", Version::new(2, 54), false);
                number(word).map(|value| Number { value, is_duration: false })
            }
            Token::Placeholder => {
                self.bump();
                return Duration { span, kind: DurationKind::Placeholder(word.to_owned()) };
            }
            Token::LeftParen => {
                let open = self.bump().span;
                let inner = self.nested(|parser| parser.duration_binary(0, "a duration"), error);
                let span = Span::new(open.start, self.close(Token::RightParen, open, "parenthesis"));
                self.computed(span);
                return Duration { span, kind: DurationKind::Paren(Box::new(inner)) };
            }
            Token::Word => return self.duration_word(expected),
            Token::Error => {
                self.bump();
                return error(span);
            }
            _ => {
                self.expected(expected);
                return error(span);
            }
        };
        if number.is_none_or(|number| number.value.abs() >= MOST_SECONDS) {
            self.problem(span, "the duration is too long");
            return error(span);
        }
        Duration { span, kind: number.map_or(DurationKind::Error, DurationKind::Number) }
    }

    /// `step()`, `range()`, `min_of(a, b)`, `max_of(a, b)`.
    fn duration_word(&mut self, expected: &str) -> Duration {
        let start = self.span();
        let is = |word| self.is_word(word);
        let (words, functions) = (["step", "range", "min_of", "max_of"], self.peek_second() == Token::LeftParen);
        let Some(at) = words.iter().position(|word| is(word)).filter(|_| functions) else {
            let problem = Problem::new(start, format!("expected {expected}, found `{}`", start.of(self.text)));
            self.problems.push(if words.iter().any(|word| is(word)) {
                problem.help("write the parentheses: `step()`")
            } else {
                problem
            });
            self.bump();
            return error(start);
        };
        self.bump();
        let open = self.bump().span;
        let kind = match at {
            0 => DurationKind::Step,
            1 => DurationKind::Range,
            _ => {
                let first = self.nested(|parser| parser.duration_binary(0, "a duration"), error);
                if self.eat(Token::Comma).is_none() {
                    self.expected("`,`");
                }
                let second = self.nested(|parser| parser.duration_binary(0, "a duration"), error);
                let (first, second) = (Box::new(first), Box::new(second));
                if at == 2 { DurationKind::MinOf(first, second) } else { DurationKind::MaxOf(first, second) }
            }
        };
        let span = Span::new(start.start, self.close(Token::RightParen, open, "parenthesis"));
        self.computed(span);
        Duration { span, kind }
    }

    fn computed(&mut self, span: Span) {
        let since = if self.options.experimental { EXPERIMENT } else { ARITHMETIC };
        // Of a sum of sums, the whole is told, not each part.
        self.problems.retain(|problem| !(problem.message.starts_with(COMPUTED) && inside(problem.span, span)));
        self.needs(span, COMPUTED, since, false);
    }
}

const COMPUTED: &str = "a computed duration";

fn inside(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn is_zero(duration: &Duration) -> bool {
    matches!(&duration.kind, DurationKind::Number(number) if number.value == 0.0)
}

fn error(span: Span) -> Duration {
    Duration { span, kind: DurationKind::Error }
}
