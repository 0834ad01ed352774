//! What is accepted.

use std::fmt;
use std::str::FromStr;

/// A version of Prometheus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version {
    /// `3` of 3.5.
    pub major: u32,
    /// `5` of 3.5.
    pub minor: u32,
}

impl Version {
    /// The newest whose syntax is known.
    pub const NEWEST: Version = Version::new(3, 14);

    /// `major.minor`.
    pub const fn new(major: u32, minor: u32) -> Self {
        Version { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = String;

    /// `2.42`, or `2.42.0`, of which the last number is of no importance.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.trim().trim_start_matches('v').splitn(3, '.').map(str::parse);
        match (parts.next(), parts.next()) {
            (Some(Ok(major)), Some(Ok(minor))) => Ok(Version::new(major, minor)),
            _ => Err(format!("`{text}` is no version of Prometheus; write it like `2.42`")),
        }
    }
}

/// Texts that something else replaces before Prometheus sees the expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Placeholders {
    /// There are none.
    #[default]
    None,
    /// Variables of Grafana: `$__rate_interval`, `$var`, `${var}`, `${var:regex}`, `[[var]]`.
    Grafana,
    /// Actions of Helm: `{{ .Values.threshold }}`.
    Helm,
}

/// What a server accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The server's version: what is newer is refused.
    pub version: Version,
    /// Whether it accepts what its version knows only behind a feature flag.
    pub experimental: bool,
    /// What else may stand in an expression.
    pub placeholders: Placeholders,
}

impl Options {
    /// What a server of this version accepts, without experiments and placeholders.
    pub const fn of(version: Version) -> Self {
        Options { version, experimental: false, placeholders: Placeholders::None }
    }

    /// Everything that is known, with experiments.
    pub const fn newest() -> Self {
        Options { version: Version::NEWEST, experimental: true, placeholders: Placeholders::None }
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::of(Version::NEWEST)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions() {
        assert_eq!("v2.42.0".parse(), Ok(Version::new(2, 42)));
        assert_eq!(" 3.5".parse(), Ok(Version::new(3, 5)));
        assert!(Version::new(2, 55) < Version::new(3, 0));
        for text in ["", "3", "x.1", "3.x", "3,1"] {
            assert!(text.parse::<Version>().unwrap_err().contains("write it like `2.42`"), "{text}");
        }
    }
}
