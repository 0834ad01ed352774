//! Formats of strings, each as a check and as a regular expression that says the same.

use crate::model::{Duration, Unit};
use crate::names;

/// Declares the formats: doc comment, name, what it is for messages and the reference, regular expression.
macro_rules! formats {
    ($($(#[$doc:meta])* $ident:ident, $describe:literal, $pattern:literal;)*) => {
        /// A format of a string.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[$doc])* $ident),* }

        impl Format {
            /// All of them.
            pub const ALL: &'static [Format] = &[$(Format::$ident),*];

            /// A regular expression (ECMA-262, and Python's `re`) that matches the same texts, except that it does not
            /// look at the size of a duration. Empty: anything.
            pub fn pattern(self) -> &'static str {
                match self { $(Format::$ident => $pattern),* }
            }

            /// What it is: `a duration such as 5m or 1h30m`.
            pub fn describe(self) -> &'static str {
                match self { $(Format::$ident => $describe),* }
            }
        }
    };
}

formats! {
    /// Table keys: `request_duration_seconds`.
    Snake, "a `snake_case` name", "^[a-z][a-z0-9]*(_[a-z0-9]+)*$(?!\\n)";
    /// Names of alerts: `QueueGrowing`.
    Pascal, "a `PascalCase` name", "^[A-Z][A-Za-z0-9]*$(?!\\n)";
    /// Names of Rust types and variants.
    Ident, "a Rust identifier", "^[A-Za-z][A-Za-z0-9_]*$(?!\\n)";
    /// Prometheus' metric names.
    MetricName, "a metric name: letters, digits, `_` and `:`, no digit first", "^[a-zA-Z_:][a-zA-Z0-9_:]*$(?!\\n)";
    /// A metric name in which one label may stand in braces.
    MetricTemplate, "a metric name, in which one label may stand in braces",
        "^([a-zA-Z_:][a-zA-Z0-9_:]*|([a-zA-Z_:][a-zA-Z0-9_:]*)?\\{[a-z][a-z0-9]*(_[a-z0-9]+)*\\}[a-zA-Z0-9_:]*)$(?!\\n)";
    /// A metric name with `*` for any run of characters.
    MetricPattern, "a metric name, in which `*` stands for any run of characters", "^[a-zA-Z_:*][a-zA-Z0-9_:*]*$(?!\\n)";
    /// Prometheus' label names.
    LabelName, "a label name: letters, digits and `_`, no digit first", "^[a-zA-Z_][a-zA-Z0-9_]*$(?!\\n)";
    /// Names of environment variables.
    EnvName, "a name of an environment variable", "^[a-zA-Z_][a-zA-Z0-9_]*$(?!\\n)";
    /// Prometheus' durations.
    Duration, "a duration such as `5m` or `1h30m`",
        "^(0|(?=[0-9])([0-9]+y)?([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?)$(?!\\n)";
    /// A release of what is measured: `1.3.0`, `2.0.0-rc.1`.
    Version, "a version such as `1.3.0`", "^[0-9]+(\\.[0-9]+){0,3}([-+][0-9A-Za-z.+-]+)?$(?!\\n)";
    /// A release of Prometheus: `2.42`.
    ServerVersion, "a version such as `2.42`", "^[0-9]{1,4}\\.[0-9]{1,4}$(?!\\n)";
    /// A unit.
    Unit, "a unit: lower-case letters, digits and `_`, at most one `/`", "^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?$(?!\\n)";
    /// A relative path with `/`.
    Path, "a relative path with `/`", "^(?![/\\\\])(?=[^\\n\\r]*\\S)[^\\n\\r\\\\]+$(?!\\n)";
    /// An absolute `http` or `https` address.
    Url, "an address that begins with `https://` or `http://`", "^https?://(?!/)[!#$%&'()*+,./0-9:;=?@A-Z\\[\\]_a-z~-]+$(?!\\n)";
    /// `host:port`.
    HostPort, "an address such as `localhost:9090`", "^[-A-Za-z0-9._\\[\\]:]+:[0-9]{1,5}$(?!\\n)";
    /// A name of Kubernetes: endpoint keys, namespaces.
    Dns, "a name of lower-case letters, digits and `-`, at most 63 of them", "^(?!-)[a-z0-9-]{1,63}$(?!\\n)(?<!-)";
    /// Any text of one line that is not blank, as a key.
    Line, "one line of text", "^[^\\n\\r]*\\S[^\\n\\r]*$(?!\\n)";
    /// Any text, as a key.
    Any, "a text", "";
    /// `snake_case`, or `*`.
    SnakeOrStar, "a `snake_case` name, or `*`", "^(\\*|[a-z][a-z0-9]*(_[a-z0-9]+)*)$(?!\\n)";
}

