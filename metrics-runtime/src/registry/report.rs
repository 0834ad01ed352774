//! What a registry tells about itself.

use std::fmt;

/// Something that a service should know, and that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    text: String,
}

impl Warning {
    pub(crate) fn new(text: String) -> Self {
        Warning { text }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Records of an open label that did not end in a series of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overflow {
    /// Exposed name of the metric; with `{label}` in it if it is known only at run time.
    pub metric: String,
    /// Exposed name of the label.
    pub label: &'static str,
    /// Look-ups that ended in the series `__other__`, because the label had `max_values` values already.
    pub other: u64,
    /// Look-ups that ended in no series, because the value would have gone into the metric's name and could not.
    pub refused: u64,
}
