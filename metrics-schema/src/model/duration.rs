//! Prometheus' durations.

use std::fmt;

/// A duration in Prometheus' notation: `5m`, `1h30m`, `0s`. In milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Duration {
    millis: u64,
}

/// Units from large to small, with their milliseconds. A year has 365 days.
const UNITS: [(&str, u64); 7] = [
    ("y", 365 * 86_400_000),
    ("w", 7 * 86_400_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];

impl Duration {
    /// No time.
    pub const ZERO: Duration = Duration { millis: 0 };

    /// Whole seconds.
    pub fn from_secs(secs: u64) -> Duration {
        Duration { millis: secs * 1000 }
    }

    /// Milliseconds.
    pub fn millis(self) -> u64 {
        self.millis
    }

    /// Seconds.
    pub fn as_secs_f64(self) -> f64 {
        self.millis as f64 / 1000.0
    }

    /// Whether it is no time at all.
    pub fn is_zero(self) -> bool {
        self.millis == 0
    }

    /// Reads a duration: numbers with units from large to small, each unit at most once; `0` alone is a duration too.
    /// `None` if it is none, or longer than Prometheus can hold (292 years).
    pub fn parse(text: &str) -> Option<Duration> {
        if text == "0" {
            return Some(Duration::ZERO);
        }
        let (mut rest, mut millis, mut next) = (text, 0u64, 0);
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let letters = rest[digits..].bytes().take_while(u8::is_ascii_lowercase).count();
            let unit = &rest[digits..digits + letters];
            let at = next + UNITS[next..].iter().position(|(name, _)| *name == unit)?;
            millis = millis.checked_add(rest[..digits].parse::<u64>().ok()?.checked_mul(UNITS[at].1)?)?;
            next = at + 1;
            rest = &rest[digits + letters..];
        }
        (!text.is_empty() && millis <= i64::MAX as u64 / 1_000_000).then_some(Duration { millis })
    }
}

/// As Prometheus prints it: years and weeks only where they are exact.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.millis == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.millis;
        for (name, size) in UNITS {
            let exact_only = matches!(name, "y" | "w");
            if rest >= size && (!exact_only || rest.is_multiple_of(size)) {
                write!(f, "{}{name}", rest / size)?;
                rest %= size;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Duration;

    #[test]
    fn reads_and_prints_as_prometheus_does() {
        for (text, want) in [
            ("5m", "5m"),
            ("1h30m", "1h30m"),
            ("90m", "1h30m"),
            ("0", "0s"),
            ("0s", "0s"),
            ("30d", "30d"),
            ("7d", "1w"),
            ("1d12h", "1d12h"),
            ("1500ms", "1s500ms"),
            ("365d", "1y"),
        ] {
            assert_eq!(Duration::parse(text).map(|d| d.to_string()).as_deref(), Some(want), "{text}");
        }
        for text in ["", "5", "m", "5 m", "1m1h", "5m5m", "-5m", "1.5h", "9999999y", "5M", "99999999999999999999s"] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
    }
}
