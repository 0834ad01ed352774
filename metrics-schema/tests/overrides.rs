//! An overrides file becomes data; what is wrong in it is reported like anything else.

mod common;

use common::Memory;
use metricspec_schema::load::load_overrides;
use metricspec_schema::model::Severity;

#[test]
fn an_overrides_file_is_read_whole() {
    let text = r#"
version = 1

[schemas.http]
prefix = "staging_frontend"

[buckets.http.ttft]
log = { min = 0.01, max = 60, count = 12 }

[alerts.DynamoFrontendQueueGrowing]
threshold = 400
for = "15m"
severity = "info"

[alerts.XpuHighPowerDraw]
enabled = false

[slos.http.availability]
objective = 99
min_rate = 0.5
"#;
    let (overrides, _, diagnostics) =
        load_overrides(&Memory::new([("staging.overrides.toml", text)]), "staging.overrides.toml");
    assert!(diagnostics.is_empty());
    let [(schema, prefix)] = overrides.prefixes.as_slice() else { panic!("one prefix") };
    assert_eq!((schema.as_str(), prefix.as_str()), ("http", "staging_frontend"));
    let [(schema, key, buckets)] = overrides.buckets.as_slice() else { panic!("one preset") };
    assert_eq!((schema.as_str(), key.as_str()), ("http", "ttft"));
    assert_eq!(buckets.bounds.last().map(ToString::to_string).as_deref(), Some("60"));
    let [queue, power] = overrides.alerts.as_slice() else { panic!("two alerts") };
    assert_eq!(queue.threshold.as_ref().map(|t| t.value.to_string()).as_deref(), Some("400"));
    assert_eq!(queue.for_.map(|d| d.to_string()).as_deref(), Some("15m"));
    assert_eq!((queue.severity, queue.enabled), (Some(Severity::Info), None));
    assert_eq!(power.enabled, Some(false));
    let [slo] = overrides.slos.as_slice() else { panic!("one objective") };
    assert_eq!((slo.schema.as_str(), slo.key.as_str()), ("http", "availability"));
    assert_eq!(slo.min_rate.map(|r| r.to_string()).as_deref(), Some("0.5"));
}

#[test]
fn mistakes_in_an_overrides_file_have_their_places() {
    let text = "version = 1\n[alerts.A]\ntreshold = 1\nseverity = \"page\"\n[buckets.http.ttft]\nlog = { min = 2, max = 1, count = 3 }\n";
    let (_, sources, diagnostics) = load_overrides(&Memory::new([("a.overrides.toml", text)]), "a.overrides.toml");
    let found: Vec<(String, &str)> = diagnostics.iter().map(|d| (sources.place(d.span), d.code.name)).collect();
    assert_eq!(
        found,
        [
            ("a.overrides.toml:3:1".to_owned(), "unknown_key"),
            ("a.overrides.toml:4:12".to_owned(), "invalid_value"),
            ("a.overrides.toml:6:1".to_owned(), "bad_buckets"),
        ]
    );
}
