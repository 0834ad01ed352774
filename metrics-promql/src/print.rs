//! A tree to text: one form for all that says the same.

use std::fmt::{self, Display, Formatter, Write};

use crate::lex::{is_alphanumeric, quote, write_duration};
use crate::tree::{
    Aggregate, ArithmeticOp, At, Binary, Duration, DurationKind, Expr, Extended, Fill, Grouping, Kind, MatchOp,
    Matcher, Matching, Modifiers, Name, Number, Side, Sign, Subquery, Text, VectorSelector,
};

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Number(number) => number.fmt(f),
            Kind::String(text) => text.fmt(f),
            Kind::VectorSelector(selector) => write!(f, "{selector}{}", selector.modifiers),
            Kind::MatrixSelector(selector, range) => write!(f, "{selector}[{range}]{}", selector.modifiers),
            Kind::Subquery(subquery) => subquery.fmt(f),
            Kind::Call(call) => {
                write!(f, "{}(", call.function.text)?;
                list(f, &call.args)?;
                f.write_char(')')
            }
            Kind::Aggregate(aggregate) => aggregate.fmt(f),
            Kind::Binary(binary) => binary.fmt(f),
            Kind::Unary(sign, inner) => write!(f, "{sign}{inner}"),
            Kind::Paren(inner) => write!(f, "({inner})"),
            Kind::Placeholder(text) => f.write_str(text),
            Kind::Error => f.write_str("<error>"),
        }
    }
}

fn list<T: Display>(f: &mut Formatter<'_>, all: &[T]) -> fmt::Result {
    for (at, each) in all.iter().enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        each.fmt(f)?;
    }
    Ok(())
}

impl Display for Number {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Number { value, is_duration } = *self;
        if is_duration {
            let mut text = String::new();
            write_duration((value.abs() * 1000.0).round() as u64, &mut text);
            return write!(f, "{}{text}", if value < 0.0 { "-" } else { "" });
        }
        match value {
            _ if value.is_nan() => f.write_str("NaN"),
            _ if value.is_infinite() => f.write_str(if value > 0.0 { "Inf" } else { "-Inf" }),
            _ if value != 0.0 && !(1e-6..1e21).contains(&value.abs()) => write!(f, "{value:e}"),
            _ => write!(f, "{value}"),
        }
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        quote(&self.bytes, &mut text);
        f.write_str(&text)
    }
}

/// Whether a name needs no quotes; that of a metric may have colons.
fn is_plain(name: &str, colons: bool) -> bool {
    let fits = |byte: u8| is_alphanumeric(byte) || colons && byte == b':';
    !name.is_empty() && !name.as_bytes()[0].is_ascii_digit() && name.bytes().all(fits)
}

/// The name of a label.
impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.placeholder || is_plain(&self.text, false) {
            return f.write_str(&self.text);
        }
        let mut text = String::new();
        quote(self.text.as_bytes(), &mut text);
        f.write_str(&text)
    }
}

/// Without its modifiers, which follow the range.
impl Display for VectorSelector {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut first = true;
        let mut begin = |f: &mut Formatter<'_>| {
            let text = if first { "{" } else { ", " };
            first = false;
            f.write_str(text)
        };
        if let Some(name) = &self.name {
            if name.placeholder || is_plain(&name.text, true) {
                f.write_str(&name.text)?;
            } else {
                begin(f)?;
                name.fmt(f)?;
            }
        }
        for matcher in &self.matchers {
            begin(f)?;
            matcher.fmt(f)?;
        }
        match first {
            false => f.write_char('}'),
            true if self.name.is_none() => f.write_str("{}"),
            true => Ok(()),
        }
    }
}

impl Display for Matcher {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.label, self.op.as_str(), self.value)
    }
}

impl MatchOp {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            MatchOp::Equal => "=",
            MatchOp::NotEqual => "!=",
            MatchOp::Regex => "=~",
            MatchOp::NotRegex => "!~",
        }
    }
}

impl Display for Modifiers {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.extended {
            Some(Extended::Anchored) => f.write_str(" anchored")?,
            Some(Extended::Smoothed) => f.write_str(" smoothed")?,
            None => {}
        }
        match self.at {
            Some(At::Time(seconds)) => write!(f, " @ {}", Number { value: seconds, is_duration: false })?,
            Some(At::Start) => f.write_str(" @ start()")?,
            Some(At::End) => f.write_str(" @ end()")?,
            None => {}
        }
        match &self.offset {
            Some(offset) => write!(f, " offset {offset}"),
            None => Ok(()),
        }
    }
}

impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            DurationKind::Number(number) => number.fmt(f),
            DurationKind::Step => f.write_str("step()"),
            DurationKind::Range => f.write_str("range()"),
            DurationKind::Unary(sign, inner) => write!(f, "{sign}{inner}"),
            DurationKind::Binary(op, left, right) => write!(f, "{left} {} {right}", op.as_str()),
            DurationKind::MinOf(left, right) => write!(f, "min_of({left}, {right})"),
            DurationKind::MaxOf(left, right) => write!(f, "max_of({left}, {right})"),
            DurationKind::Paren(inner) => write!(f, "({inner})"),
            DurationKind::Placeholder(text) => f.write_str(text),
            DurationKind::Error => f.write_str("<error>"),
        }
    }
}

impl ArithmeticOp {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            ArithmeticOp::Add => "+",
            ArithmeticOp::Sub => "-",
            ArithmeticOp::Mul => "*",
            ArithmeticOp::Div => "/",
            ArithmeticOp::Mod => "%",
            ArithmeticOp::Pow => "^",
        }
    }
}

impl Display for Sign {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char(if *self == Sign::Plus { '+' } else { '-' })
    }
}

impl Display for Subquery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}:", self.expr, self.range)?;
        if let Some(step) = &self.step {
            step.fmt(f)?;
        }
        write!(f, "]{}", self.modifiers)
    }
}

impl Display for Aggregate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.op.as_str())?;
        match &self.grouping {
            Some(grouping) => write!(f, " {grouping} (")?,
            None => f.write_char('(')?,
        }
        if let Some(param) = &self.param {
            write!(f, "{param}, ")?;
        }
        write!(f, "{})", self.expr)
    }
}

impl Display for Grouping {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.without { "without (" } else { "by (" })?;
        list(f, &self.labels)?;
        f.write_char(')')
    }
}

impl Display for Binary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.lhs, self.op.as_str())?;
        if self.return_bool.is_some() {
            f.write_str(" bool")?;
        }
        if let Some(matching) = &self.matching {
            write!(f, " {matching}")?;
        }
        write!(f, "{} {}", self.fill, self.rhs)
    }
}

impl Display for Matching {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.on { "on (" } else { "ignoring (" })?;
        list(f, &self.labels)?;
        f.write_char(')')?;
        if let Some(group) = &self.group {
            f.write_str(if group.side == Side::Left { " group_left (" } else { " group_right (" })?;
            list(f, &group.include)?;
            f.write_char(')')?;
        }
        Ok(())
    }
}

impl Display for Fill {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.left, self.right) {
            (Some(left), Some(right)) if left == right => write!(f, " fill ({left})"),
            (left, right) => {
                if let Some(left) = left {
                    write!(f, " fill_left ({left})")?;
                }
                if let Some(right) = right {
                    write!(f, " fill_right ({right})")?;
                }
                Ok(())
            }
        }
    }
}
