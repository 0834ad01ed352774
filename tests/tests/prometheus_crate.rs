//! Recorders in a registry of the crate `prometheus`: the same series as in our own text.
#![allow(missing_docs)]

use std::collections::BTreeMap;

use metricspec::Registry;
use metricspec::prometheus::Bridge;
use prometheus::{Encoder, TextEncoder};

metricspec::schema!(pub(crate) "tests/prometheus_crate.toml");
use every::labels::{Endpoint, Model, Phase, Version};

/// Samples by name and sorted labels; bounds as numbers, since each spells them in its way.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let mut all = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
        let mut labels: Vec<String> = labels
            .trim_end_matches('}')
            .split("\",")
            .filter(|label| !label.is_empty())
            .map(|label| match label.strip_prefix("le=\"").map(|bound| bound.trim_end_matches('"').parse::<f64>()) {
                Some(bound) => format!("le={:?}", bound.unwrap()),
                None => label.trim_end_matches('"').to_owned(),
            })
            .collect();
        labels.sort();
        assert!(all.insert(format!("{name} {}", labels.join(" ")), value.parse().unwrap()).is_none(), "{line} twice");
    }
    all
}

#[test]
fn both_expose_the_same_series() {
    let (recorders, own) = (every::Recorders::new(), Registry::with_env([("", ""); 0]));
    own.register(&recorders, ()).unwrap();
    recorders.requests_total.with(Model("a \"quoted\"\\ name\nof two lines"), Endpoint::Chat).add(3);
    recorders.requests_total.with(Model("b"), Endpoint::Embeddings).inc();
    recorders.work_seconds_total.add(std::time::Duration::from_millis(1500));
    recorders.open_requests.add(4);
    recorders.temperature_celsius.set(-2.5);
    for value in [0.5, 1.0, 3.0, 100.0] {
        recorders.size_bytes.with(Endpoint::Chat).observe(value);
    }
    recorders.phase.set(Phase::Ready);
    recorders.build_info.set(Version("1.2"));

    let theirs = prometheus::Registry::new();
    let beside = prometheus::IntCounter::new("their_own_total", "One of theirs").unwrap();
    theirs.register(Box::new(beside.clone())).unwrap();
    beside.inc();
    theirs.register(Box::new(Bridge::new(&own))).unwrap();
    // Another registry of ours is another collector.
    theirs.register(Box::new(Bridge::new(&Registry::new()))).unwrap();
    let mut text = Vec::new();
    TextEncoder::new().encode(&theirs.gather(), &mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    let mut found = samples(&text);
    assert_eq!(found.remove("their_own_total "), Some(1.0), "{text}");
    assert_eq!(found, samples(&own.text()), "{text}");
    for line in [
        "# TYPE every_requests_total counter",
        "# TYPE every_open_requests gauge",
        "# TYPE every_size_bytes histogram",
        "# TYPE every_build_info gauge",
        "# HELP every_size_bytes Sizes",
    ] {
        assert!(text.lines().any(|each| each == line), "{line} in {text}");
    }
}
