//! Units of metrics: base units, their multiples, counted things, rates.

use std::fmt;

/// A declared unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// As declared: `seconds`, `tokens`, `bytes/second`.
    pub text: String,
    /// What is measured: the part before `/`.
    pub class: UnitClass,
    /// Of a rate, what it is divided by, as written after `/`.
    pub per: Option<String>,
}

/// Classification of a unit's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitClass {
    /// One of Prometheus' base units.
    Base(BaseUnit),
    /// A multiple, which lints advise against.
    Multiple {
        /// What it is a multiple of.
        of: BaseUnit,
        /// `numerator / denominator` base units.
        numerator: u64,
        /// See `numerator`.
        denominator: u64,
    },
    /// Counts things of that name.
    Count,
}

/// Prometheus' base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BaseUnit {
    Seconds,
    Bytes,
    Ratio,
    Celsius,
    Meters,
    Grams,
    Joules,
    Watts,
    Volts,
    Amperes,
    Hertz,
}

const BASES: [(&str, BaseUnit); 11] = [
    ("seconds", BaseUnit::Seconds),
    ("bytes", BaseUnit::Bytes),
    ("ratio", BaseUnit::Ratio),
    ("celsius", BaseUnit::Celsius),
    ("meters", BaseUnit::Meters),
    ("grams", BaseUnit::Grams),
    ("joules", BaseUnit::Joules),
    ("watts", BaseUnit::Watts),
    ("volts", BaseUnit::Volts),
    ("amperes", BaseUnit::Amperes),
    ("hertz", BaseUnit::Hertz),
];

/// Multiples with a word of their own.
const MULTIPLES: [(&str, BaseUnit, u64, u64); 17] = [
    ("nanoseconds", BaseUnit::Seconds, 1, 1_000_000_000),
    ("microseconds", BaseUnit::Seconds, 1, 1_000_000),
    ("milliseconds", BaseUnit::Seconds, 1, 1_000),
    ("minutes", BaseUnit::Seconds, 60, 1),
    ("hours", BaseUnit::Seconds, 3_600, 1),
    ("days", BaseUnit::Seconds, 86_400, 1),
    ("bits", BaseUnit::Bytes, 1, 8),
    ("kilobytes", BaseUnit::Bytes, 1_000, 1),
    ("megabytes", BaseUnit::Bytes, 1_000_000, 1),
    ("gigabytes", BaseUnit::Bytes, 1_000_000_000, 1),
    ("terabytes", BaseUnit::Bytes, 1_000_000_000_000, 1),
    ("kibibytes", BaseUnit::Bytes, 1 << 10, 1),
    ("mebibytes", BaseUnit::Bytes, 1 << 20, 1),
    ("gibibytes", BaseUnit::Bytes, 1 << 30, 1),
    ("tebibytes", BaseUnit::Bytes, 1 << 40, 1),
    ("percent", BaseUnit::Ratio, 1, 100),
    ("per_mille", BaseUnit::Ratio, 1, 1_000),
];

const PREFIXES: [(&str, u64, u64); 4] =
    [("milli", 1, 1_000), ("kilo", 1_000, 1), ("mega", 1_000_000, 1), ("giga", 1_000_000_000, 1)];

impl BaseUnit {
    /// The word.
    pub fn as_str(self) -> &'static str {
        BASES.iter().find(|(_, b)| *b == self).map_or("", |(name, _)| name)
    }
}

impl UnitClass {
    /// Classifies one word.
    pub fn of(word: &str) -> UnitClass {
        if let Some((_, base)) = BASES.iter().find(|(name, _)| *name == word) {
            return UnitClass::Base(*base);
        }
        if let Some(&(_, of, numerator, denominator)) = MULTIPLES.iter().find(|(name, ..)| *name == word) {
            return UnitClass::Multiple { of, numerator, denominator };
        }
        for (prefix, numerator, denominator) in PREFIXES {
            let base = word.strip_prefix(prefix).and_then(|rest| BASES.iter().find(|(name, _)| *name == rest));
            if let Some(&(_, of)) = base
                && !matches!(of, BaseUnit::Seconds | BaseUnit::Bytes | BaseUnit::Ratio | BaseUnit::Celsius)
            {
                return UnitClass::Multiple { of, numerator, denominator };
            }
        }
        UnitClass::Count
    }
}

impl Unit {
    /// Reads a unit: words of lower-case letters, digits and `_`, one or two with `/` between. `None` if it is none.
    pub fn parse(text: &str) -> Option<Unit> {
        let word = |w: &str| {
            w.starts_with(|c: char| c.is_ascii_lowercase())
                && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        let (what, per) = match text.split_once('/') {
            Some((what, per)) => (what, Some(per)),
            None => (text, None),
        };
        (word(what) && per.is_none_or(word)).then(|| Unit {
            text: text.to_owned(),
            class: UnitClass::of(what),
            per: per.map(str::to_owned),
        })
    }

    /// The word before `/`.
    pub fn word(&self) -> &str {
        self.text.split('/').next().unwrap_or("")
    }

    /// Whether it measures time (`seconds` or a multiple), so that a recorder takes a `Duration`.
    pub fn is_time(&self) -> bool {
        self.per.is_none() && self.nanos_per_unit().is_some()
    }

    /// Nanoseconds in one unit of time.
    pub fn nanos_per_unit(&self) -> Option<u64> {
        match self.class {
            UnitClass::Base(BaseUnit::Seconds) => Some(1_000_000_000),
            UnitClass::Multiple { of: BaseUnit::Seconds, numerator, denominator } => {
                Some(1_000_000_000 / denominator * numerator)
            }
            _ => None,
        }
    }

    /// Every word with a meaning of its own: base units and multiples.
    pub fn known_words() -> impl Iterator<Item = String> {
        let prefixed =
            PREFIXES.iter().flat_map(|(prefix, ..)| BASES[4..].iter().map(move |(name, _)| format!("{prefix}{name}")));
        BASES.iter().map(|b| b.0.to_owned()).chain(MULTIPLES.iter().map(|m| m.0.to_owned())).chain(prefixed)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        assert_eq!(UnitClass::of("seconds"), UnitClass::Base(BaseUnit::Seconds));
        assert_eq!(UnitClass::of("tokens"), UnitClass::Count);
        assert!(matches!(UnitClass::of("kilowatts"), UnitClass::Multiple { numerator: 1000, .. }));
        assert_eq!(UnitClass::of("kiloseconds"), UnitClass::Count);
        let rate = Unit::parse("bytes/second").expect("a unit");
        assert!(!rate.is_time() && rate.per.as_deref() == Some("second"));
        assert_eq!(Unit::parse("milliseconds").and_then(|u| u.nanos_per_unit()), Some(1_000_000));
        assert_eq!(Unit::parse("minutes").and_then(|u| u.nanos_per_unit()), Some(60_000_000_000));
        for bad in ["", "Seconds", "a/b/c", "/s", "s/", "per cent"] {
            assert_eq!(Unit::parse(bad), None, "{bad}");
        }
        assert!(Unit::known_words().all(|w| UnitClass::of(&w) != UnitClass::Count));
    }
}
