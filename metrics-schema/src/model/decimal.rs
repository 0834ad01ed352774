//! Exact decimal numbers, so that `0.15` never becomes `0.15000000000000002`.

use std::cmp::Ordering;
use std::fmt;

/// `digits · 10^exponent`, normalised: no trailing zero in `digits`, and 0 is `0 · 10^0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i128,
    exponent: i32,
}

/// Largest number of digits that is kept; further ones are rounded away, half to even. 17 digits tell every `f64` apart.
const MAX_DIGITS: u32 = 30;
/// Exponents of an `f64` lie well within this.
const MAX_EXPONENT: i32 = 400;

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal { digits: 0, exponent: 0 };

    /// `digits · 10^exponent`.
    pub fn new(digits: i128, exponent: i32) -> Decimal {
        let (mut digits, mut exponent) = (digits, exponent);
        while digits.unsigned_abs() >= 10u128.pow(MAX_DIGITS) {
            let (quotient, rest) = (digits / 10, (digits % 10).abs());
            let up = rest > 5 || (rest == 5 && quotient % 2 != 0);
            digits = quotient + if up { digits.signum() } else { 0 };
            exponent += 1;
        }
        if digits == 0 {
            return Decimal::ZERO;
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        Decimal { digits, exponent }
    }

    /// Reads TOML's or PromQL's notation of a finite number: `1_000`, `-0.5`, `1e-3`. `None` if it is none, or beyond
    /// what an `f64` can hold.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text: String = text.chars().filter(|c| *c != '_').collect();
        let (mantissa, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
            None => (&text[..], 0),
        };
        let (negative, mantissa) = match mantissa.as_bytes().first()? {
            b'-' => (true, &mantissa[1..]),
            b'+' => (false, &mantissa[1..]),
            _ => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut digits: i128 = 0;
        let mut shift = 0i32;
        for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
            let digit = c.to_digit(10)?;
            if digits < 10i128.pow(MAX_DIGITS) {
                digits = digits * 10 + i128::from(digit);
                shift -= i32::from(i >= whole.len());
            } else {
                shift += i32::from(i < whole.len());
            }
        }
        let value = Decimal::new(if negative { -digits } else { digits }, exponent.checked_add(shift)?);
        (value.exponent.abs() <= MAX_EXPONENT && value.to_f64().is_finite()).then_some(value)
    }

    /// An integer.
    pub fn from_int(value: i64) -> Decimal {
        Decimal::new(i128::from(value), 0)
    }

    /// The decimal that a finite `f64` prints as. `None` for NaN and infinities.
    pub fn from_f64(value: f64) -> Option<Decimal> {
        value.is_finite().then(|| Decimal::parse(&format!("{value:e}")))?
    }

    /// The nearest `f64`.
    pub fn to_f64(self) -> f64 {
        format!("{}e{}", self.digits, self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// Whether it has no fraction.
    pub fn is_integer(self) -> bool {
        self.exponent >= 0
    }

    /// Sum; beyond 30 digits it is rounded.
    #[must_use]
    pub fn plus(self, other: Decimal) -> Decimal {
        let exponent = self.exponent.min(other.exponent);
        match (self.scaled(exponent), other.scaled(exponent)) {
            (Some(a), Some(b)) => Decimal::new(a + b, exponent),
            // So far apart that the smaller one is below the last digit.
            _ if self.magnitude() > other.magnitude() => self,
            _ => other,
        }
    }

    /// Product; beyond 30 digits it is rounded.
    #[must_use]
    pub fn times(self, other: Decimal) -> Decimal {
        match self.digits.checked_mul(other.digits) {
            Some(digits) => Decimal::new(digits, self.exponent + other.exponent),
            None => {
                let (a, b) = (self.rounded(18), other.rounded(18));
                Decimal::new(a.digits * b.digits, a.exponent + b.exponent)
            }
        }
    }

    /// Rounded to a number of significant digits, half to even.
    #[must_use]
    pub fn rounded(self, significant: u32) -> Decimal {
        let mut value = self;
        while value.digits.unsigned_abs() >= 10u128.pow(significant) {
            let surplus = value.digits.unsigned_abs().ilog10() + 1 - significant;
            let unit = 10i128.pow(surplus);
            let (quotient, rest) = (value.digits / unit, (value.digits % unit).abs() * 2);
            let up = rest > unit || (rest == unit && quotient % 2 != 0);
            value =
                Decimal::new(quotient + if up { value.digits.signum() } else { 0 }, value.exponent + surplus as i32);
        }
        value
    }

    fn magnitude(self) -> i32 {
        if self.digits == 0 { i32::MIN } else { self.digits.unsigned_abs().ilog10() as i32 + self.exponent }
    }

    fn scaled(self, exponent: i32) -> Option<i128> {
        let shift = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        let scaled = self.digits.checked_mul(10i128.checked_pow(shift)?)?;
        (scaled.unsigned_abs() < 10u128.pow(MAX_DIGITS + 7)).then_some(scaled)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let sign = self.digits.signum().cmp(&other.digits.signum());
        if sign != Ordering::Equal || self.digits == 0 {
            return sign;
        }
        let size = self.magnitude().cmp(&other.magnitude()).then_with(|| {
            let exponent = self.exponent.min(other.exponent);
            let shift = |d: &Decimal| d.digits.unsigned_abs() * 10u128.pow((d.exponent - exponent).min(30) as u32);
            shift(self).cmp(&shift(other))
        });
        if self.digits > 0 { size } else { size.reverse() }
    }
}

/// Plain notation between 1e-7 and 1e21, else with an exponent: the shortest text that reads back equal.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.digits < 0 {
            f.write_str("-")?;
        }
        let digits = self.digits.unsigned_abs().to_string();
        let point = digits.len() as i32 + self.exponent;
        if !(-6..=21).contains(&point) {
            let (first, rest) = digits.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            return write!(f, "{first}{dot}{rest}e{}", point - 1);
        }
        if self.exponent >= 0 {
            write!(f, "{digits}{}", "0".repeat(self.exponent as usize))
        } else if point > 0 {
            write!(f, "{}.{}", &digits[..point as usize], &digits[point as usize..])
        } else {
            write!(f, "0.{}{digits}", "0".repeat(-point as usize))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn prints_what_was_written() {
        for (text, want) in [
            ("0.15", "0.15"),
            ("1_000", "1000"),
            ("-0.50", "-0.5"),
            ("1e-3", "0.001"),
            ("48e1", "480"),
            ("0", "0"),
            ("-0.0", "0"),
            ("1e22", "1e22"),
            ("1.5e-9", "1.5e-9"),
            ("128000", "128000"),
        ] {
            assert_eq!(d(text).to_string(), want);
            assert_eq!(d(&d(text).to_string()), d(text));
        }
    }

    #[test]
    fn refuses_what_is_no_finite_number() {
        for text in ["", "-", ".", "inf", "nan", "1e400", "1e99999999999", "1.2.3", "0x1F", "e5"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(d("0.1").plus(d("0.05")), d("0.15"));
        assert_eq!(d("0.01").times(d("3")), d("0.03"));
        assert_eq!(d("1e300").plus(d("1e-300")), d("1e300"));
        let third: Decimal = (0..100).fold(d("1.1"), |p, _| p.times(d("1.1")));
        assert!((third.to_f64() / 1.1f64.powi(101) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn rounds_half_to_even_and_orders() {
        assert_eq!(d("0.00125").rounded(2), d("0.0012"));
        assert_eq!(d("0.00135").rounded(2), d("0.0014"));
        assert_eq!(d("999").rounded(2), d("1000"));
        let mut values = [d("1e3"), d("-5"), d("0"), d("0.5"), d("999.9"), d("-0.5")];
        values.sort();
        assert_eq!(
            values.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["-5", "-0.5", "0", "0.5", "999.9", "1000"]
        );
    }
}
