//! Numbers as Prometheus writes them.

use std::fmt::Write;

use crate::storage::Number;

pub(crate) fn push_number(text: &mut String, number: Number) {
    // Writing to a `String` cannot fail.
    _ = match number {
        Number::U64(value) => write!(text, "{value}"),
        Number::I64(value) => write!(text, "{value}"),
        Number::F64(value) => {
            push_float(text, value, 21);
            Ok(())
        }
    };
}

/// A bound as a value of `le`: always with a point or an exponent (`1.0`, `1e+06`), which OpenMetrics asks for and which
/// is what a Prometheus server from version 3 on makes of every other spelling. Both formats have it, so that one query
/// finds the series whichever was scraped.
pub(crate) fn bound_text(bound: f64) -> Box<str> {
    let mut text = String::new();
    push_float(&mut text, bound, 6);
    if bound.is_finite() && !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text.into()
}

/// The shortest decimal that reads back as this number, as Go writes it: with an exponent if that is below -4 or at
/// least `from` (6 in `strconv`, 21 where people are to read it).
fn push_float(text: &mut String, value: f64, from: i32) {
    if value.is_nan() {
        return text.push_str("NaN");
    }
    if value.is_infinite() {
        return text.push_str(if value > 0.0 { "+Inf" } else { "-Inf" });
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent < -4 || exponent >= from {
        let sign = if exponent < 0 { '-' } else { '+' };
        _ = write!(text, "{mantissa}e{sign}{:02}", exponent.abs());
    } else {
        _ = write!(text, "{value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: Number) -> String {
        let mut text = String::new();
        push_number(&mut text, number);
        text
    }

    #[test]
    fn numbers() {
        assert_eq!(number(Number::U64(u64::MAX)), "18446744073709551615");
        assert_eq!(number(Number::I64(-3)), "-3");
        for (value, want) in [
            (0.0, "0"),
            (1.5, "1.5"),
            (-2.0, "-2"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.25e100, "1.25e+100"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(Number::F64(value)), want);
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
            (1e6, "1e+06"),
            (1_250_000.0, "1.25e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (f64::INFINITY, "+Inf"),
        ] {
            assert_eq!(&*bound_text(value), want);
        }
    }
}
