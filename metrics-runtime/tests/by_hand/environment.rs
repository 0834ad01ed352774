//! Prefixes and buckets from the environment.

use std::time::Duration;

use metricspec::Registry;

use crate::demo::labels::{Endpoint, Instance, Zone};
use crate::demo::{ConstLabels, Recorders};

const CONST: ConstLabels<'static> = ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] };

/// Bounds of the histogram of the end point `chat`.
fn bounds(registry: &Registry) -> String {
    let text = registry.text();
    let lines = text.lines().filter(|line| line.contains("_bucket{") && line.contains("\"chat\""));
    lines.map(|line| line.split('"').nth(5).unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn variables_are_read_at_registration() {
    let variables = [("DEMO_PREFIX", "my app"), ("DEMO_DURATION_MAX", "16"), ("OLD_DURATION_COUNT", "4")];
    let (registry, demo) = (Registry::with_env(variables), Recorders::new());
    let registered = registry.register(&demo, CONST).unwrap();
    let warnings: Vec<String> = registered.warnings().iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "DEMO_PREFIX=\"my app\" is no prefix; `my_app` is used instead",
            "`OLD_DURATION_COUNT` is an older name; set `DEMO_DURATION_COUNT` instead",
        ]
    );
    assert_eq!(registry.warnings(), registered.warnings());
    // 2 is kept, for an objective reads it.
    assert_eq!(bounds(&registry), "0.0 2.0 2.5 6.3 16.0 +Inf");
    let text = registry.text();
    assert!(text.contains("\nmy_app_disconnected_clients 0\n"), "{text}");
    assert!(!text.contains("demo_"), "{text}");
    // A whole name is not touched.
    demo.worker_blocks.with(crate::demo::labels::WorkerId(1), crate::demo::labels::DpRank::None).set(1);
    assert!(registry.text().contains("\nwhole_worker_blocks{"));
}

#[test]
fn settings_stand_once_a_recorder_is_in_use() {
    let demo = Recorders::new();
    demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_secs(1));
    let registry = Registry::with_env([("DEMO_DURATION_MAX", "16")]);
    let error = registry.register(&demo, CONST).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`demo_duration_seconds` (schemas/demo.toml:60:1) is in use with other buckets than the registry's environment \
         sets; register it before its first record"
    );
    let error = Registry::with_env([("DEMO_PREFIX", "x")]).register(&demo, CONST).unwrap_err();
    assert!(error.to_string().contains("another prefix"), "{error}");
    assert_eq!(registry.text(), "");
    // With the same settings it may be in two registries.
    for registry in [Registry::new(), Registry::new()] {
        _ = registry.register(&demo, CONST).unwrap();
        assert_eq!(bounds(&registry), "0.0 2.0 4.0 +Inf");
    }
}
