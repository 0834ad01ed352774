//! Numbers as Prometheus writes them, without an allocation.

use std::fmt::{self, Write};

use crate::storage::Number;

/// Most bytes that a number takes: `-0.00012345678901234567`, and whole numbers below 1e21.
pub(crate) const MAX_NUMBER: usize = 32;

/// Room for the text of a number, on the stack.
pub(crate) struct Digits {
    bytes: [u8; MAX_NUMBER],
    len: usize,
}

impl Digits {
    pub(crate) fn new(number: Number) -> Self {
        let mut digits = Digits { bytes: [0; MAX_NUMBER], len: 0 };
        match number {
            Number::U64(value) => digits.integer(value),
            Number::I64(value) => {
                if value < 0 {
                    digits.push(b'-');
                }
                digits.integer(value.unsigned_abs());
            }
            Number::F64(value) => digits.float(value, 21),
        }
        digits
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// A block that begins with the text, and how long that is.
    pub(crate) fn block(self) -> ([u8; MAX_NUMBER], usize) {
        (self.bytes, self.len)
    }

    fn push(&mut self, byte: u8) {
        if let Some(free) = self.bytes.get_mut(self.len) {
            *free = byte;
            self.len += 1;
        }
    }

    fn integer(&mut self, value: u64) {
        if value < 100_000_000 {
            let (word, len) = short(value as u32);
            self.word(word, len);
        } else {
            let (rest, last) = (value / 100_000_000, (value % 100_000_000) as u32);
            self.integer(rest);
            self.word(eight(last), 8);
        }
    }

    fn word(&mut self, word: u64, len: usize) {
        if let Some(free) = self.bytes.get_mut(self.len..self.len + 8) {
            free.copy_from_slice(&word.to_le_bytes());
            self.len += len;
        }
    }

    /// The shortest decimal that reads back as this number, as Go writes it: with an exponent if that is below -4 or at
    /// least `from` (6 in `strconv`, 21 where people are to read it).
    fn float(&mut self, value: f64, from: i32) {
        if value.is_nan() {
            return self.text("NaN");
        }
        if value.is_infinite() {
            return self.text(if value > 0.0 { "+Inf" } else { "-Inf" });
        }
        if !self.decimal(value, from) {
            // Neither can fail, nor is there too little room.
            _ = self.shortest(value, from);
        }
    }

    fn text(&mut self, text: &str) {
        text.bytes().for_each(|byte| self.push(byte));
    }

    /// Writes a number that has at most 15 digits, of which at most 9 after the point; whether it is one.
    ///
    /// No two decimals of up to 15 digits are one `f64`. So if such a decimal reads back as the number, it is the shortest
    /// that does. It does if the quotient of its digits, which are exact, and the power of ten, which is too, is rounded
    /// to the number, for that is how a decimal is read.
    fn decimal(&mut self, value: f64, from: i32) -> bool {
        const SCALE: u64 = 1_000_000_000;
        let size = value.abs();
        if size >= 1e15 {
            return false;
        }
        let whole = size as i64 as u64;
        if whole as i64 as f64 == size {
            if from < 21 && whole >= 10_u64.pow(from.unsigned_abs()) {
                return false;
            }
            self.sign(value);
            self.integer(whole);
            return true;
        }
        if !(1e-4..1e6).contains(&size) {
            return false;
        }
        // Far below 2^53, so that a half more does not round.
        let scaled = (size * SCALE as f64 + 0.5) as i64 as u64;
        if scaled as i64 as f64 / SCALE as f64 != size {
            return false;
        }
        self.sign(value);
        self.integer(whole);
        self.push(b'.');
        // Below a billion, and not 0: the number is no whole one.
        let fraction = scaled.wrapping_sub(whole * SCALE);
        let (first, last) = ((fraction / 10) as u32, (fraction % 10) as u8);
        self.word(eight(first), 8);
        if last != 0 {
            self.push(b'0' + last);
        } else {
            self.len -= eight_values(first).leading_zeros() as usize / 8;
        }
        true
    }

    fn sign(&mut self, value: f64) {
        if value.is_sign_negative() {
            self.push(b'-');
        }
    }

    fn shortest(&mut self, value: f64, from: i32) -> fmt::Result {
        let start = self.len;
        write!(self, "{value:e}")?;
        let scientific = std::str::from_utf8(&self.bytes[start..self.len]).unwrap_or_default();
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
        let (len, exponent): (usize, i32) = (mantissa.len(), exponent.parse().unwrap_or(0));
        if exponent < -4 || exponent >= from {
            self.len = start + len;
            let sign = if exponent < 0 { '-' } else { '+' };
            write!(self, "e{sign}{:02}", exponent.abs())
        } else {
            self.len = start;
            write!(self, "{value}")
        }
    }
}

impl Write for Digits {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let free = self.bytes.get_mut(self.len..self.len + text.len()).ok_or(fmt::Error)?;
        free.copy_from_slice(text.as_bytes());
        self.len += text.len();
        Ok(())
    }
}

/// The eight digits of a number below a hundred million, the first one in the lowest byte: halves are split into
/// halves three times, all lanes at once.
#[inline]
pub(crate) fn eight(value: u32) -> u64 {
    eight_values(value) | 0x3030_3030_3030_3030
}