impl Format {
    /// Whether a text has the format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Format::Snake => names::is_snake(text),
            Format::Pascal => names::is_pascal(text),
            Format::Ident => text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_word),
            Format::MetricName => names::is_metric_name(text),
            Format::MetricTemplate => is_template(text),
            Format::MetricPattern => {
                !text.is_empty()
                    && names::is_metric_name(&text.replace('*', "_"))
                    && !text.starts_with(|c: char| c.is_ascii_digit())
            }
            Format::LabelName | Format::EnvName => names::is_label_name(text),
            Format::Duration => Duration::parse(text).is_some(),
            Format::Version => is_version(text),
            Format::ServerVersion => text.split_once('.').is_some_and(|(a, b)| is_number(a, 4) && is_number(b, 4)),
            Format::Unit => Unit::parse(text).is_some(),
            Format::Path => is_line(text) && !text.starts_with('/') && !text.contains('\\'),
            Format::Url => is_url(text),
            Format::HostPort => text.rsplit_once(':').is_some_and(|(host, port)| {
                !host.is_empty()
                    && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._[]:".contains(&b))
                    && is_number(port, 5)
            }),
            Format::Dns => {
                (1..=63).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                    && !text.starts_with('-')
                    && !text.ends_with('-')
            }
            Format::Line => is_line(text),
            Format::Any => true,
            Format::SnakeOrStar => text == "*" || names::is_snake(text),
        }
    }
}

/// One line that is not blank.
pub(crate) fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['\n', '\r'])
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

fn is_number(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_template(text: &str) -> bool {
    let Some((before, rest)) = text.split_once('{') else { return names::is_metric_name(text) };
    rest.split_once('}').is_some_and(|(label, after)| {
        names::is_snake(label)
            && (before.is_empty() || names::is_metric_name(before))
            && after.bytes().all(|b| is_word(b) || b == b':')
    })
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| {
        !r.is_empty() && !r.starts_with('/') && r.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
    })
}

fn is_version(text: &str) -> bool {
    let (numbers, rest) = match text.find(['-', '+']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let parts: Vec<&str> = numbers.split('.').collect();
    parts.len() <= 4
        && parts.iter().all(|p| is_number(p, usize::MAX))
        && rest.is_none_or(|r| !r.is_empty() && r.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.+".contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn formats() {
        for (format, good, bad) in [
            (Format::MetricTemplate, "a_{b}_c", "a_{b}{c}"),
            (Format::MetricTemplate, "{b}", "{B}"),
            (Format::MetricPattern, "DCGM_FI_*", "a-*"),
            (Format::Version, "2.0.0-rc.1", "v2"),
            (Format::ServerVersion, "2.42", "2.42.0"),
            (Format::Path, "schemas/a.toml", "/etc/a.toml"),
            (Format::Url, "https://docs.example.com/metrics", "https:///x"),
            (Format::HostPort, "[::1]:9090", "localhost"),
            (Format::Dns, "kvbm-metrics", "kvbm_metrics"),
            (Format::Line, "a", " "),
        ] {
            assert!(format.matches(good) && !format.matches(bad), "{format:?}");
        }
    }
}
