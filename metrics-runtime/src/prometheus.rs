//! Recorders in a registry of the crate `prometheus`, beside a service's other metrics.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! #[derive(metricspec::Metrics)]
//! #[metrics(schema = "schemas/shop.toml", partial)]
//! struct Shop {
//!     open_orders: shop::OpenOrders,
//! }
//!
//! let (service, registry) = (Shop::with_metrics(), metricspec::Registry::new());
//! registry.register(&service, ())?;
//! prometheus::default_registry().register(Box::new(metricspec::prometheus::Bridge::new(&registry)))?;
//!
//! service.open_orders.inc();
//! assert!(prometheus::gather().iter().any(|family| family.name() == "shop_open_orders"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::sync::atomic::{AtomicU64, Ordering};

use prometheus::core::{Collector, Desc};
use prometheus::proto;

use crate::Registry;
use crate::data::{self, Kind, Value};

/// What a [`Registry`] holds, for a registry of the crate `prometheus`.
///
/// Series, names, labels and numbers are those of our own expositions; infos and statesets are gauges. Bounds are spelled as
/// that crate does, `le="1"` for our `le="1.0"`, and native buckets and exemplars are left out, as it has none. It cannot know
/// names beforehand that come later: a metric of its own with a name of ours is not refused, but both are exposed.
#[derive(Debug)]
pub struct Bridge {
    registry: Registry,
    /// Only tells one of these from another.
    desc: Desc,
}

impl Bridge {
    /// For all that is registered in `registry`, now and later.
    ///
    /// # Panics
    ///
    /// Never: the description that it makes is valid.
    pub fn new(registry: &Registry) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("metricspec_bridge_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let desc = Desc {
            fq_name: name.clone(),
            help: "Metrics that are declared in schemas".to_owned(),
            const_label_pairs: Vec::new(),
            variable_labels: Vec::new(),
            id: hash(&name),
            dim_hash: hash(&name),
        };
        Bridge { registry: registry.clone(), desc }
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Collector for Bridge {
    fn desc(&self) -> Vec<&Desc> {
        vec![&self.desc]
    }

    fn collect(&self) -> Vec<proto::MetricFamily> {
        self.registry.gather().into_iter().map(family).collect()
    }
}

fn family(family: data::Family) -> proto::MetricFamily {
    let mut out = proto::MetricFamily::default();
    out.set_name(family.name);
    out.set_help(family.help.to_owned());
    out.set_field_type(match family.kind {
        Kind::Counter => proto::MetricType::COUNTER,
        Kind::Histogram => proto::MetricType::HISTOGRAM,
        Kind::Gauge | Kind::Info | Kind::StateSet => proto::MetricType::GAUGE,
    });
    out.set_metric(family.series.into_iter().flat_map(series).collect());
    out
}

/// A series, or one for each state.
fn series(series: data::Series) -> Vec<proto::Metric> {
    let labels = || series.labels.iter().map(|(name, value)| label(name, value));
    let one = |set: &dyn Fn(&mut proto::Metric)| {
        let mut metric = proto::Metric::from_label(labels().collect());
        set(&mut metric);
        vec![metric]
    };
    let gauge = |value: f64| {
        let mut gauge = proto::Gauge::default();
        gauge.set_value(value);
        gauge
    };
    match &series.value {
        Value::Counter(number) => one(&|metric| {
            let mut counter = proto::Counter::default();
            counter.set_value(number.as_f64());
            metric.set_counter(counter);
        }),
        Value::Gauge(number) => one(&|metric| metric.set_gauge(gauge(number.as_f64()))),
        Value::Info => one(&|metric| metric.set_gauge(gauge(1.0))),
        Value::Histogram(histogram) => one(&|metric| metric.set_histogram(buckets(histogram))),
        Value::States(states) => states
            .iter()
            .map(|state| {
                let own = state.labels.iter().map(|(name, value)| label(name, value));
                let mut metric = proto::Metric::from_label(labels().chain(own).collect());
                metric.set_gauge(gauge(f64::from(u8::from(state.on))));
                metric
            })
            .collect(),
    }
}

fn label(name: &str, value: &str) -> proto::LabelPair {
    let mut pair = proto::LabelPair::default();
    pair.set_name(name.to_owned());
    pair.set_value(value.to_owned());
    pair
}

fn buckets(histogram: &data::Histogram) -> proto::Histogram {
    let mut out = proto::Histogram::default();
    out.set_sample_count(histogram.count);
    out.set_sample_sum(histogram.sum.as_f64());
    // The crate adds the infinite one.
    let finite = histogram.buckets.iter().filter(|bucket| bucket.bound.is_finite());
    let bucket = |bucket: &data::Bucket| {
        let mut out = proto::Bucket::default();
        out.set_upper_bound(bucket.bound);
        out.set_cumulative_count(bucket.count);
        out
    };
    out.set_bucket(finite.map(bucket).collect());
    out
}
