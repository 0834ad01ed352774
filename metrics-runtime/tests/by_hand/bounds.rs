//! Bounds of open labels, and names that are known only at run time.

use metricspec::{Overflow, Registry};

use crate::demo::labels::{DpRank, Endpoint, Gauge, Instance, Model, Outcome, WorkerId, Zone};
use crate::demo::{ConstLabels, Recorders};
use crate::small::{Const, single};

fn set_up() -> (Registry, Recorders) {
    let (registry, demo) = (Registry::with_env([("", ""); 0]), Recorders::new());
    _ = registry.register(&demo, ConstLabels { zone: Zone::A, instance: Instance(1), others: &[] }).unwrap();
    (registry, demo)
}

fn samples(registry: &Registry, name: &str) -> Vec<String> {
    let text = registry.text();
    text.lines().filter(|line| line.starts_with(name)).map(str::to_owned).collect()
}

/// Overflows as `metric label other refused`.
fn overflows(registry: &Registry) -> Vec<String> {
    let all = registry.overflows().into_iter();
    all.map(|Overflow { metric, label, other, refused, .. }| format!("{metric} {label} {other} {refused}")).collect()
}

fn warnings(registry: &Registry) -> Vec<String> {
    registry.warnings().iter().map(ToString::to_string).collect()
}

#[test]
fn values_beyond_the_bound_are_other() {
    let (registry, demo) = set_up();
    // Two places; the known value and `__other__` itself take none.
    for model in ["unknown_model", "a", "__other__", "b", "c", "a", "d"] {
        demo.active_requests.with(Model(model)).inc();
    }
    assert_eq!(
        samples(&registry, "demo_active_requests"),
        [
            r#"demo_active_requests{zone="a",model="__other__"} 3"#,
            r#"demo_active_requests{zone="a",model="a"} 2"#,
            r#"demo_active_requests{zone="a",model="b"} 1"#,
            r#"demo_active_requests{zone="a",model="unknown_model"} 1"#,
        ]
    );
    assert_eq!(overflows(&registry), ["demo_active_requests model 2 0"]);
    assert_eq!(warnings(&registry), ["`active_requests`: more than 2 values of `model`; further ones are `__other__`"]);
    // Each metric has places of its own.
    demo.requests_total.with(Model("c"), Endpoint::Chat, Outcome::Success).inc();
    assert_eq!(samples(&registry, "demo_requests_total").len(), 1);
}

