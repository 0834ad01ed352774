//! What only happens at the edges: numbers that a kind cannot have, names that meet after all, labels in another order.

use metricspec::Registry;

use crate::demo::labels::{Gauge, Phase};
use crate::small::{Const, single};

const NONE: Const<'static> = Const("", &[]);

single!(
    level,
    1,
    Metric { any_const_labels: true, ..Metric::new("level", Name::Whole("level"), Kind::Gauge, "h", "t:1:1") },
    (),
    (),
    kind::Gauge<i64>
);
single!(
    state,
    2,
    Metric { state: Some(Phase::DESC), ..Metric::new("phase", Name::Whole("phase"), Kind::StateSet, "h", "t:1:1") },
    (),
    (),
    kind::StateSet<Phase>
);
single!(
    read,
    3,
    Metric {
        open: &[&OpenLabel { name: "gauge", known: &[], max_values: Some(9), optional: false }],
        ..Metric::new("read", Name::Whole("read_total"), Kind::Counter, "h", "t:1:1")
    },
    (Gauge<'static>,),
    (),
    kind::CallbackCounter<f64>
);
single!(
    named,
    4,
    Metric {
        open: &[&OpenLabel { name: "gauge", known: &[], max_values: Some(9), optional: false }],
        aliases: &[Alias {
            name: Name::Whole("app_old"),
            help: "h",
            const_labels: &[],
            any_const_labels: false,
            source: "t:9:1",
        }],
        ..Metric::new(
            "named",
            Name::Template { before: "app_", label: "gauge", after: "" },
            Kind::Counter,
            "h",
            "t:1:1"
        )
    },
    (Gauge<'static>,),
    (),
    kind::Counter<u64>
);

fn registry() -> Registry {
    Registry::with_env([("", ""); 0])
}

/// The samples alone.
fn samples(registry: &Registry) -> Vec<String> {
    crate::tools::openmetrics(registry).lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn const_labels_are_the_same_in_any_order() {
    let registry = registry();
    let (one, two) = <(level::Recorder, level::Recorder)>::default();
    _ = registry.register(&one, Const("", &[("host", "h"), ("zone", "z")])).unwrap();
    let error = registry.register(&two, Const("", &[("zone", "z"), ("host", "h")])).unwrap_err();
    assert!(error.to_string().contains(r#"registered already with const labels {host="h",zone="z"}"#), "{error}");
}

#[test]
fn a_const_label_without_a_value_is_none() {
    let registry = registry();
    let (one, two) = <(level::Recorder, level::Recorder)>::default();
    _ = registry.register(&one, Const("", &[("zone", "")])).unwrap();
    assert!(registry.register(&two, NONE).is_err());
    one.metric.set(1);
    assert_eq!(samples(&registry), ["level 1"]);
}

#[test]
fn a_state_stays_one_however_many_instances_are_in_it() {
    let registry = registry();
    let (one, two) = <(state::Recorder, state::Recorder)>::default();
    _ = registry.register(&one, NONE).unwrap();
    _ = registry.register_summed(&two, NONE).unwrap();
    one.metric.set(Phase::Ready);
    two.metric.set(Phase::Ready);
    assert_eq!(samples(&registry), [r#"phase{phase="starting"} 0"#, r#"phase{phase="ready"} 1"#]);
    two.metric.set(Phase::Starting);
    assert_eq!(samples(&registry), [r#"phase{phase="starting"} 1"#, r#"phase{phase="ready"} 1"#]);
}

#[test]
fn a_counter_that_is_read_is_a_number_that_a_counter_can_have() {
    let registry = registry();
    let read = read::Recorder::default();
    _ = registry.register(&read, NONE).unwrap();
    read.metric.on_scrape(|out| {
        for (name, value) in [("a", f64::NAN), ("b", -1.0), ("c", f64::INFINITY), ("d", 0.5)] {
            out.set(Gauge(name), value);
        }
    });
    assert_eq!(samples(&registry), [r#"read_total{gauge="d"} 0.5"#]);
}

#[test]
fn names_made_of_values_do_not_meet_in_openmetrics() {
    let registry = registry();
    let named = named::Recorder::default();
    _ = registry.register(&named, NONE).unwrap();
    // To OpenMetrics the family of `app_jobs_total` is `app_jobs` too; `app_old` is the second name of all of them.
    for name in ["jobs", "jobs_total", "old", "others_total"] {
        named.metric.with(Gauge(name)).inc();
    }
    let text = crate::tools::openmetrics(&registry);
    let mut types: Vec<&str> = text.lines().filter(|line| line.starts_with("# TYPE")).collect();
    assert_eq!(types, ["# TYPE app_jobs unknown", "# TYPE app_old unknown", "# TYPE app_others counter"]);
    types.dedup();
    assert_eq!(types.len(), 3);
    assert!(text.contains("\napp_jobs 1\n") && text.contains("\napp_others_total 1\n"), "{text}");
    assert!(!text.contains("app_jobs_total"), "{text}");
    let lost = registry.overflows();
    assert_eq!((lost.len(), lost[0].refused > 0), (1, true));
    if let Some(families) = crate::tools::prometheus_client(&text, true) {
        assert!(families.starts_with("app_jobs unknown"), "{families}");
    }
}
