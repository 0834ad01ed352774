//! Bounds of histograms: the logarithmic formula, and the variables that replace declared bounds by it.

use std::str::FromStr;

use crate::desc::{self, Log};
use crate::registry::Warning;

use super::Env;

/// Most bounds that variables can ask for.
const MAX_COUNT: usize = 512;

/// Logarithmic bounds: 0, then `exp(ln min + (ln max − ln min) · i/(count−1))` for i in 1..count, each to two
/// significant digits, without repeats. So `min` is never a bound, a count of 0 gives none and a count of 1 gives `[0]`.
/// What is too large for a number is left out.
///
/// ```
/// assert_eq!(metricspec::log_bounds(1.0, 512.0, 10), [0.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 130.0, 260.0, 510.0]);
/// ```
pub fn log_bounds(min: f64, max: f64, count: usize) -> Vec<f64> {
    let mut bounds: Vec<f64> = Vec::with_capacity(count.min(MAX_COUNT));
    for i in 0..count {
        let bound = if i == 0 {
            0.0
        } else {
            two_digits((min.ln() + (max.ln() - min.ln()) * i as f64 / (count - 1) as f64).exp())
        };
        if bound.is_finite() && bounds.last().is_none_or(|last| *last < bound) {
            bounds.push(bound);
        }
    }
    bounds
}

/// The nearest number of two significant digits. It goes through decimal text, so that it is `0.15` and never
/// `0.15000000000000002`.
fn two_digits(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}

/// The bounds that the environment sets, else the declared ones.
pub(crate) fn resolve(buckets: &desc::Buckets, env: &Env, warnings: &mut Vec<Warning>) -> Vec<f64> {
    let declared = buckets.bounds.to_vec();
    let stems = buckets.env;
    let Some(stem) = stems.first() else { return declared };
    let mut any = false;
    let min = part(stems, "_MIN", buckets.log.map(|log| log.min), env, &mut any, warnings);
    let max = part(stems, "_MAX", buckets.log.map(|log| log.max), env, &mut any, warnings);
    let count = part(stems, "_COUNT", buckets.log.map(|log| log.count), env, &mut any, warnings);
    if !any {
        return declared;
    }
    let (Some(min), Some(max), Some(count)) = (min, max, count) else {
        let text = format!("`{stem}_MIN`, `{stem}_MAX` and `{stem}_COUNT` must all be set; the declared buckets stand");
        warnings.push(Warning::new(text));
        return declared;
    };
    if let Err(reason) = check(Log { min, max, count }) {
        let text = format!(
            "`{stem}`: min {min}, max {max}, count {count}: {reason}; all are ignored, the declared buckets stand"
        );
        warnings.push(Warning::new(text));
        return declared;
    }
    let mut bounds = log_bounds(min, max, count);
    bounds.extend(buckets.kept);
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    bounds
}

/// One of the three: from its variable, else from the formula, which also stands in for what does not parse.
fn part<T: FromStr + Copy + std::fmt::Display>(
    stems: &[&str],
    suffix: &str,
    default: Option<T>,
    env: &Env,
    any: &mut bool,
    warnings: &mut Vec<Warning>,
) -> Option<T> {
    let Some((variable, value)) = env.first(stems, suffix, warnings) else { return default };
    *any = true;
    match value.trim().parse() {
        Ok(parsed) => Some(parsed),
        Err(_) => {
            let instead = default.map_or("nothing".to_owned(), |default| default.to_string());
            warnings.push(Warning::new(format!("{variable}={value:?} is no number; {instead} is used instead")));
            default
        }
    }
}

