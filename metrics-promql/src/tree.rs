//! An expression as a tree, each node of which knows where it stands.
//!
//! Names are those of Prometheus' own parser. A modifier (`offset`, `@`) belongs to the selector or subquery that it
//! follows, a comparison's `bool` and the matching of labels to the binary expression.

use crate::Span;

/// An expression. Two are equal if they say the same, wherever they stand.
#[derive(Clone, Debug)]
pub struct Expr {
    /// All of it, from its first character to its last one.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `0.5`, `1h` (which is a number of seconds), `Inf`.
    Number(Number),
    /// `"text"`.
    String(Text),
    /// `up{job="api"} offset 5m`.
    VectorSelector(VectorSelector),
    /// `up{job="api"}[5m] offset 5m`; the modifiers are those of the selector.
    MatrixSelector(VectorSelector, Duration),
    /// `rate(up[5m])[1h:1m]`.
    Subquery(Box<Subquery>),
    /// `rate(…)`.
    Call(Call),
    /// `sum by (job) (…)`.
    Aggregate(Box<Aggregate>),
    /// `a / on (job) b`.
    Binary(Box<Binary>),
    /// `-a`.
    Unary(Sign, Box<Expr>),
    /// `(a)`.
    Paren(Box<Expr>),
    /// What something else replaces before Prometheus sees it: `$threshold`.
    Placeholder(String),
    /// What could not be read; there is a problem about it.
    Error,
}

/// A number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Its value; of a duration, in seconds.
    pub value: f64,
    /// Whether it is written as a duration.
    pub is_duration: bool,
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        // NaN is NaN here.
        (self.value == other.value || self.value.is_nan() && other.value.is_nan())
            && self.is_duration == other.is_duration
    }
}

/// A text in quotes.
#[derive(Clone, Debug)]
pub struct Text {
    /// With the quotes.
    pub span: Span,
    /// The bytes that it stands for. They need not be UTF-8: `"\xff"`.
    pub bytes: Vec<u8>,
}

impl Text {
    /// The characters that it stands for, with U+FFFD for what is none.
    pub fn value(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

/// A name.
#[derive(Clone, Debug, Eq)]
pub struct Name {
    /// Where it stands, with its quotes if it has them.
    pub span: Span,
    /// The name itself.
    pub text: String,
    /// Whether it is in quotes.
    pub quoted: bool,
    /// Whether something else replaces a part of it before Prometheus sees it.
    pub placeholder: bool,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// Series by their name and labels.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct VectorSelector {
    /// The name before the braces, or in quotes within them.
    pub name: Option<Name>,
    /// What the labels must be.
    pub matchers: Vec<Matcher>,
    /// `offset` and `@`.
    pub modifiers: Modifiers,
}

/// What a label must be.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// `job="api"`.
    pub span: Span,
    /// The label.
    pub label: Name,
    /// How it is compared.
    pub op: MatchOp,
    /// What it is compared with.
    pub value: Text,
}

impl PartialEq for Matcher {
    fn eq(&self, other: &Self) -> bool {
        (&self.label, self.op, &self.value) == (&other.label, other.op, &other.value)
    }
}

/// How a label is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `=~`
    Regex,
    /// `!~`
    NotRegex,
}

/// What follows a selector or a subquery.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Modifiers {
    /// `offset 5m`.
    pub offset: Option<Duration>,
    /// `@ 1609746000`, `@ start()`.
    pub at: Option<At>,
    /// `anchored` or `smoothed`.
    pub extended: Option<Extended>,
}

/// The time at which a selector or a subquery is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    /// Seconds since 1970.
    Time(f64),
    /// `start()`: the beginning of a range query.
    Start,
    /// `end()`: its end.
    End,
}

/// How a range is read at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extended {
    /// `anchored`: with the sample before the range.
    Anchored,
    /// `smoothed`: with values between samples.
    Smoothed,
}

