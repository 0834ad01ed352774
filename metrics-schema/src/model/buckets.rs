//! Buckets of histograms.

use super::Decimal;
use crate::source::{FileId, Span, Spanned};

/// `[buckets.KEY]`.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The table key.
    pub key: Spanned<String>,
    /// The file that declares it.
    pub file: FileId,
    /// Its buckets.
    pub buckets: Buckets,
}

/// Buckets of a histogram.
#[derive(Clone, Debug)]
pub struct Buckets {
    /// How they were declared.
    pub formula: Formula,
    /// The upper bounds, rising, without `+Inf`.
    pub bounds: Vec<Decimal>,
    /// Stems of the variables that replace them (`…_MIN`, `…_MAX`, `…_COUNT`), the current one first.
    pub env: Vec<String>,
    /// Bounds that the schema's own objectives read; they are kept whatever the variables say.
    pub kept: Vec<Decimal>,
    /// Key of the preset that they come from.
    pub preset: Option<String>,
    /// Where they are declared.
    pub span: Span,
}

/// A declaration of buckets.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// `bounds`, or an array.
    Bounds,
    /// `start + i · width`.
    Linear {
        /// First bound.
        start: Decimal,
        /// Distance.
        width: Decimal,
        /// Number of bounds.
        count: u32,
    },
    /// `start · factorⁱ`.
    Exponential {
        /// First bound.
        start: Decimal,
        /// Growth.
        factor: Decimal,
        /// Number of bounds.
        count: u32,
    },
    /// 0, then `exp(ln min + (ln max − ln min) · i/(count−1))` for i in 1..count, to two significant digits.
    Log {
        /// Never a bound itself.
        min: Decimal,
        /// The last bound, rounded.
        max: Decimal,
        /// Number of bounds before repeats are dropped.
        count: u32,
    },
}
