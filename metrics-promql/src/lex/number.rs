//! Numbers and durations, as Go reads them.

use super::is_alphanumeric;

/// Length of the number that the text begins with, if nothing but a number stands there.
pub(super) fn scan_number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let hex = byte(0) == b'0' && matches!(byte(1), b'x' | b'X');
    let mut at = if hex { 2 } else { 0 };
    let is_digit = |byte: u8| if hex { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
    if hex && byte(at) == b'_' {
        at += 1;
    }
    let (mut dot, mut exponent, mut digits) = (false, false, false);
    loop {
        match byte(at) {
            each if is_digit(each) => {
                digits = true;
                at += 1;
            }
            b'.' if !dot && !exponent && !hex && !matches!(byte(at + 1), b'_' | b'.') => {
                dot = true;
                at += 1;
            }
            b'e' | b'E' if digits && !exponent && !hex => {
                exponent = true;
                at += if matches!(byte(at + 1), b'+' | b'-') { 2 } else { 1 };
                if !byte(at).is_ascii_digit() {
                    return None;
                }
            }
            b'_' if digits && is_digit(byte(at + 1)) => at += 1,
            _ => break,
        }
    }
    (digits && !is_alphanumeric(byte(at)) && byte(at) != b'.').then_some(at)
}

/// The value of a number that was scanned.
pub(crate) fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    let integer = match digits.as_bytes() {
        [b'0', b'x' | b'X', rest @ ..] => return radix(rest, 16),
        // An octal number, if it can be one.
        [b'0', rest @ ..] if !rest.is_empty() => radix(rest, 8),
        _ => None,
    };
    integer.or_else(|| digits.parse().ok())
}

fn radix(digits: &[u8], radix: u32) -> Option<f64> {
    let value = i64::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
    Some(value as f64)
}

/// Units of durations and their milliseconds, the greatest first.
const UNITS: &[(&str, u64)] = &[
    ("y", 365 * 24 * 3_600_000),
    ("w", 7 * 24 * 3_600_000),
    ("d", 24 * 3_600_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];

/// Length of the duration that the text begins with.
pub(super) fn scan_duration(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(|byte| is_alphanumeric(*byte)).count();
    duration(text.get(..length)?).map(|_| length)
}

/// Milliseconds of a duration, whose units fall: `1h30m`. `None` if it is none.
pub(crate) fn duration(text: &str) -> Option<u64> {
    let (mut rest, mut next, mut total) = (text, 0, 0u64);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (unit, after) = after.split_at_checked(letters)?;
        let at = UNITS.iter().position(|(name, _)| *name == unit).filter(|at| *at >= next)?;
        let (_, millis) = UNITS.get(at)?;
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(*millis)?)?;
        (rest, next) = (after, at + 1);
    }
    Some(total)
}

/// A duration as it is usually written: `1h30m`.
pub(crate) fn write_duration(millis: u64, out: &mut String) {
    if millis == 0 {
        return out.push_str("0s");
    }
    let mut rest = millis;
    for (unit, length) in UNITS {
        // A year or a week only if nothing is left over, as Prometheus writes it.
        let whole = matches!(*unit, "y" | "w");
        if rest >= *length && (!whole || rest.is_multiple_of(*length)) {
            out.push_str(&format!("{}{unit}", rest / length));
            rest %= length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, want) in [
            ("1", 1.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("5e-3", 0.005),
            ("0xc", 12.0),
            ("0X_1F", 31.0),
            ("010", 8.0),
            ("08", 8.0),
            ("1_000", 1000.0),
            ("1e5", 100_000.0),
            ("0", 0.0),
        ] {
            assert_eq!(scan_number(text), Some(text.len()), "{text}");
            assert_eq!(number(text), Some(want), "{text}");
        }
        for text in ["2.5.", "0deadbeef", "5m", "1e", "1e+", "1_", "0x", "1__0", "1..2", "x"] {
            assert_eq!(scan_number(text), None, "{text}");
        }
        assert_eq!(scan_number("5]"), Some(1));
    }

    #[test]
    fn durations() {
        for (text, millis, written) in [
            ("5m", 300_000, "5m"),
            ("1h30m", 5_400_000, "1h30m"),
            ("90m", 5_400_000, "1h30m"),
            ("1m30ms", 60_030, "1m30ms"),
            ("7d", 604_800_000, "1w"),
            ("8d", 691_200_000, "8d"),
            ("1y", 31_536_000_000, "1y"),
            ("0s", 0, "0s"),
        ] {
            assert_eq!(duration(text), Some(millis), "{text}");
            let mut out = String::new();
            write_duration(millis, &mut out);
            assert_eq!(out, written);
            assert_eq!(duration(&out), Some(millis));
        }
        for text in ["", "5", "5mm", "1m1", "5m1h", "1s1s", "m", "99999999999999999999s", "999999999999y"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