/// A length of time.
#[derive(Clone, Debug)]
pub struct Duration {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: DurationKind,
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// What a length of time is.
#[derive(Clone, Debug, PartialEq)]
pub enum DurationKind {
    /// `5m`, or `300`: seconds.
    Number(Number),
    /// `step()`: that of the query.
    Step,
    /// `range()`: that of the query.
    Range,
    /// `-5m`.
    Unary(Sign, Box<Duration>),
    /// `5m * 2`.
    Binary(ArithmeticOp, Box<Duration>, Box<Duration>),
    /// `min_of(a, b)`.
    MinOf(Box<Duration>, Box<Duration>),
    /// `max_of(a, b)`.
    MaxOf(Box<Duration>, Box<Duration>),
    /// `(5m)`.
    Paren(Box<Duration>),
    /// What something else replaces before Prometheus sees it: `$__rate_interval`.
    Placeholder(String),
    /// What could not be read.
    Error,
}

impl Duration {
    /// Its length in seconds, if nothing but the expression decides it.
    pub fn seconds(&self) -> Option<f64> {
        Some(match &self.kind {
            DurationKind::Number(number) => number.value,
            DurationKind::Unary(Sign::Plus, inner) | DurationKind::Paren(inner) => inner.seconds()?,
            DurationKind::Unary(Sign::Minus, inner) => -inner.seconds()?,
            DurationKind::Binary(op, left, right) => {
                let (a, b) = (left.seconds()?, right.seconds()?);
                match op {
                    ArithmeticOp::Add => a + b,
                    ArithmeticOp::Sub => a - b,
                    ArithmeticOp::Mul => a * b,
                    ArithmeticOp::Div => a / b,
                    ArithmeticOp::Mod => a % b,
                    ArithmeticOp::Pow => a.powf(b),
                }
            }
            DurationKind::MinOf(left, right) => left.seconds()?.min(right.seconds()?),
            DurationKind::MaxOf(left, right) => left.seconds()?.max(right.seconds()?),
            DurationKind::Step | DurationKind::Range | DurationKind::Placeholder(_) | DurationKind::Error => {
                return None;
            }
        })
    }
}

/// What a duration is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArithmeticOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Mod,
    /// `^`
    Pow,
}

/// `+` or `-` before something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// An expression over a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Subquery {
    /// What is asked for at each step.
    pub expr: Expr,
    /// The range.
    pub range: Duration,
    /// The step, `None` for the evaluation interval.
    pub step: Option<Duration>,
    /// `offset` and `@`.
    pub modifiers: Modifiers,
}

/// A call of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The function; it need not exist.
    pub function: Name,
    /// What it is called with.
    pub args: Vec<Expr>,
}

/// An aggregation.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// The operator.
    pub op: AggregateOp,
    /// Where the operator stands.
    pub op_span: Span,
    /// `by` and `without`.
    pub grouping: Option<Grouping>,
    /// `5` of `topk(5, up)`.
    pub param: Option<Expr>,
    /// What is aggregated.
    pub expr: Expr,
}

impl PartialEq for Aggregate {
    fn eq(&self, other: &Self) -> bool {
        (self.op, &self.grouping, &self.param, &self.expr) == (other.op, &other.grouping, &other.param, &other.expr)
    }
}

/// The labels that are left of an aggregation.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// `by (job)`.
    pub span: Span,
    /// Whether it is `without`.
    pub without: bool,
    /// The labels.
    pub labels: Vec<Name>,
}

impl PartialEq for Grouping {
    fn eq(&self, other: &Self) -> bool {
        (self.without, &self.labels) == (other.without, &other.labels)
    }
}

/// An operator with two operands.
#[derive(Clone, Debug)]
pub struct Binary {
    /// The operator.
    pub op: BinaryOp,
    /// Where the operator stands.
    pub op_span: Span,
    /// `bool`: where it stands.
    pub return_bool: Option<Span>,
    /// `on`, `ignoring` and what follows them.
    pub matching: Option<Matching>,
    /// Numbers in place of missing series.
    pub fill: Fill,
    /// The left operand.
    pub lhs: Expr,
    /// The right operand.
    pub rhs: Expr,
}

impl PartialEq for Binary {
    fn eq(&self, other: &Self) -> bool {
        self.op == other.op
            && self.return_bool.is_some() == other.return_bool.is_some()
            && self.matching == other.matching
            && self.fill == other.fill
            && self.lhs == other.lhs
            && self.rhs == other.rhs
    }
}

