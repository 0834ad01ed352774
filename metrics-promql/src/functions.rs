//! The functions of PromQL: what they take, what they give, and since when.

use crate::options::Version;

/// What an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// One number.
    Scalar,
    /// A text.
    String,
    /// Series with one value each.
    Vector,
    /// Series with the values of a range.
    Matrix,
}

impl ValueType {
    /// As Prometheus names it.
    pub const fn as_str(self) -> &'static str {
        match self {
            ValueType::Scalar => "scalar",
            ValueType::String => "string",
            ValueType::Vector => "instant vector",
            ValueType::Matrix => "range vector",
        }
    }
}

/// A function.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Types of its arguments. If there are more arguments, they have the last one.
    pub args: &'static [ValueType],
    /// The least number of arguments.
    pub min_args: usize,
    /// The greatest, `None` if there is no limit.
    pub max_args: Option<usize>,
    /// What it gives.
    pub returns: ValueType,
    /// The first version that has it.
    pub since: Version,
    /// The first version in which it needs no feature flag, `None` if there is none yet.
    pub stable: Option<Version>,
    /// The first version that has it no longer, and what to use there.
    pub gone: Option<(Version, &'static str)>,
}

use ValueType::{Matrix, Scalar, String as Text, Vector};

/// The oldest version that is told apart: what it has is there.
const OLD: Version = Version::new(2, 30);

const fn function(name: &'static str, args: &'static [ValueType], returns: ValueType) -> Function {
    let (min_args, max_args) = (args.len(), Some(args.len()));
    Function { name, args, min_args, max_args, returns, since: OLD, stable: Some(OLD), gone: None }
}

impl Function {
    /// The last argument may be left out.
    const fn optional(mut self) -> Self {
        self.min_args -= 1;
        self
    }

    /// The last argument comes any number of times.
    const fn many(mut self) -> Self {
        self.min_args -= 1;
        self.max_args = None;
        self
    }

    const fn at_most(mut self, max: usize) -> Self {
        self.max_args = Some(max);
        self
    }

    const fn since(mut self, major: u32, minor: u32) -> Self {
        self.since = Version::new(major, minor);
        self.stable = Some(self.since);
        self
    }

    const fn experimental(mut self) -> Self {
        self.stable = None;
        self
    }

    const fn stable(mut self, major: u32, minor: u32) -> Self {
        self.stable = Some(Version::new(major, minor));
        self
    }

    const fn gone(mut self, major: u32, minor: u32, instead: &'static str) -> Self {
        self.gone = Some((Version::new(major, minor), instead));
        self
    }

    /// The type of the argument at a position.
    pub fn arg(&self, at: usize) -> Option<ValueType> {
        self.args.get(at).or(self.args.last()).copied()
    }

    /// The function of this name, in this very case.
    pub fn find(name: &str) -> Option<&'static Function> {
        FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok().and_then(|at| FUNCTIONS.get(at))
    }

    /// All functions, by name.
    pub const fn all() -> &'static [Function] {
        FUNCTIONS
    }
}

const V: &[ValueType] = &[Vector];
const M: &[ValueType] = &[Matrix];

