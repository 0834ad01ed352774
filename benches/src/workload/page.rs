//! W5 and W6: what is on a page of 10,000 counters, or of 500 histograms.

use std::sync::LazyLock;
use std::time::Duration;

use crate::input::{Random, random_duration};

/// Values of the labels.
pub(crate) struct LabelValues {
    pub(crate) endpoints: Vec<&'static str>,
    pub(crate) request_types: Vec<&'static str>,
    pub(crate) models: Vec<&'static str>,
    pub(crate) routes: Vec<&'static str>,
}

pub(crate) fn labels() -> &'static LabelValues {
    static LABELS: LazyLock<LabelValues> = LazyLock::new(|| LabelValues {
        endpoints: texts("endpoint_", 10),
        request_types: texts("type_", 10),
        models: texts("model-name-", 100),
        routes: texts("route_", 500),
    });
    &LABELS
}

fn texts(stem: &str, count: usize) -> Vec<&'static str> {
    (0..count).map(|at| &*format!("{stem}{at:02}").leak()).collect()
}

/// Counters on a page.
pub(crate) const COUNTERS: usize = 10_000;
/// Histograms on a page.
pub(crate) const HISTOGRAMS: usize = 500;
/// Values that each histogram has observed.
pub(crate) const OBSERVED: usize = 100;

/// One of the counters: positions of its labels' values, and its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counter {
    pub(crate) endpoint: usize,
    pub(crate) request_type: usize,
    pub(crate) model: usize,
    pub(crate) value: u64,
}

impl Counter {
    pub(crate) fn texts(self) -> [&'static str; 3] {
        let all = labels();
        [all.endpoints[self.endpoint], all.request_types[self.request_type], all.models[self.model]]
    }
}

/// All counters, in the order of their labels.
pub(crate) fn counters() -> impl Iterator<Item = Counter> {
    (0..COUNTERS).map(|at| Counter {
        endpoint: at / 1000,
        request_type: at / 100 % 10,
        model: at % 100,
        // At least what 16 threads need to have a part each.
        value: 16 + Random(at as u64).next() % 10_000_000,
    })
}

/// All histograms: their label, and what they observe.
pub(crate) fn histograms() -> impl Iterator<Item = (&'static str, impl Iterator<Item = Duration>)> {
    labels().routes.iter().enumerate().map(|(at, route)| {
        let mut random = Random(at as u64 + 77);
        (*route, (0..OBSERVED).map(move |_| random_duration(&mut random)))
    })
}
