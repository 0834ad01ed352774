//! Workspaces of any size, made of words as real schemas have them: a few that come everywhere, and many that are rare.
#![allow(dead_code, unreachable_pub)]

use std::fmt::Write as _;

/// Metrics in one schema.
const EACH: usize = 100;

const AREAS: [&str; 10] =
    ["router", "cache", "queue", "worker", "storage", "network", "planner", "gateway", "sampler", "loader"];
const THINGS: [&str; 12] = [
    "requests",
    "blocks",
    "tokens",
    "batches",
    "sessions",
    "lookups",
    "transfers",
    "evictions",
    "retries",
    "messages",
    "adapters",
    "replicas",
];
const SYLLABLES: [&str; 16] =
    ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta"];

/// Files of a workspace with so many metrics: a project file, a shared file, and a schema for each hundred. There are
/// closed, open and shared labels, all kinds, alerts, and now and then something for a lint to find.
pub fn files(metrics: usize) -> Vec<(String, String)> {
    let schemas = metrics.div_ceil(EACH);
    let paths: Vec<String> = (0..schemas).map(|s| format!("schemas/s{s}.toml")).collect();
    let listed: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
    let mut files = vec![
        ("metrics.toml".to_owned(), format!("version = 1\nschemas = [{}]\n", listed.join(", "))),
        ("schemas/shared.toml".to_owned(), SHARED.to_owned()),
    ];
    for (s, path) in paths.into_iter().enumerate() {
        files.push((path, schema(s, EACH.min(metrics - s * EACH))));
    }
    files
}

const SHARED: &str = "version = 1
[labels.model]
description = \"Which of the served models it was.\"
max_values = 32
[labels.tenant]
description = \"For whom the work was done.\"
max_values = 64
[buckets.latency]
exponential = { start = 0.001, factor = 2, count = 14 }
";

fn schema(s: usize, metrics: usize) -> String {
    let prefix = format!("app_{}", rare(s));
    let mut text = format!(
        "version = 1\nname = \"s{s}\"\nprefix = \"{prefix}\"\nowner = \"team\"\ninclude = [\"shared.toml\"]\n\
         [labels.stage]\ndescription = \"Step of the work.\"\nvalues = [\"begin\", \"middle\", \"end\"]\n\
         [labels.result]\ndescription = \"How the step of `{}` ended.\"\nvalues = [\"ok\", \"failed\"]\n",
        rare(s)
    );
    for m in 0..metrics {
        let n = s * EACH + m;
        let (area, thing) = (AREAS[m % AREAS.len()], THINGS[(m / AREAS.len()) % THINGS.len()]);
        let stem = format!("{area}_{}_{thing}", rare(n));
        let _ = match m % 4 {
            0 => writeln!(
                text,
                "[metrics.{stem}_total]\ntype = \"counter\"\nunit = \"{thing}\"\nhelp = \"Number of {thing} that the \
                 {area} has finished\"\nlabels = [\"model\", \"stage\", \"result\"]"
            ),
            1 => writeln!(
                text,
                "[metrics.{stem}]\ntype = \"gauge\"\nunit = \"{thing}\"\nhelp = \"Number of {thing} that the {area} \
                 holds now\"\nlabels = [\"tenant\"]\nupdates = \"inc_dec\""
            ),
            2 => writeln!(
                text,
                "[metrics.{stem}_duration_seconds]\ntype = \"histogram\"\nunit = \"seconds\"\nhelp = \"Time that the \
                 {area} spends on its {thing}\"\nlabels = [\"model\", \"stage\"]\nbuckets = \"latency\""
            ),
            // One in twenty says nothing of its unit.
            _ if m % 20 == 3 => writeln!(
                text,
                "[metrics.{stem}_size]\ntype = \"gauge\"\nhelp = \"How much the {area} holds for its {thing}\""
            ),
            _ => writeln!(
                text,
                "[metrics.{stem}_bytes]\ntype = \"gauge\"\nunit = \"bytes\"\nhelp = \"Memory that the {area} holds for \
                 its {thing}\""
            ),
        };
    }
    if metrics > 0 {
        let name = format!("{prefix}_{}_{}_{}_total", AREAS[0], rare(s * EACH), THINGS[0]);
        let _ = writeln!(
            text,
            "[alerts.S{s}Stalls]\nexpr = 'rate({name}[5m]) == 0'\nfor = \"5m\"\nseverity = \"warning\"\n\
             summary = \"Nothing is finished\""
        );
    }
    text
}

/// A word of its own for each number, as a few letters of other words as chance would have it.
fn rare(n: usize) -> String {
    let mut mixed = n.wrapping_mul(2_654_435_761) % 65_536;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[mixed % SYLLABLES.len()]);
        mixed /= SYLLABLES.len();
    }
    word
}