#[inline]
fn eight_values(value: u32) -> u64 {
    let fours = u64::from(value / 10_000) | u64::from(value % 10_000) << 32;
    // Multiplied by 1/100 and 1/10, rounded up far enough to be exact for what the lanes can hold.
    let hundreds = ((fours * 10_486) >> 20) & 0x7f_0000_007f;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((twos * 103) >> 10) & 0x000f_000f_000f_000f;
    tens | (twos - tens * 10) << 8
}

/// The digits of a number below a hundred million without leading zeros, the first one in the lowest byte, and how many
/// they are.
#[inline]
pub(crate) fn short(value: u32) -> (u64, usize) {
    if value < 10_000 {
        // Most are. The last digit stays, though it be 0.
        let hundreds = (value * 5_243) >> 19;
        let twos = hundreds | (value - hundreds * 100) << 16;
        let tens = ((twos * 103) >> 10) & 0x000f_000f;
        let digits = tens | (twos - tens * 10) << 8;
        let zeros = (digits | 1 << 24).trailing_zeros() / 8;
        return (u64::from((digits | 0x3030_3030) >> (zeros * 8)), 4 - zeros as usize);
    }
    let digits = eight_values(value);
    let zeros = (digits | 1 << 56).trailing_zeros() / 8;
    ((digits | 0x3030_3030_3030_3030) >> (zeros * 8), 8 - zeros as usize)
}

/// A bound as a value of `le`: always with a point or an exponent (`1.0`, `1e+06`), which OpenMetrics asks for and which
/// is what a Prometheus server from version 3 on makes of every other spelling. Both formats have it, so that one query
/// finds the series whichever was scraped.
pub(crate) fn bound_text(bound: f64) -> String {
    let mut digits = Digits { bytes: [0; MAX_NUMBER], len: 0 };
    digits.float(bound, 6);
    let mut text = String::from_utf8_lossy(digits.as_bytes()).into_owned();
    if bound.is_finite() && !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: Number) -> String {
        String::from_utf8(Digits::new(number).as_bytes().to_vec()).unwrap()
    }

    /// As it would be written with allocations.
    fn slow(value: f64) -> String {
        let scientific = format!("{value:e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap();
        let exponent: i32 = exponent.parse().unwrap();
        match exponent {
            ..-4 => format!("{mantissa}e-{:02}", -exponent),
            21.. => format!("{mantissa}e+{exponent:02}"),
            _ => value.to_string(),
        }
    }

    #[test]
    fn numbers() {
        assert_eq!(number(Number::U64(u64::MAX)), "18446744073709551615");
        assert_eq!(number(Number::I64(-3)), "-3");
        assert_eq!(number(Number::I64(i64::MIN)), "-9223372036854775808");
        for (value, want) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.5, "1.5"),
            (-2.0, "-2"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.25e100, "1.25e+100"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (-f64::MAX, "-1.7976931348623157e+308"),
            (-123_456_789_012_345_680_000.0, "-123456789012345680000"),
            (-0.000_123_456_789_012_345_67, "-0.00012345678901234567"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(Number::F64(value)), want);
        }
    }

    #[test]
    fn integers() {
        for shift in 0..64 {
            for value in [(1_u64 << shift) - 1, 1 << shift, (1 << shift) + 1] {
                assert_eq!(number(Number::U64(value)), value.to_string());
            }
        }
        let mut power = 1_u64;
        for _ in 0..20 {
            for value in [power - 1, power, power + 1] {
                assert_eq!(number(Number::U64(value)), value.to_string());
            }
            power = power.wrapping_mul(10);
        }
        for value in (0..10_100).chain((0..100_000_000).step_by(977)) {
            let (word, len) = short(value);
            assert_eq!(&word.to_le_bytes()[..len], value.to_string().as_bytes());
            assert_eq!(eight(value).to_le_bytes(), format!("{value:08}").as_bytes());
        }
    }

    #[test]
    fn floats_are_as_the_standard_library_writes_them() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        for round in 0..200_000 {
            let bits = random();
            let below = |digits: u32| bits % 10_u64.pow(digits);
            let nanos = below(round % 18 + 1) as f64 / 1e9;
            for value in [
                f64::from_bits(bits),
                nanos,
                nanos.next_up(),
                -nanos,
                below(19) as f64,
                below(16) as f64 / 2.0,
                below(7) as f64 / 1e3,
                below(round % 9 + 1) as f64 / 1e4 * 3.0,
                bits as f64 / u64::MAX as f64,
            ] {
                if value.is_finite() {
                    assert_eq!(number(Number::F64(value)), slow(value));
                }
            }
        }
    }

    #[test]
    fn bounds() {
        for (value, want) in [
            (0.0, "0.0"),
            (1.0, "1.0"),
            (-1.0, "-1.0"),
            (2.5, "2.5"),
            (130_000.0, "130000.0"),
            (999_999.0, "999999.0"),
            (999_999.5, "999999.5"),
            (1e6, "1e+06"),
            (1_250_000.0, "1.25e+06"),
            (-1_250_000.0, "-1.25e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (f64::INFINITY, "+Inf"),
        ] {
            assert_eq!(bound_text(value), want);
        }
    }
}
