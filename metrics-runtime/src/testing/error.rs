//! Why a value could not be read.

use std::fmt;

/// Why there is no value to read. Its `Debug` is its message too, which `unwrap` shows.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// No recorder that is registered can have such a series: the name, a label or a value of a closed label is
    /// unknown.
    Unknown {
        /// What is unknown, and what may have been meant.
        reason: String,
    },
    /// There is no such series now.
    Absent {
        /// What was asked for.
        asked: String,
        /// Labels of the series that have the name.
        series: Vec<String>,
    },
    /// Several series have the name and the labels.
    Several {
        /// The name.
        name: String,
        /// Their labels.
        series: Vec<String>,
    },
}

impl ReadError {
    /// Whether all that was asked for is known, but there is no such series.
    pub fn is_absent(&self) -> bool {
        matches!(self, ReadError::Absent { .. })
    }
}

/// How many series a message lists.
const LISTED: usize = 8;

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let series = match self {
            ReadError::Unknown { reason } => return f.write_str(reason),
            ReadError::Absent { asked, series } => {
                write!(f, "there is no series `{asked}`")?;
                if series.is_empty() {
                    return f.write_str("; nothing was recorded under this name");
                }
                f.write_str("; there are")?;
                series
            }
            ReadError::Several { name, series } => {
                write!(f, "{} series of `{name}` have these labels; add one that tells them apart:", series.len())?;
                series
            }
        };
        for (at, labels) in series.iter().take(LISTED).enumerate() {
            write!(f, "{} {labels}", if at == 0 { "" } else { "," })?;
        }
        match series.len().saturating_sub(LISTED) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ReadError {}
