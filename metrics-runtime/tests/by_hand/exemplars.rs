//! Exemplars and native buckets beside threads, scrapes and series that come and go.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use metricspec::data::{Histogram, Number, Series, Value};
use metricspec::{Format, Registry};

use crate::demo::labels::Version;
use crate::small::{Const, single};

/// A label of exemplars.
struct TraceId<T>(T);

impl<T: std::fmt::Display> metricspec::exemplar::Label for TraceId<T> {
    type Of = TraceId<()>;
    fn value(&self) -> &dyn std::fmt::Display {
        &self.0
    }
}

single!(
    sizes,
    1,
    Metric {
        open: &[Version::DESC],
        buckets: Some(Buckets { bounds: &[3.0, 100.0, 5000.0], log: None, env: &[], kept: &[] }),
        native: Some(Native { schema: 2, lowest: 0, count: 50 }),
        exemplar: &["trace_id"],
        ..Metric::new("sizes", Name::Whole("sizes"), Kind::Histogram, "h", "t:1:1")
    },
    (Version<'static>,),
    (),
    kind::Histogram<u64, (super::TraceId<()>,)>
);

single!(
    calls,
    1,
    Metric {
        open: &[Version::DESC],
        exemplar: &["trace_id"],
        ..Metric::new("calls_total", Name::Whole("calls_total"), Kind::Counter, "h", "t:1:1")
    },
    (Version<'static>,),
    (),
    kind::Counter<u64, (super::TraceId<()>,)>
);

fn only(registry: &Registry) -> Option<(Series, Histogram)> {
    let series = registry.gather().pop()?.series.pop()?;
    match series.value.clone() {
        Value::Histogram(histogram) => Some((series, histogram)),
        _ => None,
    }
}

#[test]
fn no_scrape_sees_half_a_record() {
    let (recorder, registry) = (sizes::Recorder::default(), Registry::new());
    registry.register(&recorder, Const("", &[])).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4_u64)
            .map(|thread| {
                let sizes = recorder.metric.bind(Version("1"));
                scope.spawn(move || {
                    for n in 0..20_000 {
                        let value = (n * 7 + thread) % 8000;
                        // Long enough that a torn one would not read as one number.
                        sizes.observe_with(value, TraceId(format_args!("{value:0100}")));
                    }
                })
            })
            .collect();
        let done = &done;
        scope.spawn(move || {
            writers.into_iter().for_each(|writer| writer.join().unwrap());
            done.store(true, Ordering::Relaxed);
        });
        let mut last = 0;
        while !done.load(Ordering::Relaxed) {
            let Some((series, histogram)) = only(&registry) else { continue };
            let native = histogram.native.expect("it is declared");
            let count = native.zero_count + native.buckets.iter().map(|(_, count)| count).sum::<u64>();
            assert_eq!(count, histogram.count);
            assert!(count >= last);
            last = count;
            for exemplar in series.exemplars {
                let [(name, trace)] = exemplar.labels.as_slice() else { panic!("{exemplar:?}") };
                let Number::U64(value) = exemplar.value else { panic!("{exemplar:?}") };
                assert_eq!((*name, trace.parse()), ("trace_id", Ok(value)));
            }
        }
    });
    let (series, histogram) = only(&registry).unwrap();
    assert_eq!(histogram.count, 80_000);
    let buckets: Vec<usize> = series
        .exemplars
        .iter()
        .map(|exemplar| histogram.buckets.iter().position(|bucket| exemplar.value.as_f64() <= bucket.bound).unwrap())
        .collect();
    assert_eq!(buckets, [0, 1, 2, 3]);
}

#[test]
fn a_series_that_comes_again_has_no_exemplar_of_the_one_before() {
    let (recorder, registry) = (calls::Recorder::default(), Registry::new());
    registry.register(&recorder, Const("", &[])).unwrap();
    let text = || String::from_utf8(registry.encode(Format::OpenMetrics)).unwrap();
    let start = Instant::now();
    // Places are used again after a while.
    for round in (0..).take_while(|_| start.elapsed() < Duration::from_millis(700)) {
        std::thread::sleep(Duration::from_millis(5));
        let name = format!("{}", round % 7);
        recorder.metric.with(Version(&name)).inc_with(TraceId("4bf92f35"));
        assert_eq!(text().matches("4bf92f35").count(), 1, "{}", text());
        recorder.metric.remove(Version(&name));
        recorder.metric.with(Version(&name)).inc();
        assert!(!text().contains("4bf92f35") && text().contains("calls_total{"), "{}", text());
        recorder.metric.remove(Version(&name));
    }
}
