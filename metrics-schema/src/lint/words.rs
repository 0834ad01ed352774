//! Words of names: units and their abbreviations, plurals.

use crate::model::UnitClass;
use std::borrow::Cow;

/// What people write for a unit, and the unit.
const ABBREVIATIONS: [(&str, &str); 41] = [
    ("ns", "nanoseconds"),
    ("nsec", "nanoseconds"),
    ("nsecs", "nanoseconds"),
    ("nanos", "nanoseconds"),
    ("us", "microseconds"),
    ("usec", "microseconds"),
    ("usecs", "microseconds"),
    ("micros", "microseconds"),
    ("ms", "milliseconds"),
    ("msec", "milliseconds"),
    ("msecs", "milliseconds"),
    ("millis", "milliseconds"),
    ("sec", "seconds"),
    ("secs", "seconds"),
    ("mins", "minutes"),
    ("hrs", "hours"),
    ("kb", "kilobytes"),
    ("mb", "megabytes"),
    ("gb", "gigabytes"),
    ("tb", "terabytes"),
    ("kib", "kibibytes"),
    ("mib", "mebibytes"),
    ("gib", "gibibytes"),
    ("tib", "tebibytes"),
    ("pct", "percent"),
    ("perc", "percent"),
    ("percents", "percent"),
    ("percentage", "percent"),
    ("permille", "per_mille"),
    ("hz", "hertz"),
    ("khz", "kilohertz"),
    ("mhz", "megahertz"),
    ("ghz", "gigahertz"),
    ("kw", "kilowatts"),
    ("mw", "megawatts"),
    ("mv", "millivolts"),
    ("amps", "amperes"),
    ("metres", "meters"),
    ("centigrade", "celsius"),
    ("degrees", "celsius"),
    ("ratios", "ratio"),
];

/// The unit that an abbreviation or another spelling stands for.
pub(super) fn abbreviation(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, unit)| *unit)
}

/// A unit that a name ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UnitWord<'a> {
    /// As the name has it.
    pub(super) written: &'a str,
    /// As the language calls it.
    pub(super) unit: &'a str,
}

impl UnitWord<'_> {
    /// Whether the name does not spell it out.
    pub(super) fn is_abbreviated(self) -> bool {
        self.written != self.unit
    }
}

/// The unit where a name should have one: its last word, or the last one before `_total`. In other places `us` can be a
/// country and `mb` a motherboard.
pub(super) fn unit_of(name: &str) -> Option<UnitWord<'_>> {
    let stem = name.strip_suffix("_total").unwrap_or(name);
    if stem.ends_with("_per_mille") {
        return Some(UnitWord { written: "per_mille", unit: "per_mille" });
    }
    let (before, written) = stem.rsplit_once('_')?;
    // `tokens_per_second` is a rate: its unit stands before `per`.
    if before.ends_with("_per") {
        return None;
    }
    if UnitClass::of(written) != UnitClass::Count {
        return Some(UnitWord { written, unit: written });
    }
    abbreviation(written).map(|unit| UnitWord { written, unit })
}

/// Whether some word of a name is a unit or one of its abbreviations.
pub(super) fn mentions(name: &str, unit: &str) -> bool {
    // `per_mille` is the one unit of two words.
    (unit.contains('_') && name.contains(unit))
        || name.split('_').any(|word| word == unit || abbreviation(word) == Some(unit))
}

/// What the singular and the plural of a word have in common: `request` of `requests`, `cach` of `cache` and `caches`. For
/// comparing only.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return Cow::Borrowed(word);
    }
    if let Some(rest) = word.strip_suffix("ies") {
        return Cow::Owned(format!("{rest}y"));
    }
    let doubled = ["ches", "shes", "sses", "xes"].into_iter().any(|ending| word.ends_with(ending));
    let word = if doubled { &word[..word.len() - 2] } else { word.strip_suffix('s').unwrap_or(word) };
    Cow::Borrowed(word.strip_suffix('e').filter(|rest| rest.len() > 3).unwrap_or(word))
}

/// Words of a prose text in lower case, without punctuation; `requests_total` in it is two words.
pub(super) fn prose(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a text says nothing: a placeholder, or no more than the name that it should explain.
pub(super) fn is_empty_talk(text: &str, names: &[&str]) -> bool {
    const PLACEHOLDERS: [&str; 14] = [
        "todo",
        "tbd",
        "fixme",
        "xxx",
        "none",
        "na",
        "help",
        "description",
        "metric",
        "label",
        "counter",
        "gauge",
        "histogram",
        "test",
    ];
    let mut words = prose(text);
    let Some(first) = words.next() else { return true };
    // A text that starts with such a word is a note to the author, however it goes on.
    if matches!(first.as_str(), "todo" | "tbd" | "fixme" | "xxx") {
        return true;
    }
    if words.next().is_none() && PLACEHOLDERS.contains(&first.as_str()) {
        return true;
    }
    names.iter().any(|name| prose(text).eq(prose(name)))
}

/// A number with commas between its thousands.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_stand_at_the_end_of_names() {
        let unit = |name| unit_of(name).map(|u| (u.unit, u.is_abbreviated()));
        assert_eq!(unit("a_duration_seconds"), Some(("seconds", false)));
        assert_eq!(unit("a_cpu_seconds_total"), Some(("seconds", false)));
        assert_eq!(unit("a_total_us"), Some(("microseconds", true)));
        assert_eq!(unit("a_us_requests"), None);
        assert_eq!(unit("a_tokens_per_seconds"), None);
        assert_eq!(unit("a_loss_per_mille"), Some(("per_mille", false)));
        assert_eq!(unit("seconds"), None);
        assert!(mentions("a_latency_ms_max", "milliseconds") && !mentions("a_latency", "milliseconds"));
    }

    #[test]
    fn abbreviations_name_units_of_the_language() {
        for (short, unit) in ABBREVIATIONS {
            assert_ne!(UnitClass::of(unit), UnitClass::Count, "{unit}");
            assert_eq!(UnitClass::of(short), UnitClass::Count, "{short}");
        }
    }

    #[test]
    fn plurals() {
        for (word, want) in [
            ("requests", "request"),
            ("queries", "query"),
            ("batches", "batch"),
            ("boxes", "box"),
            ("cache", "cach"),
            ("caches", "cach"),
            ("misses", "miss"),
            ("status", "status"),
            ("class", "class"),
            ("gas", "gas"),
        ] {
            assert_eq!(stem(word), want);
        }
    }

    #[test]
    fn empty_talk() {
        assert!(is_empty_talk("TODO: write this", &[]));
        assert!(is_empty_talk("Requests total.", &["requests_total"]));
        assert!(is_empty_talk("…", &[]));
        assert!(!is_empty_talk("Number of disconnected clients", &["disconnected_clients"]));
    }

    #[test]
    fn thousands() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"].map(str::to_owned));
    }
}
