//! What is wrong with an expression.

use std::fmt;

use crate::Span;

/// Something that a Prometheus server would refuse, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The characters that it is about.
    pub span: Span,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to write instead, if that is known.
    pub help: Option<String>,
}

impl Problem {
    pub(crate) fn new(span: Span, message: impl Into<String>) -> Self {
        Problem { span, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The bytes, the message, and the help in parentheses.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.span, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
