//! What a registry refuses, and how it adds instances up.

use metricspec::{RegisterError, Registry};

use crate::demo::labels::Model;
use crate::small::{Const, single};

const NONE: Const<'static> = Const("", &[]);

single!(
    counter,
    1,
    Metric::new("jobs_total", Name::Whole("jobs_total"), Kind::Counter, "h", "schemas/counter.toml:9:1"),
    (),
    (),
    kind::Counter<u64>
);
single!(
    same_name,
    2,
    Metric::new("x", Name::Prefixed("jobs_total"), Kind::Gauge, "h", "schemas/same_name.toml:3:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    base_name,
    3,
    Metric::new("jobs", Name::Prefixed("jobs"), Kind::Gauge, "h", "schemas/base_name.toml:3:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    created,
    4,
    Metric::new("c", Name::Whole("jobs_created"), Kind::Gauge, "h", "schemas/created.toml:3:1"),
    (),
    (),
    kind::Gauge<i64>
);
single!(
    histogram,
    5,
    Metric {
        buckets: Some(Buckets { bounds: &[-1.0, 0.5], log: None, env: &[], kept: &[] }),
        ..Metric::new("size", Name::Whole("size"), Kind::Histogram, "h", "schemas/histogram.toml:3:1")
    },
    (),
    (),
    kind::Histogram<f64>
);
single!(
    of_histogram,
    6,
    Metric::new("n", Name::Whole("size_count"), Kind::Counter, "h", "schemas/of_histogram.toml:3:1"),
    (),
    (),
    kind::Counter<u64>
);
single!(
    info,
    7,
    Metric::new("size_info", Name::Whole("size_info"), Kind::Info, "h", "schemas/info.toml:3:1"),
    (),
    (),
    kind::Info
);
single!(
    labelled,
    8,
    Metric {
        open: &[Model::DESC],
        const_labels: &[0],
        any_const_labels: true,
        aliases: &[Alias {
            name: Name::Whole("old"),
            help: "o",
            const_labels: &[0],
            any_const_labels: true,
            source: "s"
        }],
        ..Metric::new("level", Name::Whole("level"), Kind::Gauge, "h", "schemas/labelled.toml:3:1")
    },
    (Model<'static>,),
    (),
    kind::UpDown<i64>
);
single!(
    state,
    9,
    Metric {
        state: Some(Phase::DESC),
        ..Metric::new("phase", Name::Whole("phase"), Kind::StateSet, "h", "schemas/state.toml:3:1")
    },
    (),
    (),
    kind::StateSet<Phase>
);
single!(
    bad_name,
    10,
    Metric {
        const_labels: &[0],
        ..Metric::new(
            "x",
            Name::Template { before: "app_", label: "instance", after: "_total" },
            Kind::Counter,
            "h",
            "t:1:1"
        )
    },
    (),
    (),
    kind::Counter<u64>
);

fn registry() -> Registry {
    Registry::with_env([("", ""); 0])
}

/// The error of registering the second after the first.
macro_rules! refused {
    ($first:ident, $second:ident) => {{
        let registry = registry();
        _ = registry.register(&$first::Recorder::default(), NONE).unwrap();
        let error = registry.register(&$second::Recorder::default(), NONE).unwrap_err();
        // Nothing of it was registered.
        let single = registry.clone();
        assert_eq!(single.text(), registry.text());
        error.to_string()
    }};
}

#[test]
fn two_metrics_of_one_name_are_refused_with_both_places() {
    for (error, name, places) in [
        (refused!(counter, same_name), "jobs_total", ["schemas/counter.toml:9:1", "schemas/same_name.toml:3:1"]),
        (refused!(same_name, counter), "jobs_total", ["schemas/same_name.toml:3:1", "schemas/counter.toml:9:1"]),
        (refused!(counter, base_name), "jobs", ["schemas/counter.toml:9:1", "schemas/base_name.toml:3:1"]),
        (refused!(counter, created), "jobs_created", ["schemas/counter.toml:9:1", "schemas/created.toml:3:1"]),
        (
            refused!(histogram, of_histogram),
            "size_count",
            ["schemas/histogram.toml:3:1", "schemas/of_histogram.toml:3:1"],
        ),
        (
            refused!(of_histogram, histogram),
            "size_count",
            ["schemas/of_histogram.toml:3:1", "schemas/histogram.toml:3:1"],
        ),
        (refused!(info, histogram), "size", ["schemas/info.toml:3:1", "schemas/histogram.toml:3:1"]),
    ] {
        let [first, second] = places;
        let want =
            format!("`{name}` is exposed by two metrics, declared at {first} and at {second}; rename one of them");
        assert_eq!(error, want);
    }
}

#[test]
fn names_are_free_again_when_their_metric_is_gone() {
    let registry = registry();
    let registered = registry.register(&counter::Recorder::default(), NONE).unwrap();
    assert!(registry.register(&base_name::Recorder::default(), NONE).is_err());
    registered.unregister();
    _ = registry.register(&base_name::Recorder::default(), NONE).unwrap();
    assert!(registry.register(&counter::Recorder::default(), NONE).is_err());
}

#[test]
fn what_is_dropped_stays_registered() {
    let registry = registry();
    {
        let service = counter::Recorder::default();
        _ = registry.register(&service, NONE).unwrap();
        service.metric.add(5);
    }
    assert!(registry.text().ends_with("jobs_total 5\n"));
}

#[test]
fn a_second_instance_needs_other_const_labels() {
    let registry = registry();
    let (one, two, three) = <(labelled::Recorder, labelled::Recorder, labelled::Recorder)>::default();
    _ = registry.register(&one, Const("1", &[])).unwrap();
    let error = registry.register(&two, Const("1", &[])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`level` (schemas/labelled.toml:3:1) is registered already with const labels {instance=\"1\"}; give this \
         instance other ones, or register it with `register_summed`"
    );
    _ = registry.register(&two, Const("2", &[])).unwrap();
    _ = registry.register(&three, Const("1", &[("zone", "z")])).unwrap();
    one.metric.with(Model("m")).inc();
    two.metric.with(Model("m")).inc();
    three.metric.with(Model("m")).inc();
    assert_eq!(
        registry.text(),
        "# HELP level h\n# TYPE level gauge\n\
         level{instance=\"1\",model=\"m\"} 1\n\
         level{instance=\"1\",zone=\"z\",model=\"m\"} 1\n\
         level{instance=\"2\",model=\"m\"} 1\n\
         # HELP old o\n# TYPE old gauge\n\
         old{instance=\"1\",model=\"m\"} 1\n\
         old{instance=\"1\",zone=\"z\",model=\"m\"} 1\n\
         old{instance=\"2\",model=\"m\"} 1\n"
    );
}

#[test]
fn a_recorder_is_registered_once() {
    let registry = registry();
    let one = labelled::Recorder::default();
    _ = registry.register(&one, Const("1", &[])).unwrap();
    let error = registry.register_summed(&one, Const("2", &[])).unwrap_err();
    assert!(matches!(error, RegisterError::Twice { .. }), "{error}");
}

#[test]
fn instances_add_up() {
    let registry = registry();
    let (one, two) = <(labelled::Recorder, labelled::Recorder)>::default();
    _ = registry.register(&one, Const("1", &[])).unwrap();
    let second = registry.register_summed(&two, Const("1", &[])).unwrap();
    one.metric.with(Model("a")).add(5);
    two.metric.with(Model("a")).sub(7);
    two.metric.with(Model("b")).inc();
    let level = |registry: &Registry| -> Vec<String> {
        registry.text().lines().filter(|line| line.starts_with("level")).map(str::to_owned).collect()
    };
    assert_eq!(level(&registry), [r#"level{instance="1",model="a"} -2"#, r#"level{instance="1",model="b"} 1"#]);
    second.unregister();
    assert_eq!(level(&registry), [r#"level{instance="1",model="a"} 5"#]);

    let (one, two) = <(histogram::Recorder, histogram::Recorder)>::default();
    _ = registry.register_summed(&one, NONE).unwrap();
    _ = registry.register_summed(&two, NONE).unwrap();
    one.metric.observe(-3.0);
    one.metric.observe(f64::NAN);
    two.metric.observe_n(0.25, 2);
    assert!(registry.text().ends_with(
        "# TYPE size histogram\nsize_bucket{le=\"-1.0\"} 1\nsize_bucket{le=\"0.5\"} 3\nsize_bucket{le=\"+Inf\"} 3\n\
         size_sum -2.5\nsize_count 3\n"
    ));

    let registry = self::registry();
    let (one, two) = <(info::Recorder, info::Recorder)>::default();
    _ = registry.register(&one, NONE).unwrap();
    _ = registry.register_summed(&two, NONE).unwrap();
    one.metric.set();
    two.metric.set();
    assert_eq!(crate::tools::openmetrics(&registry), "# HELP size h\n# TYPE size info\nsize_info 1\n# EOF\n");
}

#[test]
fn const_labels_known_only_now_are_checked() {
    for (name, reason) in [
        ("le", "Prometheus uses the name itself"),
        ("__name", "Prometheus uses the name itself"),
        ("a-b", "only letters"),
        ("a:b", "only letters"),
        ("", "only letters"),
        ("model", "`level` has a label of this name"),
        ("instance", "it is given twice"),
    ] {
        let error = registry().register(&labelled::Recorder::default(), Const("1", &[(name, "x")])).unwrap_err();
        assert!(error.to_string().starts_with(&format!("const label `{name}`: {reason}")), "{error}");
    }
}

#[test]
fn a_const_label_can_go_into_the_name() {
    let registry = registry();
    let (one, two) = <(bad_name::Recorder, bad_name::Recorder)>::default();
    _ = registry.register(&one, Const("alpha", &[])).unwrap();
    _ = registry.register(&two, Const("beta", &[])).unwrap();
    one.metric.inc();
    two.metric.inc();
    assert_eq!(
        registry.text(),
        "# HELP app_alpha_total h\n# TYPE app_alpha_total counter\napp_alpha_total 1\n\
         # HELP app_beta_total h\n# TYPE app_beta_total counter\napp_beta_total 1\n"
    );
    let error = registry.register(&bad_name::Recorder::default(), Const("a-b", &[])).unwrap_err();
    assert!(error.to_string().starts_with("`app_a-b_total` (t:1:1) is no metric name"), "{error}");
}

#[test]
fn a_stateset_of_its_own_name_is_one_in_openmetrics() {
    let registry = registry();
    let state = state::Recorder::default();
    _ = registry.register(&state, NONE).unwrap();
    state.metric.set(crate::demo::labels::Phase::Ready);
    let text = crate::tools::openmetrics(&registry);
    assert_eq!(
        text,
        "# HELP phase h\n# TYPE phase stateset\nphase{phase=\"starting\"} 0\nphase{phase=\"ready\"} 1\n# EOF\n"
    );
    if let Some(families) = crate::tools::prometheus_client(&text, true) {
        assert_eq!(families, "phase stateset - 2\n");
    }
}

#[test]
fn the_registry_of_the_process_is_one() {
    let one = counter::Recorder::default();
    let registered = Registry::global().register(&one, NONE).unwrap();
    one.metric.inc();
    assert!(Registry::global().text().contains("jobs_total 1\n"));
    registered.unregister();
}

mod newer {
    use crate::small::single;
    single!(
        counter,
        99,
        Metric::new("jobs_total", Name::Whole("jobs_total"), Kind::Counter, "h", "schemas/counter.toml:9:1"),
        (),
        (),
        kind::Counter<u64>
    );
    pub(crate) use self::counter::Recorder;
}

#[test]
fn two_versions_of_one_schema_are_refused() {
    let registry = registry();
    _ = registry.register(&counter::Recorder::default(), NONE).unwrap();
    let error = registry.register(&newer::Recorder::default(), NONE).unwrap_err();
    let want = "`jobs_total` is exposed by two versions of schemas/counter.toml:9:1; build both from one";
    assert_eq!(error.to_string(), want);
}

/// Two structs that share a schema, each with some of its metrics.
macro_rules! partial {
    ($name:ident { $($field:ident: $type:ident),* }) => {
        #[derive(Default)]
        struct $name { $($field: crate::demo::$type),* }

        impl metricspec::Metrics for $name {
            const SCHEMA: &'static metricspec::desc::Schema = <crate::demo::Schema as metricspec::Schema>::DESC;
            type ConstLabels<'a> = crate::demo::ConstLabels<'a>;
            fn visit(&self, visitor: &mut metricspec::Visitor<'_>) {
                $(visitor.metric(&self.$field);)*
            }
        }
    };
}

partial!(Front { disconnected_clients: DisconnectedClients });
partial!(Back { pool_size: PoolSize, build_info: BuildInfo });

#[test]
fn structs_that_share_a_schema_register_together() {
    let registry = registry();
    let (front, back) = (Front::default(), Back::default());
    let zone = crate::demo::labels::Zone::A;
    let const_labels = crate::demo::ConstLabels { zone, instance: crate::demo::labels::Instance(1), others: &[] };
    registry.register(&front, const_labels).unwrap();
    registry.register(&back, const_labels).unwrap();
    assert!(registry.register(&Back::default(), const_labels).is_err());

    // A callback may use recorders and the registry, but not scrape. What it records is in the same scrape.
    let (clients, inner) = (front.disconnected_clients.clone(), registry.clone());
    back.pool_size.on_scrape(move |out| {
        clients.inc();
        out.set(inner.warnings().len() as i64);
    });
    registry.text();
    assert_eq!(
        registry.text(),
        "# HELP demo_disconnected_clients Clients that went away\n# TYPE demo_disconnected_clients gauge\n\
         demo_disconnected_clients 2\n\
         # HELP demo_pool_size Size of the pool\n# TYPE demo_pool_size gauge\ndemo_pool_size 0\n"
    );
}

#[test]
fn what_a_callback_holds_may_use_the_registry_when_it_goes() {
    struct Scrapes(Registry);
    impl Drop for Scrapes {
        fn drop(&mut self) {
            self.0.text();
        }
    }
    let registry = registry();
    let back = Back::default();
    let zone = crate::demo::labels::Zone::A;
    let instance = crate::demo::labels::Instance(1);
    let registered = registry.register(&back, crate::demo::ConstLabels { zone, instance, others: &[] }).unwrap();
    for _ in 0..2 {
        let held = Scrapes(registry.clone());
        back.pool_size.on_scrape(move |out| {
            let _ = &held;
            out.set(1);
        });
    }
    drop(back);
    registered.unregister();
    assert_eq!(registry.text(), "");
}

#[test]
fn other_stays_until_it_is_removed_by_name() {
    let registry = registry();
    let recorder = labelled::Recorder::default();
    registry.register(&recorder, Const("1", &[])).unwrap();
    for model in ["a", "b", "c"] {
        recorder.metric.with(Model(model)).inc();
    }
    recorder.metric.retain(|_| false);
    let level = |registry: &Registry| registry.text().lines().filter(|l| l.starts_with("level{")).count();
    assert_eq!(level(&registry), 1);
    assert!(recorder.metric.remove(Model(metricspec::label::OTHER)));
    assert_eq!(level(&registry), 0);
}