/// By name.
static FUNCTIONS: &[Function] = &[
    function("abs", V, Vector),
    function("absent", V, Vector),
    function("absent_over_time", M, Vector),
    function("acos", V, Vector).since(2, 31),
    function("acosh", V, Vector).since(2, 31),
    function("asin", V, Vector).since(2, 31),
    function("asinh", V, Vector).since(2, 31),
    function("atan", V, Vector).since(2, 31),
    function("atanh", V, Vector).since(2, 31),
    function("avg_over_time", M, Vector),
    function("ceil", V, Vector),
    function("changes", M, Vector),
    function("clamp", &[Vector, Scalar, Scalar], Vector),
    function("clamp_max", &[Vector, Scalar], Vector),
    function("clamp_min", &[Vector, Scalar], Vector),
    function("cos", V, Vector).since(2, 31),
    function("cosh", V, Vector).since(2, 31),
    function("count_over_time", M, Vector),
    function("day_of_month", V, Vector).optional(),
    function("day_of_week", V, Vector).optional(),
    function("day_of_year", V, Vector).optional().since(2, 36),
    function("days_in_month", V, Vector).optional(),
    function("deg", V, Vector).since(2, 31),
    function("delta", M, Vector),
    function("deriv", M, Vector),
    function("double_exponential_smoothing", &[Matrix, Scalar, Scalar], Vector).since(3, 0).experimental(),
    function("end", &[], Scalar).since(3, 12).experimental(),
    function("exp", V, Vector),
    function("first_over_time", M, Vector).since(3, 7).stable(3, 14),
    function("floor", V, Vector),
    function("histogram_avg", V, Vector).since(2, 51),
    function("histogram_count", V, Vector).since(2, 40),
    function("histogram_fraction", &[Scalar, Scalar, Vector], Vector).since(2, 40),
    function("histogram_quantile", &[Scalar, Vector], Vector),
    function("histogram_quantiles", &[Vector, Text, Scalar], Vector).at_most(12).since(3, 11).experimental(),
    function("histogram_stddev", V, Vector).since(2, 47),
    function("histogram_stdvar", V, Vector).since(2, 47),
    function("histogram_sum", V, Vector).since(2, 40),
    function("holt_winters", &[Matrix, Scalar, Scalar], Vector).gone(3, 0, "double_exponential_smoothing"),
    function("hour", V, Vector).optional(),
    function("idelta", M, Vector),
    function("increase", M, Vector),
    function("info", &[Vector, Vector], Vector).optional().since(2, 55).experimental(),
    function("irate", M, Vector),
    function("label_join", &[Vector, Text, Text, Text], Vector).many(),
    function("label_replace", &[Vector, Text, Text, Text, Text], Vector),
    function("last_over_time", M, Vector),
    function("ln", V, Vector),
    function("log10", V, Vector),
    function("log2", V, Vector),
    function("mad_over_time", M, Vector).since(2, 49).experimental(),
    function("max_of", &[Scalar, Scalar], Scalar).since(3, 13).experimental(),
    function("max_over_time", M, Vector),
    function("min_of", &[Scalar, Scalar], Scalar).since(3, 13).experimental(),
    function("min_over_time", M, Vector),
    function("minute", V, Vector).optional(),
    function("month", V, Vector).optional(),
    function("pi", &[], Scalar).since(2, 31),
    function("predict_linear", &[Matrix, Scalar], Vector),
    function("present_over_time", M, Vector),
    function("quantile_over_time", &[Scalar, Matrix], Vector),
    function("rad", V, Vector).since(2, 31),
    function("range", &[], Scalar).since(3, 12).experimental(),
    function("rate", M, Vector),
    function("resets", M, Vector),
    function("round", &[Vector, Scalar], Vector).optional(),
    function("scalar", V, Scalar),
    function("sgn", V, Vector),
    function("sin", V, Vector).since(2, 31),
    function("sinh", V, Vector).since(2, 31),
    function("sort", V, Vector),
    function("sort_by_label", &[Vector, Text], Vector).many().since(2, 49).experimental(),
    function("sort_by_label_desc", &[Vector, Text], Vector).many().since(2, 49).experimental(),
    function("sort_desc", V, Vector),
    function("sqrt", V, Vector),
    function("start", &[], Scalar).since(3, 12).experimental(),
    function("start_timestamp", V, Vector).since(3, 14).experimental(),
    function("stddev_over_time", M, Vector),
    function("stdvar_over_time", M, Vector),
    function("step", &[], Scalar).since(3, 12).experimental(),
    function("sum_over_time", M, Vector),
    function("tan", V, Vector).since(2, 31),
    function("tanh", V, Vector).since(2, 31),
    function("time", &[], Scalar),
    function("timestamp", V, Vector),
    function("ts_of_first_over_time", M, Vector).since(3, 7).experimental(),
    function("ts_of_last_over_time", M, Vector).since(3, 5).experimental(),
    function("ts_of_max_over_time", M, Vector).since(3, 5).experimental(),
    function("ts_of_min_over_time", M, Vector).since(3, 5).experimental(),
    function("vector", &[Scalar], Vector),
    function("year", V, Vector).optional(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_sorted() {
        assert!(FUNCTIONS.is_sorted_by(|a, b| a.name < b.name));
        for function in FUNCTIONS {
            assert_eq!(Function::find(function.name).map(|found| found.name), Some(function.name));
        }
        assert!(Function::find("Rate").is_none());
    }

    #[test]
    fn versions_do_not_go_back() {
        for function in FUNCTIONS {
            assert!(function.stable.is_none_or(|stable| function.since <= stable), "{}", function.name);
            assert!(function.gone.is_none_or(|(gone, _)| function.since < gone), "{}", function.name);
        }
    }
}