fn check(log: Log) -> Result<(), &'static str> {
    if !log.min.is_finite() || !log.max.is_finite() {
        Err("min and max must be finite")
    } else if log.min <= 0.0 {
        Err("min must be above 0")
    } else if log.min >= log.max {
        Err("min must be below max")
    } else if !two_digits(log.max).is_finite() {
        Err("max is too large for a bound")
    } else if log.count == 0 || log.count > MAX_COUNT {
        Err("count must be from 1 to 512")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The defaults of NVIDIA Dynamo's front end (Apache-2.0), with the bounds that it exposes for them.
    #[test]
    fn logarithmic_bounds_of_real_metrics() {
        for (min, max, count, want) in [
            (1.0, 512.0, 10, "0 2 4 8 16 32 64 130 260 510"),
            (50.0, 128000.0, 12, "0 100 210 430 870 1800 3600 7400 15000 31000 63000 130000"),
            (50.0, 32000.0, 10, "0 100 210 430 880 1800 3700 7600 16000 32000"),
            (0.001, 480.0, 18, "0 .0022 .0047 .01 .022 .047 .1 .22 .47 1 2.2 4.7 10 22 48 100 220 480"),
            (0.001, 80.0, 20, "0 .0018 .0033 .0059 .011 .02 .035 .064 .12 .21 .38 .69 1.2 2.3 4.1 7.4 13 24 44 80"),
            (0.001, 10.0, 14, "0 .002 .0041 .0084 .017 .035 .07 .14 .29 .59 1.2 2.4 4.9 10"),
        ] {
            let want: Vec<f64> = want.split(' ').map(|bound| bound.parse().unwrap()).collect();
            assert_eq!(log_bounds(min, max, count), want, "{min} {max} {count}");
        }
        assert_eq!(log_bounds(1.0, 2.0, 0), []);
        assert_eq!(log_bounds(1.0, 2.0, 1), [0.0]);
        assert_eq!(log_bounds(1.0, 1.2, 20), [0.0, 1.0, 1.1, 1.2]);
        // To two digits it is more than a number can be.
        assert_eq!(log_bounds(1.0, 1.79e308, 2), [0.0]);
    }

    const DECLARED: desc::Buckets = desc::Buckets {
        bounds: &[0.0, 2.0, 4.0],
        log: Some(Log { min: 1.0, max: 4.0, count: 3 }),
        env: &["NEW", "OLD"],
        kept: &[2.5],
    };

    /// Bounds, and words of each warning in their order.
    #[track_caller]
    fn case(buckets: &desc::Buckets, variables: &[(&str, &str)], want: &[f64], warned: &[&str]) {
        let env = Env::Fixed(variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect());
        let mut warnings = Vec::new();
        assert_eq!(resolve(buckets, &env, &mut warnings), want);
        let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings.len(), warned.len(), "{warnings:?}");
        for (warning, words) in warnings.iter().zip(warned) {
            assert!(warning.contains(words), "{warning}");
        }
    }

    #[test]
    fn variables_replace_the_bounds_and_kept_ones_stay() {
        case(&DECLARED, &[], &[0.0, 2.0, 4.0], &[]);
        let all = [("NEW_MIN", "10"), ("NEW_MAX", "1000"), ("NEW_COUNT", "3")];
        case(&DECLARED, &all, &[0.0, 2.5, 100.0, 1000.0], &[]);
        case(&DECLARED, &[("NEW_MAX", " 16 ")], &[0.0, 2.5, 4.0, 16.0], &[]);
        case(&DECLARED, &[("NEW_COUNT", "1")], &[0.0, 2.5], &[]);
    }

    #[test]
    fn older_names_are_read_after_the_current_one() {
        case(&DECLARED, &[("OLD_MAX", "16")], &[0.0, 2.5, 4.0, 16.0], &["set `NEW_MAX` instead"]);
        case(&DECLARED, &[("OLD_MAX", "99"), ("NEW_MAX", "16")], &[0.0, 2.5, 4.0, 16.0], &[]);
    }

    #[test]
    fn a_part_that_does_not_parse_takes_its_own_default() {
        case(
            &DECLARED,
            &[("NEW_MIN", "x"), ("NEW_MAX", "16")],
            &[0.0, 2.5, 4.0, 16.0],
            &["NEW_MIN=\"x\" is no number; 1"],
        );
        case(&DECLARED, &[("NEW_COUNT", "-3"), ("NEW_MAX", "16")], &[0.0, 2.5, 4.0, 16.0], &["NEW_COUNT"]);
    }

    #[test]
    fn three_that_do_not_fit_are_all_ignored() {
        for (variable, value, reason) in [
            ("NEW_MIN", "4", "below max"),
            ("NEW_MIN", "0", "above 0"),
            ("NEW_MIN", "-1", "above 0"),
            ("NEW_MIN", "NaN", "finite"),
            ("NEW_MAX", "inf", "finite"),
            ("NEW_COUNT", "0", "1 to 512"),
            ("NEW_COUNT", "513", "1 to 512"),
            ("NEW_MAX", "1.79e308", "too large for a bound"),
        ] {
            case(&DECLARED, &[(variable, value)], &[0.0, 2.0, 4.0], &[reason]);
        }
    }

    #[test]
    fn without_a_formula_all_three_must_be_set() {
        let bounds = desc::Buckets { bounds: &[1.0, 3.0], log: None, env: &["NEW"], kept: &[] };
        case(&bounds, &[("NEW_MAX", "16")], &[1.0, 3.0], &["must all be set"]);
        case(&bounds, &[("NEW_MIN", "1"), ("NEW_MAX", "16"), ("NEW_COUNT", "3")], &[0.0, 4.0, 16.0], &[]);
    }
}
