//! What Prometheus checks once it has read an expression: types of values, arguments, and what selectors select.

use crate::functions::{Function, ValueType};
use crate::options::{Options, Version};
use crate::regex::Regex;
use crate::tree::{Aggregate, AggregateOp, Binary, Call, Expr, Kind, MatchOp, Matcher, VectorSelector};
use crate::{Problem, Span};

/// Checks a tree.
pub(crate) fn check(expr: &Expr, options: &Options, problems: &mut Vec<Problem>) {
    Checker { options, problems }.expr(expr);
}

/// What an expression gives, as far as its form tells. `None` for what could not be read, or is replaced by something else.
pub(crate) fn value_type(expr: &Expr) -> Option<ValueType> {
    Some(match &expr.kind {
        Kind::Number(_) => ValueType::Scalar,
        Kind::String(_) => ValueType::String,
        Kind::VectorSelector(_) | Kind::Aggregate(_) => ValueType::Vector,
        Kind::MatrixSelector(..) | Kind::Subquery(_) => ValueType::Matrix,
        Kind::Call(call) => Function::find(&call.function.text)?.returns,
        Kind::Unary(_, inner) | Kind::Paren(inner) => value_type(inner)?,
        Kind::Binary(binary) => match (value_type(&binary.lhs), value_type(&binary.rhs)) {
            (Some(ValueType::Scalar), Some(ValueType::Scalar)) => ValueType::Scalar,
            (None, Some(ValueType::Scalar)) | (Some(ValueType::Scalar), None) | (None, None) => return None,
            _ => ValueType::Vector,
        },
        Kind::Placeholder(_) | Kind::Error => return None,
    })
}