#[test]
fn each_label_has_its_own_bound() {
    let (registry, demo) = set_up();
    for worker in 1..=3 {
        for rank in 0..4 {
            demo.worker_blocks.with(WorkerId(worker), DpRank::Value(rank)).set(1);
        }
        demo.worker_blocks.with(WorkerId(worker), DpRank::None).set(1);
    }
    let labels = |line: &String| line.replace("whole_worker_blocks", "").replace(" 1", "");
    let all: Vec<String> = samples(&registry, "whole").iter().map(labels).collect();
    assert_eq!(all.len(), 15);
    assert!(all.contains(&r#"{worker_id="__other__",dp_rank="__other__"}"#.to_owned()), "{all:?}");
    assert!(all.contains(&r#"{worker_id="__other__",dp_rank="none"}"#.to_owned()), "{all:?}");
    assert_eq!(overflows(&registry), ["whole_worker_blocks worker_id 5 0", "whole_worker_blocks dp_rank 3 0"]);
}

#[test]
fn removal_makes_places_free() {
    let (registry, demo) = set_up();
    for worker in 1..=3 {
        demo.worker_blocks.with(WorkerId(worker), DpRank::None).set(worker as i64);
    }
    // `__other__` is no number, and is not offered.
    demo.worker_blocks.retain(|worker, rank| {
        assert_eq!(rank, DpRank::None);
        worker != WorkerId(1)
    });
    demo.worker_blocks.with(WorkerId(4), DpRank::None).set(4);
    assert_eq!(
        samples(&registry, "whole"),
        [
            r#"whole_worker_blocks{worker_id="2",dp_rank="none"} 2"#,
            r#"whole_worker_blocks{worker_id="4",dp_rank="none"} 4"#,
            r#"whole_worker_blocks{worker_id="__other__",dp_rank="none"} 3"#,
        ]
    );
}

#[test]
fn a_removal_may_record() {
    let (registry, demo) = set_up();
    demo.worker_blocks.with(WorkerId(1), DpRank::None).set(1);
    demo.worker_blocks.retain(|worker, rank| {
        demo.worker_blocks.with(worker, rank).set(2);
        demo.worker_blocks.with(WorkerId(7), rank).set(7);
        false
    });
    assert_eq!(samples(&registry, "whole"), [r#"whole_worker_blocks{worker_id="7",dp_rank="none"} 7"#]);
}

#[test]
fn a_snapshot_keeps_the_values_that_it_had() {
    let (registry, demo) = set_up();
    let show = |models: &[&str]| {
        demo.resources_total.replace(|now| {
            for (count, model) in (1..).zip(models) {
                now.set(Model(model), Outcome::Success, count);
            }
        });
        let models: Vec<String> = samples(&registry, "demo_resources_total")
            .iter()
            .map(|line| format!("{} {}", line.split('"').nth(1).unwrap(), line.split(' ').next_back().unwrap()))
            .collect();
        models.join(", ")
    };
    assert_eq!(show(&["a", "b", "c"]), "__other__ 3, a 1, b 2");
    assert_eq!(show(&["c", "b", "a"]), "__other__ 1, a 3, b 2");
    assert_eq!(show(&["d", "c", "b"]), "__other__ 2, b 3, d 1");
    assert_eq!(show(&["e", "e"]), "e 2");
    assert_eq!(show(&[]), "");
    assert_eq!(overflows(&registry), ["demo_resources_total model 3 0"]);
}

single!(
    taken,
    1,
    Metric::new("load", Name::Whole("component_load"), Kind::Gauge, "h", "schemas/taken.toml:1:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    later,
    2,
    Metric::new("late", Name::Whole("component_late"), Kind::Gauge, "h", "schemas/later.toml:1:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    known,
    3,
    Metric::new("known", Name::Whole("component_known_gauge"), Kind::Gauge, "h", "schemas/known.toml:1:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    template,
    4,
    Metric {
        open: &[Gauge::DESC, WorkerId::DESC],
        ..Metric::new(
            "other",
            Name::Template { before: "component_", label: "gauge", after: "" },
            Kind::Gauge,
            "h",
            "t:1:1"
        )
    },
    (Gauge<'static>, WorkerId),
    (),
    kind::Gauge<f64>
);

#[test]
fn names_that_cannot_be_are_refused_counted_and_told_once() {
    let (registry, demo) = set_up();
    _ = registry.register(&taken::Recorder::default(), Const("", &[])).unwrap();
    for _ in 0..2 {
        demo.backend_gauge.replace(|now| {
            for name in ["a", "no-name", "", "load", "b", "c", "d", "known_gauge"] {
                now.set(Gauge(name), WorkerId(1), 1.0);
            }
        });
    }
    let names = samples(&registry, "component_");
    assert_eq!(
        names,
        [
            r#"component_a{worker_id="1"} 1"#,
            r#"component_b{worker_id="1"} 1"#,
            r#"component_known_gauge{worker_id="1"} 1"#
        ]
    );
    assert_eq!(overflows(&registry), ["component_{gauge} gauge 0 10"]);
    assert_eq!(
        warnings(&registry),
        [
            "`backend_gauge`: `no-name` makes no metric name and is not recorded",
            "`backend_gauge`: `load` makes a name that another metric has and is not recorded",
            "`backend_gauge`: more than 2 names for `{gauge}`; further ones are not recorded",
        ]
    );
}

#[test]
fn a_metric_that_comes_later_has_its_name() {
    let (registry, demo) = set_up();
    demo.backend_gauge.replace(|now| now.set(Gauge("late"), WorkerId(1), 1.0));
    assert_eq!(samples(&registry, "component_"), [r#"component_late{worker_id="1"} 1"#]);
    let recorder = later::Recorder::default();
    _ = registry.register(&recorder, Const("", &[])).unwrap();
    recorder.metric.set(3);
    assert_eq!(samples(&registry, "component_"), ["component_late 3"]);
    assert_eq!(
        warnings(&registry),
        ["`backend_gauge`: `late` makes a name that another metric has and is not recorded"]
    );
    // The names that the schema lists are taken from the start.
    let error = registry.register(&known::Recorder::default(), Const("", &[])).unwrap_err();
    assert!(error.to_string().contains("`component_known_gauge` is exposed by two metrics"), "{error}");
}

#[test]
fn a_name_known_at_run_time_is_recorded_one_by_one_too() {
    let registry = Registry::with_env([("", ""); 0]);
    let recorder = template::Recorder::default();
    _ = registry.register(&recorder, Const("", &[])).unwrap();
    recorder.metric.with(Gauge("a"), WorkerId(1)).set(0.5);
    recorder.metric.with(Gauge("a b"), WorkerId(1)).set(9.0);
    recorder.metric.with(Gauge("b"), WorkerId(3)).set(1e30);
    recorder.metric.with(Gauge("c"), WorkerId(3)).set(9.0);
    recorder.metric.with(Gauge("b"), WorkerId(4)).set(2.0);
    assert_eq!(
        samples(&registry, "component_"),
        [
            r#"component_a{worker_id="1"} 0.5"#,
            r#"component_b{worker_id="3"} 1e+30"#,
            r#"component_b{worker_id="__other__"} 2"#
        ]
    );
    assert_eq!(overflows(&registry), ["component_{gauge} gauge 0 2", "component_{gauge} worker_id 1 0"]);
    assert!(recorder.metric.remove(Gauge("a"), WorkerId(1)));
    recorder.metric.retain(|_, worker| worker != WorkerId(3));
    assert_eq!(samples(&registry, "component_"), [r#"component_b{worker_id="__other__"} 2"#]);
    recorder.metric.with(Gauge("c"), WorkerId(3)).set(4.0);
    assert_eq!(samples(&registry, "component_c"), [r#"component_c{worker_id="3"} 4"#]);
}

#[test]
fn a_callback_that_panics_leaves_its_metric_out() {
    let (registry, demo) = set_up();
    demo.pool_size.on_scrape(|_| panic!("no pool"));
    for _ in 0..2 {
        assert_eq!(samples(&registry, "demo_pool_size"), [""; 0]);
    }
    assert_eq!(warnings(&registry), ["`pool_size`: its callback panicked; it was left out of a scrape"]);
    demo.pool_size.on_scrape(|out| out.set(1));
    assert_eq!(samples(&registry, "demo_pool_size"), ["demo_pool_size 1"]);
}

#[test]
fn overflows_can_be_scraped() {
    let (registry, demo) = set_up();
    registry.expose_overflows().unwrap();
    assert!(registry.expose_overflows().is_err());
    assert_eq!(samples(&registry, "metricspec_"), [""; 0]);
    for model in ["a", "b", "c", "d"] {
        demo.active_requests.with(Model(model)).inc();
    }
    demo.backend_gauge.replace(|now| now.set(Gauge("no name"), WorkerId(1), 1.0));
    assert_eq!(
        samples(&registry, "metricspec_"),
        [
            r#"metricspec_label_overflows_total{metric="component_{gauge}",label="gauge",fate="dropped"} 1"#,
            r#"metricspec_label_overflows_total{metric="demo_active_requests",label="model",fate="other"} 2"#,
        ]
    );
}