/// Which series belong together.
#[derive(Clone, Debug)]
pub struct Matching {
    /// `on (job) group_left (team)`.
    pub span: Span,
    /// `on`, or else `ignoring`.
    pub on: bool,
    /// The labels that are compared, or not.
    pub labels: Vec<Name>,
    /// `group_left` or `group_right`.
    pub group: Option<Group>,
}

impl PartialEq for Matching {
    fn eq(&self, other: &Self) -> bool {
        (self.on, &self.labels, &self.group) == (other.on, &other.labels, &other.group)
    }
}

/// Which side has several series for one of the other.
#[derive(Clone, Debug)]
pub struct Group {
    /// `group_left (team)`.
    pub span: Span,
    /// The side.
    pub side: Side,
    /// Labels of the other side that the result has.
    pub include: Vec<Name>,
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        (self.side, &self.include) == (other.side, &other.include)
    }
}

/// A side of a binary expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// Numbers in place of missing series.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fill {
    /// Where it stands.
    pub span: Option<Span>,
    /// For missing series of the left operand.
    pub left: Option<Number>,
    /// For those of the right one.
    pub right: Option<Number>,
}

impl PartialEq for Fill {
    fn eq(&self, other: &Self) -> bool {
        (self.left, self.right) == (other.left, other.right)
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = $text] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// As it is written.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }

            /// The one that is written so; words in any case.
            pub(crate) fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.as_str().eq_ignore_ascii_case(word))
            }
        }
    };
}

words! {
    /// An operator of an aggregation.
    AggregateOp {
        Sum "sum" "`sum`",
        Avg "avg" "`avg`",
        Count "count" "`count`",
        Min "min" "`min`",
        Max "max" "`max`",
        Group "group" "`group`: 1",
        Stddev "stddev" "`stddev`",
        Stdvar "stdvar" "`stdvar`",
        Topk "topk" "`topk`: the greatest series",
        Bottomk "bottomk" "`bottomk`: the smallest series",
        CountValues "count_values" "`count_values`: how often each value is there",
        Quantile "quantile" "`quantile`",
        Limitk "limitk" "`limitk`: some series",
        LimitRatio "limit_ratio" "`limit_ratio`: a share of the series",
    }
}

impl AggregateOp {
    /// Whether it takes something before the vector: `topk(5, up)`.
    pub const fn has_param(self) -> bool {
        matches!(
            self,
            AggregateOp::Topk
                | AggregateOp::Bottomk
                | AggregateOp::CountValues
                | AggregateOp::Quantile
                | AggregateOp::Limitk
                | AggregateOp::LimitRatio
        )
    }
}

words! {
    /// An operator with two operands.
    BinaryOp {
        Add "+" "`+`",
        Sub "-" "`-`",
        Mul "*" "`*`",
        Div "/" "`/`",
        Mod "%" "`%`",
        Pow "^" "`^`",
        Atan2 "atan2" "`atan2`",
        Equal "==" "`==`",
        NotEqual "!=" "`!=`",
        Greater ">" "`>`",
        Less "<" "`<`",
        GreaterEqual ">=" "`>=`",
        LessEqual "<=" "`<=`",
        TrimUpper "</" "`</`: leaves out what a native histogram has above a number",
        TrimLower ">/" "`>/`: leaves out what a native histogram has below a number",
        And "and" "`and`",
        Or "or" "`or`",
        Unless "unless" "`unless`",
    }
}

impl BinaryOp {
    /// How closely it binds; a greater number binds closer.
    pub const fn precedence(self) -> u8 {
        use BinaryOp::*;
        match self {
            Or => 1,
            And | Unless => 2,
            Equal | NotEqual | Greater | Less | GreaterEqual | LessEqual | TrimUpper | TrimLower => 3,
            Add | Sub => 4,
            Mul | Div | Mod | Atan2 => 5,
            Pow => 6,
        }
    }

    /// Whether `bool` may follow it.
    pub const fn is_comparison(self) -> bool {
        use BinaryOp::*;
        matches!(self, Equal | NotEqual | Greater | Less | GreaterEqual | LessEqual)
    }

    /// `and`, `or`, `unless`.
    pub const fn is_set(self) -> bool {
        matches!(self, BinaryOp::And | BinaryOp::Or | BinaryOp::Unless)
    }
}
