//! `[buckets.KEY]`, or in a metric.

use super::root::ENV_NAMES;
use super::{Kind, array};

/// Most bounds that a formula may give; the variables of the reference user have the same limit.
const MOST: i64 = 512;

pub(crate) mod linear {
    use super::*;
    crate::language::table! { "linear", "a linear formula";
        START = "start": Kind::Number, required, "first bound", "1";
        WIDTH = "width": Kind::Number, required, "distance, above 0", "0.5";
        COUNT = "count": Kind::Int(1, MOST), required, "number of bounds", "10";
    }
}

pub(crate) mod exponential {
    use super::*;
    crate::language::table! { "exponential", "an exponential formula";
        START = "start": Kind::Number, required, "first bound, above 0", "0.01";
        FACTOR = "factor": Kind::Number, required, "growth, above 1", "3";
        COUNT = "count": Kind::Int(1, MOST), required, "number of bounds", "17";
    }
}

pub(crate) mod log {
    use super::*;
    crate::language::table! { "log", "a log formula";
        MIN = "min": Kind::Number, required, "above 0; never a bound itself", "0.001";
        MAX = "max": Kind::Number, required, "the last bound, rounded; above `min`", "480";
        COUNT = "count": Kind::Int(1, MOST), required, "number of bounds before repeats are dropped", "18";
    }
}

/// The four ways to give bounds, of which a table has one.
pub(crate) const ONE_OF: &[&[&str]] = &[&["bounds"], &["linear"], &["exponential"], &["log"]];

/// An array of bounds; that they rise is checked later.
pub(crate) const BOUND_LIST: Kind = Kind::Array(&Kind::Number, 1, MOST as usize);

crate::language::table! { "[buckets.KEY]", "a bucket preset", one_of: ONE_OF;
    BOUNDS = "bounds": BOUND_LIST, optional, "rising upper bounds; `+Inf` is always there and never written", "[0.1, 1, 10]";
    LINEAR = "linear": Kind::Table(&linear::TABLE), optional, "`start + i · width`", "{ start = 1, width = 1, count = 10 }";
    EXPONENTIAL = "exponential": Kind::Table(&exponential::TABLE), optional, "`start · factorⁱ`", "{ start = 0.01, factor = 3, count = 17 }";
    LOG = "log": Kind::Table(&log::TABLE), optional,
        "0, then `exp(ln min + (ln max − ln min) · i/(count−1))` for i in 1..count, to two significant digits, without repeats", "{ min = 0.001, max = 480, count = 18 }";
    ENV = "env": ENV_NAMES, optional, "variables `…_MIN`, `…_MAX`, `…_COUNT` replace the bounds by `log` ones; in an array the current name comes first", "\"DYN_METRICS_TTFT\"";
}

/// `[min, max]`.
pub(crate) const RANGE: Kind = Kind::Array(&Kind::Extended, 2, 2);

/// Exposed names of labels.
pub(crate) const LABEL_NAMES: Kind = array(&Kind::Str(super::Format::LabelName));
