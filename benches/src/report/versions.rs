//! When, where and with what a run was made.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// Packages of which the figures are, in this order.
const PACKAGES: [&str; 14] = [
    "metricspec",
    "fast-telemetry",
    "fastmetrics",
    "foundations-metrics",
    "measured",
    "metrics",
    "metrics-exporter-prometheus",
    "metriken",
    "metriken-exposition",
    "opentelemetry_sdk",
    "opentelemetry-prometheus",
    "prometheus",
    "prometheus-client",
    "prometheus-static-metric",
];

/// Name and version of each package, from the lock file that this binary was built with.
pub(super) fn measured() -> Vec<(String, String)> {
    let lock = include_str!("../../Cargo.lock");
    let version = |name: &str| {
        let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
        Some(after.split('"').next()?.to_owned())
    };
    PACKAGES.into_iter().filter_map(|name| Some((name.to_owned(), version(name)?))).collect()
}

/// Today, in UTC.
pub(super) fn today() -> String {
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() / 86_400);
    date(days as i64)
}

/// The date of a day since 1970, counted in years that begin in March, so that a leap day is the last of its year.
fn date(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

/// The processor, as Linux calls it.
pub(super) fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or("unknown processor", |(_, name)| name).to_owned()
}

/// The version of the compiler.
pub(super) fn rustc() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.split(' ').nth(1).unwrap_or("unknown").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, text) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (19_723, "2024-01-01"), (20_779, "2026-11-22")]
        {
            assert_eq!(date(days), text);
        }
    }

    #[test]
    fn every_package_is_in_the_lock_file() {
        let found: Vec<String> = measured().into_iter().map(|(name, _)| name).collect();
        assert_eq!(found, PACKAGES);
    }
}
