//! Metrics of others, and of the past.

use super::{Buckets, Decimal, Deprecation, Kind, Unit, Waiver};
use crate::source::Spanned;

/// `[external.NAME]`. What is `None` is not checked.
#[derive(Clone, Debug)]
pub struct External {
    /// The exposed name; `*` stands for any run of characters.
    pub name: Spanned<String>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its help text.
    pub help: Option<String>,
    /// More for the page.
    pub description: Option<String>,
    /// Its unit.
    pub unit: Option<Spanned<Unit>>,
    /// Values that can occur.
    pub range: Option<(Option<Decimal>, Option<Decimal>)>,
    /// Exposed label names with the values that occur; an empty list is any value.
    pub labels: Option<Vec<(Spanned<String>, Vec<String>)>>,
    /// Exposed name of the label that holds the state.
    pub state: Option<String>,
    /// Bounds of its buckets.
    pub buckets: Option<Buckets>,
    /// Where it is documented.
    pub url: Option<String>,
    /// Set if it is deprecated.
    pub deprecated: Option<Deprecation>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
}

/// `[removed.NAME]`.
#[derive(Clone, Debug)]
pub struct Removed {
    /// The exposed name.
    pub name: Spanned<String>,
    /// First release without it, if that is known.
    pub since: Option<Spanned<String>>,
    /// Expression that replaces it.
    pub replacement: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<String>,
}
