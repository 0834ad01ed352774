//! Why a struct was not registered.

use std::fmt;

/// Why a struct was not registered. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// Two metrics expose one name.
    NameTaken {
        /// The name, with the suffix of a histogram's or a counter's series if that is what they share.
        name: String,
        /// Where the new metric is declared.
        source: String,
        /// Where the one that has the name is declared.
        taken_by: String,
    },
    /// Another instance of the struct, or one that shares its schema, has the same const labels.
    SameInstance {
        /// Exposed name of the metric.
        name: String,
        /// The const labels of both, as label text.
        const_labels: String,
        /// Where the metric is declared.
        source: String,
    },
    /// This very recorder is registered already.
    Twice {
        /// Exposed name of the metric.
        name: String,
        /// Where it is declared.
        source: String,
    },
    /// The recorder was used or registered before with other settings than the registry's.
    OtherSettings {
        /// Exposed name of the metric under the settings that it has.
        name: String,
        /// What differs.
        what: &'static str,
        /// Where it is declared.
        source: String,
    },
    /// A const label has a name that is not valid or that the metric has already.
    ConstLabel {
        /// The label's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The prefix or a const label makes a name that Prometheus does not allow.
    BadName {
        /// The name.
        name: String,
        /// Where the metric is declared.
        source: String,
    },
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegisterError::NameTaken { name, source, taken_by } if source == taken_by => {
                write!(f, "`{name}` is exposed by two versions of {source}; build both from one")
            }
            RegisterError::NameTaken { name, source, taken_by } => {
                write!(
                    f,
                    "`{name}` is exposed by two metrics, declared at {taken_by} and at {source}; rename one of them"
                )
            }
            RegisterError::SameInstance { name, const_labels, source } => write!(
                f,
                "`{name}` ({source}) is registered already with const labels {{{const_labels}}}; give this instance other \
                 ones, or register it with `register_summed`"
            ),
            RegisterError::Twice { name, source } => {
                write!(f, "this recorder of `{name}` ({source}) is registered already; register it once")
            }
            RegisterError::OtherSettings { name, what, source } => write!(
                f,
                "`{name}` ({source}) is in use with {what} than the registry's environment sets; register it before its \
                 first record"
            ),
            RegisterError::ConstLabel { name, reason } => write!(f, "const label `{name}`: {reason}"),
            RegisterError::BadName { name, source } => {
                write!(f, "`{name}` ({source}) is no metric name; only letters, digits, `_` and `:` make one")
            }
        }
    }
}

impl std::error::Error for RegisterError {}
