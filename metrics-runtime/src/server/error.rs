//! Why a server could not be started.

use std::error::Error;
use std::{fmt, io};

/// Why [`serve`](crate::serve) could not start; its source is the error of the operating system.
#[derive(Debug)]
pub struct ServeError {
    address: String,
    source: io::Error,
}

impl ServeError {
    pub(super) fn new(address: String, source: io::Error) -> Self {
        ServeError { address, source }
    }

    /// What kind of error it was.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ServeError { address, source } = self;
        write!(f, "cannot serve metrics at `{address}`: ")?;
        match source.kind() {
            io::ErrorKind::AddrInUse => {
                f.write_str("the address is in use; stop what listens there, or take another port (0 takes a free one)")
            }
            io::ErrorKind::PermissionDenied => {
                f.write_str("the port needs a privilege that the process lacks; take one from 1024 on")
            }
            io::ErrorKind::AddrNotAvailable => {
                f.write_str("this machine does not have the address; `0.0.0.0` or `[::]` takes all that it has")
            }
            io::ErrorKind::InvalidInput => f.write_str("it is no address; write `host:port`, IPv6 as `[::1]:port`"),
            _ => write!(f, "{source}"),
        }
    }
}

impl Error for ServeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}
