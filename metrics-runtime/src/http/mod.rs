//! What a scraper is sent over HTTP, whatever serves it.
//!
//! A server has a scrape answered by [`Registry::reply`], and sends what that returns with its own means:
//!
//! ```
//! use metricspec::Registry;
//!
//! let registry = Registry::new();
//! let reply = registry.reply("application/openmetrics-text;version=1.0.0,text/plain;q=0.5", "gzip");
//! assert_eq!(reply.content_type, "application/openmetrics-text; version=1.0.0; charset=utf-8");
//! for (name, value) in reply.headers() {
//!     println!("{name}: {value}");
//! }
//! ```

mod coding;
#[cfg(feature = "gzip")]
mod gzip;

use coding::Coding;

use crate::expose::Format;
use crate::registry::Registry;

/// The answer to a scrape.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reply {
    /// The value of the `Content-Type` header.
    pub content_type: &'static str,
    /// The value of the `Content-Encoding` header, if the body has one: `gzip`.
    pub content_encoding: Option<&'static str>,
    /// The exposition.
    pub body: Vec<u8>,
}

impl Reply {
    /// The headers that belong to this body, with names in lower case. Its length is not among them.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let always = [("content-type", self.content_type), ("vary", "accept, accept-encoding")];
        always.into_iter().chain(self.content_encoding.map(|value| ("content-encoding", value)))
    }
}

impl Registry {
    /// The exposition as a scraper asks for it: in the format that its `Accept` header prefers
    /// ([`Format::negotiate`]), and compressed if its `Accept-Encoding` header wants that and the feature `gzip` is on. A
    /// header that is absent is `""`; one that comes several times is its values with commas between.
    pub fn reply(&self, accept: &str, accept_encoding: &str) -> Reply {
        let format = Format::negotiate(accept);
        let (content_encoding, body) = match Coding::negotiate(accept_encoding) {
            Coding::Identity => (None, self.encode(format)),
            #[cfg(feature = "gzip")]
            Coding::Gzip => gzip::compress(self.encode(format)),
        };
        Reply { content_type: format.content_type(), content_encoding, body }
    }
}
