//! What the recorders of the four schemas expose is what the reference data list: all metrics but the three that others
//! record.

mod custom_backend;
mod http;
mod kvbm;
mod operator;
mod server;

use std::collections::BTreeMap;
use std::process::Command;

use metricspec::label::Closed;
use metricspec::{Format, Registry};
use metricspec_schema::load::load_project;
use metricspec_tests::exposition::{Family, families};
use metricspec_tests::tools::{python_with, run, tool};
use metricspec_tests::{Disk, ReferenceMetric, Shape, differences, reference_metrics};

/// Every value of a closed label, or every valid pair.
fn all<L: Closed>() -> impl Iterator<Item = L> {
    (0..).map_while(L::from_index)
}

/// The exposition of a registry in which every metric of every schema has been recorded, with all closed values.
fn exposition(format: Format) -> String {
    String::from_utf8(encoded(format)).expect("is text")
}

/// The same in any format.
fn encoded(format: Format) -> Vec<u8> {
    let registry = Registry::with_env(BTreeMap::<String, String>::new());
    let (http, kvbm) = (http::record(), kvbm::record());
    let (operator, custom_backend) = (operator::record(), custom_backend::record());
    let labels = kvbm::schema::ConstLabels { others: &[("instance_id", "a")] };
    let registered = [
        registry.register(&http, ()),
        registry.register(&kvbm, labels),
        registry.register(&operator, ()),
        registry.register(&custom_backend, ()),
    ];
    for one in registered {
        assert_eq!(one.expect("registers").warnings(), []);
    }
    let encoded = registry.encode(format);
    assert_eq!(registry.warnings(), []);
    assert_eq!(registry.overflows(), []);
    encoded
}

/// Metrics of our own as the data have them, families known only at run time under the names that were recorded.
fn wanted() -> Vec<ReferenceMetric> {
    let own = reference_metrics().into_iter().filter(|r| !r.external);
    own.flat_map(|r| match r.shape.name.split_once("{gauge}") {
        None => vec![r],
        Some((prefix, _)) => custom_backend::NAMES.map(|name| r.named(format!("{prefix}{name}"))).into(),
    })
    .collect()
}

/// Compares an exposition with the data, after `translate` has changed what the format calls otherwise.
fn compare(text: &str, translate: impl Fn(Shape) -> (String, Shape)) {
    let mut families = families(text);
    let (mut want, mut got) = (Vec::new(), Vec::new());
    for metric in wanted() {
        let (name, mut shape) = translate(metric.shape);
        // The label that stands for those of the process.
        if shape.labels.remove("*").is_some() {
            shape.labels.insert("instance_id".to_owned(), None);
        }
        got.extend(families.remove(&name).map(|family: Family| family.shape(&name, &shape)));
        want.push(Shape { name, ..shape });
    }
    assert_eq!(want.len(), 111 + custom_backend::NAMES.len());
    assert_eq!(differences(&want, &got), Vec::<String>::new());
    assert_eq!(families, BTreeMap::new(), "families that the data do not have");
}

#[test]
fn text_agrees_with_the_data() {
    compare(&exposition(Format::Text), |shape| (shape.name.clone(), shape));
}

#[test]
fn openmetrics_agrees_with_the_data() {
    // There a counter's family is called without `_total`; one whose name does not end so is of no known kind.
    compare(&exposition(Format::OpenMetrics), |mut shape| match shape.name.strip_suffix("_total") {
        Some(family) if shape.kind == "counter" => (family.to_owned(), shape),
        None if shape.kind == "counter" => {
            shape.kind = "unknown".to_owned();
            (shape.name.clone(), shape)
        }
        _ => (shape.name.clone(), shape),
    });
}

/// What `promtool check metrics` complains about has to be waived in the schema by the lint of the same rule.
#[test]
fn promtool_complains_only_where_a_waiver_is() {
    let Some(promtool) = tool("promtool") else { return };
    let output = run(Command::new(promtool).args(["check", "metrics"]), &exposition(Format::Text));
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    // 3: the text is read, and there are complaints.
    assert!(matches!(output.status.code(), Some(0 | 3)), "{complaints}");
    let waivers = waivers();
    let unwaived: Vec<&str> = complaints.lines().filter(|line| !is_waived(line, &waivers)).collect();
    assert_eq!(unwaived, Vec::<&str>::new());
}

/// The lint of ours that has the rule of a complaint.
const RULES: [(&str, &[&str]); 4] = [
    ("non-counter metrics should not have \"_total\" suffix", &["total_on_gauge"]),
    ("counter metrics should have \"_total\" suffix", &["counter_without_total"]),
    ("should not have \"_count\" suffix", &["histogram_suffix"]),
    ("metric names should not contain abbreviated units", &["abbreviated_unit", "non_base_unit"]),
];

/// Whether a complaint, `NAME TEXT`, is about a metric that waives the lint.
fn is_waived(complaint: &str, waivers: &BTreeMap<String, Vec<String>>) -> bool {
    let Some((name, text)) = complaint.split_once(' ') else { return false };
    let rule = RULES.iter().find(|(rule, _)| text.contains(rule));
    let waived = waivers.get(name).map(Vec::as_slice).unwrap_or_default();
    rule.is_some_and(|(_, lints)| waived.iter().any(|waived| lints.contains(&waived.as_str())))
}

/// Lints that each metric of the schemas waives.
fn waivers() -> BTreeMap<String, Vec<String>> {
    let (workspace, _) = load_project(&Disk::repository(), "metrics.toml");
    let metrics = workspace.schemas.iter().flat_map(|s| &s.metrics);
    metrics.map(|m| (m.name.text.clone(), m.waivers.iter().map(|w| w.lint.value.clone()).collect())).collect()
}

/// Prints a line for each family: name, kind and number of samples.
const PYTHON: &str = "
import sys
text = sys.stdin.read()
if sys.argv[1] == 'text':
    from prometheus_client.parser import text_string_to_metric_families as parse
else:
    from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
for family in parse(text):
    print(family.name, family.type, len(family.samples))
";

#[test]
fn python_reads_both_formats() {
    let Some(python) = python_with("prometheus_client") else { return };
    for (format, argument) in [(Format::Text, "text"), (Format::OpenMetrics, "openmetrics")] {
        let text = exposition(format);
        let output = run(Command::new(&python).args(["-c", PYTHON, argument]), &text);
        assert!(output.status.success(), "{argument}: {}", String::from_utf8_lossy(&output.stderr));
        let read = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut got: Vec<(String, usize)> = read.lines().map(family_of_line).collect();
        let mut want: Vec<(String, usize)> =
            families(&text).into_iter().map(|(name, family)| (python_name(&name, &family), family.samples)).collect();
        got.sort();
        want.sort();
        assert_eq!(got, want, "{argument}");
    }
}

fn family_of_line(line: &str) -> (String, usize) {
    let words: Vec<&str> = line.split(' ').collect();
    (words[0].to_owned(), words[2].parse().expect("a number of samples"))
}

/// Python calls a counter without `_total`, whatever the format.
fn python_name(name: &str, family: &Family) -> String {
    let stem = if family.kind == "counter" { name.strip_suffix("_total") } else { None };
    stem.unwrap_or(name).to_owned()
}
