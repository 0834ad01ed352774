//! What stands between an operator and its right operand.

use super::Parser;
use crate::Span;
use crate::lex::{Token, duration, number};
use crate::options::Version;
use crate::tree::{Fill, Group, Matching, Number, Side};

impl Parser<'_> {
    /// `bool`, which series belong together, and numbers in place of missing ones.
    pub(super) fn binary_modifiers(&mut self) -> (Option<Span>, Option<Matching>, Fill) {
        let return_bool = self.eat_word("bool");
        let matching = self.matching();
        (return_bool, matching, self.fill())
    }

    fn matching(&mut self) -> Option<Matching> {
        let on = self.is_word("on");
        if !on && !self.is_word("ignoring") {
            if self.is_word("group_left") || self.is_word("group_right") {
                let message = format!("`{}` stands after `on (…)` or `ignoring (…)`", self.word());
                self.problem(self.span(), message);
                self.group();
            }
            return None;
        }
        let start = self.bump().span;
        let (labels, mut end) = self.labels();
        let group = self.group();
        if let Some(group) = &group {
            end = group.span.end;
        }
        Some(Matching { span: Span::new(start.start, end), on, labels, group })
    }

    fn group(&mut self) -> Option<Group> {
        let side = match () {
            () if self.is_word("group_left") => Side::Left,
            () if self.is_word("group_right") => Side::Right,
            () => return None,
        };
        let mut span = self.bump().span;
        let mut include = Vec::new();
        if self.peek() == Token::LeftParen {
            (include, span.end) = self.labels();
        }
        Some(Group { span, side, include })
    }

    fn fill(&mut self) -> Fill {
        let mut fill = Fill::default();
        loop {
            // Without a parenthesis it is a metric.
            if self.peek_second() != Token::LeftParen {
                return fill;
            }
            let (left, right) = match () {
                () if self.is_word("fill") => (true, true),
                () if self.is_word("fill_left") => (true, false),
                () if self.is_word("fill_right") => (false, true),
                () => return fill,
            };
            let start = self.bump().span;
            let value = self.fill_value();
            let span = Span::new(start.start, self.before());
            if left && fill.left.is_some() || right && fill.right.is_some() {
                self.problem(span, "these series have a number already");
            }
            self.needs(span, "filling in missing series", Version::new(3, 10), true);
            fill.span = Some(fill.span.map_or(span, |first| first.to(span)));
            if left {
                fill.left = value;
            }
            if right {
                fill.right = value;
            }
        }
    }

    fn fill_value(&mut self) -> Option<Number> {
        let open = self.eat(Token::LeftParen)?;
        let negative = match (self.peek(), self.word()) {
            (Token::Operator, "-") => self.bump().span.end > 0,
            (Token::Operator, "+") => self.bump().span.end == 0,
            _ => false,
        };
        let word = self.word();
        let (value, is_duration) = match self.peek() {
            Token::Number => (number(word), false),
            Token::Duration => (duration(word).map(|millis| millis as f64 / 1000.0), true),
            Token::Word if word.eq_ignore_ascii_case("inf") => (Some(f64::INFINITY), false),
            Token::Word if word.eq_ignore_ascii_case("nan") => (Some(f64::NAN), false),
            _ => (None, false),
        };
        match value {
            Some(_) => _ = self.bump(),
            None => self.expected("a number"),
        }
        self.close(Token::RightParen, open, "parenthesis");
        value.map(|value| Number { value: if negative { -value } else { value }, is_duration })
    }
}