struct Checker<'c> {
    options: &'c Options,
    problems: &'c mut Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, span: Span, message: impl Into<String>) -> &mut Problem {
        let at = self.problems.len();
        self.problems.push(Problem::new(span, message));
        // Just pushed.
        &mut self.problems[at]
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            Kind::Number(_) | Kind::String(_) | Kind::Placeholder(_) | Kind::Error => {}
            Kind::VectorSelector(selector) | Kind::MatrixSelector(selector, _) => {
                self.selector(expr.span, selector, false)
            }
            Kind::Subquery(subquery) => {
                self.expr(&subquery.expr);
                self.expect(&subquery.expr, ValueType::Vector, "a subquery is over");
            }
            Kind::Call(call) => self.call(expr.span, call),
            Kind::Aggregate(aggregate) => self.aggregate(aggregate),
            Kind::Binary(binary) => self.binary(expr.span, binary),
            Kind::Unary(_, inner) => {
                self.expr(inner);
                self.operand(inner);
            }
            Kind::Paren(inner) => self.expr(inner),
        }
    }

    fn expect(&mut self, expr: &Expr, wanted: ValueType, what: &str) {
        let Some(found) = value_type(expr).filter(|found| *found != wanted) else { return };
        let article = if wanted == ValueType::Vector { "an" } else { "a" };
        let problem = self.problem(
            expr.span,
            format!("{what} {article} {}, found a{} {}", wanted.as_str(), n(found), found.as_str()),
        );
        problem.help = match (wanted, found) {
            (ValueType::Matrix, ValueType::Vector) => {
                Some("add a range: `[5m]`, or `[5m:]` after an expression".to_owned())
            }
            (ValueType::Vector, ValueType::Matrix) => {
                Some("leave the range out, or reduce it: `rate(…[5m])`, `max_over_time(…[5m])`".to_owned())
            }
            (ValueType::Vector, ValueType::Scalar) => Some("`vector(…)` makes a vector of a number".to_owned()),
            (ValueType::Scalar, ValueType::Vector) => {
                Some("`scalar(…)` makes a number of a vector of one series".to_owned())
            }
            _ => None,
        };
    }

    /// What stands beside an operator.
    fn operand(&mut self, expr: &Expr) {
        if let Some(found @ (ValueType::Matrix | ValueType::String)) = value_type(expr) {
            let problem = self.problem(
                expr.span,
                format!("operators take numbers and instant vectors, found a{} {}", n(found), found.as_str()),
            );
            if found == ValueType::Matrix {
                problem.help = Some("reduce the range first: `rate(…[5m])`, `max_over_time(…[5m])`".to_owned());
            }
        }
    }

    fn call(&mut self, span: Span, call: &Call) {
        let name = &call.function;
        let Some(function) = Function::find(&name.text) else {
            call.args.iter().for_each(|arg| self.expr(arg));
            if !name.placeholder {
                let nearest = nearest(&name.text);
                let problem = self.problem(name.span, format!("there is no function `{}`", name.text));
                problem.help = nearest.map(|nearest| format!("did you mean `{nearest}`?"));
            }
            return;
        };
        self.version(name.span, function);
        let (count, plural) = (call.args.len(), |n: usize| if n == 1 { "" } else { "s" });
        let too_many = function.max_args.is_some_and(|max| count > max);
        if count < function.min_args || too_many {
            let wanted = match (function.min_args, function.max_args) {
                (min, Some(max)) if min == max => format!("{min} argument{}", plural(min)),
                (min, Some(max)) => format!("{min} to {max} arguments"),
                (min, None) => format!("at least {min} argument{}", plural(min)),
            };
            self.problem(span, format!("`{}` takes {wanted}, found {count}", function.name));
        }
        for (at, arg) in call.args.iter().enumerate() {
            let Some(wanted) = function.arg(at) else {
                self.expr(arg);
                continue;
            };
            if function.name == "info" && at == 1 {
                self.info_selector(arg);
                continue;
            }
            self.expr(arg);
            if function.max_args.is_none_or(|max| at < max) {
                self.expect(arg, wanted, &format!("`{}` takes", function.name));
            }
        }
    }

    /// The second argument of `info` says which labels, and has no name of a metric.
    fn info_selector(&mut self, arg: &Expr) {
        match &arg.kind {
            Kind::VectorSelector(selector) => {
                if let Some(name) = &selector.name {
                    self.problem(name.span, "`info` takes labels in braces, without the name of a metric");
                }
                self.selector(arg.span, selector, true);
            }
            Kind::Placeholder(_) | Kind::Error => {}
            _ => _ = self.problem(arg.span, "`info` takes labels in braces here: `{team=\"a\"}`"),
        }
    }

    fn version(&mut self, span: Span, function: &Function) {
        let Options { version, experimental, .. } = *self.options;
        let name = function.name;
        let oldest = |version: Version| Some(format!("the oldest server that is to read this is {version}"));
        match (function.gone, function.stable) {
            (Some((gone, instead)), _) if version >= gone => {
                self.problem(span, format!("`{name}` is gone since Prometheus {gone}")).help =
                    Some(format!("it is called `{instead}` now"));
            }
            _ if version < function.since => {
                self.problem(span, format!("`{name}` needs Prometheus {}", function.since)).help = oldest(version);
            }
            (_, stable) if !experimental && stable.is_none_or(|stable| version < stable) => {
                let message = format!("`{name}` is an experiment that a feature flag must enable");
                self.problem(span, message).help =
                    stable.map(|stable| format!("it needs none from Prometheus {stable} on"));
            }
            _ => {}
        }
    }

    fn aggregate(&mut self, aggregate: &Aggregate) {
        let op = aggregate.op.as_str();
        if let Some(param) = &aggregate.param {
            self.expr(param);
            let wanted = if aggregate.op == AggregateOp::CountValues { ValueType::String } else { ValueType::Scalar };
            self.expect(param, wanted, &format!("the parameter of `{op}` is"));
        }
        self.expr(&aggregate.expr);
        self.expect(&aggregate.expr, ValueType::Vector, &format!("`{op}` aggregates"));
    }

    fn binary(&mut self, span: Span, binary: &Binary) {
        self.expr(&binary.lhs);
        self.expr(&binary.rhs);
        self.operand(&binary.lhs);
        self.operand(&binary.rhs);
        let (op, word) = (binary.op, binary.op.as_str());
        let (lhs, rhs) = (value_type(&binary.lhs), value_type(&binary.rhs));
        let scalars = [lhs, rhs].map(|side| side == Some(ValueType::Scalar));
        if let Some(return_bool) = binary.return_bool
            && !op.is_comparison()
        {
            self.problem(return_bool, format!("`bool` belongs to a comparison, and `{word}` is none"));
        }
        if op.is_comparison() && binary.return_bool.is_none() && scalars == [true, true] {
            let problem = self.problem(binary.op_span, "two numbers are compared, which leaves nothing to select");
            problem.help = Some(format!("write `{word} bool` for 0 or 1"));
        }
        if op.is_set() && scalars.contains(&true) {
            self.problem(binary.op_span, format!("`{word}` takes two vectors, and one side is a number"));
        }
        let matching = binary.matching.as_ref();
        if scalars.contains(&true) {
            if let Some(matching) = matching.filter(|matching| !matching.labels.is_empty()) {
                self.problem(matching.span, "labels are matched between two vectors, and one side is a number");
            }
            if let Some(fill) = binary.fill.span {
                self.problem(fill, "series are filled in between two vectors, and one side is a number");
            }
        } else if op.is_set() {
            if let Some(group) = matching.and_then(|matching| matching.group.as_ref()) {
                self.problem(group.span, format!("`{word}` always matches many with many"));
            }
            if let Some(fill) = binary.fill.span {
                self.problem(fill, format!("`{word}` fills nothing in"));
            }
        }
        if let Some((matching, group)) = matching.and_then(|matching| Some((matching, matching.group.as_ref()?)))
            && matching.on
        {
            for twice in group.include.iter().filter(|label| matching.labels.contains(label)) {
                let message = format!("`{}` is matched on already, so both sides have it", twice.text);
                self.problem(twice.span, message);
            }
        }
        _ = span;
    }

    fn selector(&mut self, span: Span, selector: &VectorSelector, may_be_empty: bool) {
        let mut selects = selector.name.is_some() || may_be_empty;
        for matcher in &selector.matchers {
            if let Some(name) = &selector.name
                && matcher.label.text == "__name__"
            {
                let message = format!("the metric has a name already, `{}`", name.text);
                self.problem(matcher.span, message);
            }
            selects |= !self.matches_nothing(matcher);
        }
        if !selects && !selector.matchers.iter().any(|matcher| matcher.label.placeholder) {
            let problem = self.problem(span, "this selects every series there is");
            problem.help = Some("name a metric, or a label that must have a value: `{job=\"api\"}`".to_owned());
        }
    }

    /// Whether a matcher accepts a label that is not there.
    fn matches_nothing(&mut self, matcher: &Matcher) -> bool {
        let value = matcher.value.value();
        match matcher.op {
            MatchOp::Equal => value.is_empty(),
            MatchOp::NotEqual => !value.is_empty(),
            MatchOp::Regex | MatchOp::NotRegex => match Regex::new(&value) {
                Ok(regex) => regex.is_match("") == (matcher.op == MatchOp::Regex),
                // With a placeholder in it, it is no regular expression yet.
                Err(_) if crate::regex::has_placeholder(&value, self.options.placeholders) => false,
                Err(error) => {
                    let problem = Problem::new(matcher.value.span, format!("the regular expression is wrong: {error}"));
                    self.problems.push(problem);
                    false
                }
            },
        }
    }
}

fn n(found: ValueType) -> &'static str {
    if found == ValueType::Vector { "n" } else { "" }
}

/// The function whose name looks most like this one.
fn nearest(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let all = Function::all().iter().map(|function| function.name);
    let all = all.chain(AggregateOp::ALL.iter().map(|op| op.as_str()));
    let (distance, nearest) = all.map(|each| (distance(&lower, each), each)).min()?;
    (distance <= 1 + name.len() / 4).then_some(nearest)
}

/// How many letters differ.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let left = row.get(j).copied().unwrap_or_default();
            let new = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = new;
            }
        }
    }
    row.last().copied().unwrap_or_default()
}
