//! What a registry tells about itself.

use std::fmt;

use crate::family::Loss;

/// Something that a service should know, and that is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    text: String,
    /// Of a value that was not recorded: the label's position, and why.
    loss: Option<(usize, Loss)>,
}

impl Warning {
    pub(crate) fn new(text: String) -> Self {
        Warning { text, loss: None }
    }

    pub(crate) fn of_loss(text: String, label: usize, loss: Loss) -> Self {
        Warning { text, loss: Some((label, loss)) }
    }

    pub(crate) fn loss(&self) -> Option<(usize, Loss)> {
        self.loss
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
