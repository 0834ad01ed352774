//! Numbers as people read them.

use metricspec_schema::model::{Decimal, Duration};

/// `7956` → `7 956`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut out = digits[..first].to_owned();
    for chunk in digits.as_bytes()[first..].chunks(3) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(chunk.iter().map(|b| char::from(*b)));
    }
    out
}

/// `50h` → `2d 2h`: two units at most, rounded down.
pub(crate) fn spoken(seconds: f64) -> String {
    const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)];
    let mut rest = seconds.max(0.0) as u64;
    let mut parts = Vec::new();
    for (name, size) in UNITS {
        if rest >= size && parts.len() < 2 {
            parts.push(format!("{}{name}", rest / size));
            rest %= size;
        } else if !parts.is_empty() {
            break;
        }
    }
    if parts.is_empty() { "0s".into() } else { parts.join(" ") }
}

/// How long a budget for `period` lasts while it burns `burn` times too fast.
pub(crate) fn budget_gone_in(period: Duration, burn: Decimal) -> String {
    let seconds = period.as_secs_f64() / burn.to_f64();
    // A division that is exact in decimals can come out a hair below the second.
    if seconds.is_finite() { spoken(seconds + 1e-6) } else { "never".into() }
}

/// Share of bad events above which an objective in per cent burns `burn` times too fast; exact.
pub(crate) fn error_ratio(objective: Decimal, burn: Decimal) -> Decimal {
    let budget = Decimal::from_int(100).plus(objective.times(Decimal::from_int(-1)));
    budget.times(Decimal::new(1, -2)).times(burn)
}

/// `0 to 1`; an end that is infinite is left open.
pub(crate) fn range(range: &(Option<Decimal>, Option<Decimal>)) -> String {
    match range {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any number".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands() {
        for (number, want) in [(0, "0"), (999, "999"), (7956, "7 956"), (1_234_567, "1 234 567"), (100_000, "100 000")]
        {
            assert_eq!(grouped(number), want);
        }
    }

    #[test]
    fn burn_rates_are_exact() {
        let d = |t: &str| Decimal::parse(t).unwrap_or_else(|| panic!("{t}"));
        for (objective, burn, ratio, gone) in [
            ("99.9", "14.4", "0.0144", "2d 2h"),
            ("99.9", "1", "0.001", "30d"),
            ("99", "6", "0.06", "5d"),
            ("99.95", "7", "0.0035", "4d 6h"),
        ] {
            assert_eq!(error_ratio(d(objective), d(burn)).to_string(), ratio);
            assert_eq!(budget_gone_in(Duration::from_secs(30 * 86_400), d(burn)), gone);
        }
        assert_eq!(budget_gone_in(Duration::from_secs(60), Decimal::ZERO), "never");
    }
}
