//! Recording into a series that exists allocates nothing, and a scrape nothing for a series.
#![allow(missing_docs, unsafe_code)] // an allocator is unsafe by nature

#[path = "by_hand/demo.rs"]
mod demo;
#[path = "by_hand/small.rs"]
mod small;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use demo::Recorders;
use demo::labels::{Adapter, DpRank, Endpoint, ErrorType, Model, Outcome, Phase, Version, WorkerId};
use metricspec::label::Closed;
use metricspec::{Format, Metrics, Registry, desc};
use small::{Const, single};

/// Counts what the current thread allocates.
struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One test at a time: new series of another one are more cells to add up, for which a scrape needs more memory.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every kind of record into series that exist from the second call on.
fn record(demo: &Recorders, model: &str) {
    demo.requests_total.with(Model(model), Endpoint::Chat, Outcome::Error(ErrorType::Internal)).inc();
    demo.requests_total.bind(Model(model)).with(Endpoint::Embeddings, Outcome::Success).add(2);
    // The third value of a label with two places.
    for model in ["a", "b", "c"] {
        demo.active_requests.with(Model(model)).inc();
    }
    drop(demo.active_requests.with(Model("a")).guard());
    demo.duration_seconds.with(Endpoint::Chat).observe(Duration::from_millis(3));
    drop(demo.duration_seconds.with(Endpoint::Chat).timer());
    demo.input_tokens.with(Adapter(None)).observe_n(3, 4);
    demo.worker_blocks.with(WorkerId(u64::MAX), DpRank::Value(u64::MAX)).set(1);
    demo.admissions_total.with(true).advance_to(1);
    demo.worker_phase.with(WorkerId(1)).set(Phase::Ready);
    demo.busy_seconds_total.add(Duration::from_secs(1));
    demo.disconnected_clients.dec();
    demo.request(Model("m"), Endpoint::Chat).finish(Outcome::Success);
    drop(demo.request(Model("m"), Endpoint::Chat));
}

#[test]
fn no_record_into_a_series_that_exists_allocates() {
    let _alone = alone();
    let demo = Recorders::new();
    record(&demo, "m");
    let before = COUNT.with(Cell::get);
    for _ in 0..10 {
        record(&demo, "m");
    }
    assert_eq!(COUNT.with(Cell::get) - before, 0);
    // The count does count.
    demo.requests_total.with(Model("new"), Endpoint::Chat, Outcome::Success).inc();
    assert!(COUNT.with(Cell::get) > before);
}

#[test]
fn neither_exemplars_nor_buffers_allocate() {
    let _alone = alone();
    let (counter, histogram) = (traced::Recorder::default(), native::Recorder::default());
    let record = |histogram: &native::Recorder, trace: u64| {
        counter.metric.with(Version("1")).inc_with(TraceId(trace));
        histogram.metric.with(Version("1")).observe_with(Duration::from_millis(trace), TraceId("4bf92f35"));
        // What is too long is told once.
        histogram.metric.with(Version("1")).observe_with(Duration::ZERO, TraceId(format_args!("{trace:0999}")));
    };
    record(&histogram, 0);
    let mut local = histogram.metric.with(Version("1")).local(100);
    let before = COUNT.with(Cell::get);
    for trace in 0..1000 {
        record(&histogram, trace);
        local.observe(Duration::from_millis(trace));
    }
    assert_eq!(COUNT.with(Cell::get) - before, 0);
    assert_eq!(histogram.metric.with(Version("1")).count(), 3002);
}

/// A closed label of many values.
#[derive(Clone, Copy)]
struct Wide<const N: usize>(usize);

impl<const N: usize> Closed for Wide<N> {
    const DESC: &'static desc::ClosedLabel = &desc::ClosedLabel { names: &["wide"], values: &[&["v"] as &[&str]; N] };
    fn index(self) -> usize {
        self.0
    }
    fn from_index(index: usize) -> Option<Self> {
        Some(Wide(index))
    }
}

macro_rules! of_version {
    ($module:ident, $kind:ident, $type:ty $(, $field:ident: $value:expr)*) => {
        single!(
            $module,
            1,
            Metric {
                open: &[Version::DESC],
                $($field: $value,)*
                ..Metric::new(stringify!($module), Name::Whole(stringify!($module)), Kind::$kind, "h", "t:1:1")
            },
            (Version<'static>,),
            (),
            $type
        );
    };
}
of_version!(counter, Counter, kind::Counter<u64>);
of_version!(float, Counter, kind::Counter<f64>);
of_version!(gauge, Gauge, kind::Gauge<i64>);
of_version!(level, Gauge, kind::UpDown<i64>);
of_version!(
    histogram,
    Histogram,
    kind::Histogram<std::time::Duration>,
    nanos_per_unit: 1_000_000_000,
    buckets: Some(Buckets { bounds: &[0.1, 1.0, 10.0], log: None, env: &[], kept: &[] })
);
of_version!(stateset, StateSet, kind::StateSet<Phase>, state: Some(Phase::DESC));
of_version!(snapshot, Gauge, kind::Snapshot<f64>);
of_version!(callback, Counter, kind::CallbackCounter<u64>);
of_version!(named, Gauge, kind::Gauge<u64>, name: Name::Template { before: "named_", label: "version", after: "" });

of_version!(
    traced,
    Counter,
    kind::Counter<u64, (crate::TraceId<()>,)>,
    name: Name::Whole("traced_total"),
    exemplar: &["trace_id"]
);
of_version!(
    native,
    Histogram,
    kind::Histogram<std::time::Duration, (crate::TraceId<()>,)>,
    nanos_per_unit: 1_000_000_000,
    buckets: Some(Buckets { bounds: &[0.1, 1.0, 10.0], log: None, env: &[], kept: &[] }),
    native: Some(Native { schema: 3, lowest: -79, count: 152 }),
    exemplar: &["trace_id"]
);

/// A label of exemplars.
struct TraceId<T>(T);

impl<T: std::fmt::Display> metricspec::exemplar::Label for TraceId<T> {
    type Of = TraceId<()>;
    fn value(&self) -> &dyn std::fmt::Display {
        &self.0
    }
}

macro_rules! of_wide {
    ($module:ident, $count:literal) => {
        single!(
            $module,
            1,
            Metric {
                closed: &[Cached::DESC, crate::Wide::<$count>::DESC],
                ..Metric::new("wide", Name::Whole("wide"), Kind::Counter, "h", "t:1:1")
            },
            (),
            (Cached, crate::Wide<$count>),
            kind::Counter<u64>
        );
    };
}
of_wide!(wide, 100);
of_wide!(wider, 1000);

/// Allocations of a scrape in each format, once there is memory that is used again. `record` is called for so many values
/// of a label.
fn scrapes<R>(count: usize, record: impl Fn(&R, &[String])) -> [usize; 3]
where
    R: Default + for<'a> Metrics<ConstLabels<'a> = Const<'a>>,
{
    let (registry, recorder) = (Registry::with_env([("", ""); 0]), R::default());
    registry.register(&recorder, Const("", &[])).unwrap();
    let values: Vec<String> = (0..count).map(|value| format!("value_{value}")).collect();
    record(&recorder, &values);
    [Format::Text, Format::OpenMetrics, Format::Protobuf].map(|format| {
        let mut out = Vec::new();
        let mut count = 0;
        for _ in 0..3 {
            out.clear();
            let before = COUNT.with(Cell::get);
            registry.encode_to(&mut out, format);
            count = COUNT.with(Cell::get) - before;
        }
        assert!(out.len() > values.len() * 20, "{}", String::from_utf8_lossy(&out));
        count
    })
}

#[test]
fn no_scrape_allocates_for_a_series() {
    let _alone = alone();
    macro_rules! same {
        ($($kind:ident $record:expr;)*) => {$(
            let [few, many] = [20, 2000].map(|count| scrapes::<$kind::Recorder>(count, $record));
            assert_eq!(few, many, stringify!($kind));
            assert!(few.iter().all(|count| *count < 20), "{few:?}");
        )*};
    }
    same! {
        counter |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).inc());
        float |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).add(0.1 + 0.2));
        gauge |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).set(-1));
        level |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).add(i64::MAX));
        histogram |of, values| {
            values.iter().for_each(|value| of.metric.with(Version(value)).observe(Duration::from_micros(3)));
        };
        traced |of, values| {
            values.iter().for_each(|value| of.metric.with(Version(value)).inc_with(TraceId(value)));
        };
        native |of, values| values.iter().for_each(|value| {
            let bound = of.metric.bind(Version(value));
            for millis in [0, 3, 70, 5000, 20_000] {
                bound.observe_with(Duration::from_millis(millis), TraceId(value));
            }
        });
        stateset |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).set(Phase::Ready));
        snapshot |of, values| {
            of.metric.replace(|now| values.iter().for_each(|value| now.set(Version(value), 1e-9)));
        };
        callback |of, values| {
            let values = values.to_vec();
            of.metric.on_scrape(move |now| values.iter().for_each(|value| now.set(Version(value), 1)));
        };
        named |of, values| values.iter().for_each(|value| of.metric.with(Version(value)).set(1));
    }
    let one = scrapes::<wide::Recorder>(1, |of, _| (0..100).for_each(|at| of.metric.with(true, Wide(at)).inc()));
    let two = scrapes::<wider::Recorder>(1, |of, _| (0..1000).for_each(|at| of.metric.with(true, Wide(at)).inc()));
    assert_eq!(one, two);
}

#[test]
fn instances_that_add_up_cost_no_allocations_of_their_series() {
    let _alone = alone();
    let count = |values: usize| {
        let registry = Registry::with_env([("", ""); 0]);
        let all: [histogram::Recorder; 3] = Default::default();
        for recorder in &all {
            registry.register_summed(recorder, Const("", &[])).unwrap();
            for value in 0..values {
                recorder.metric.with(Version(&value.to_string())).observe(Duration::from_secs(1));
            }
        }
        let mut out = Vec::new();
        let mut count = 0;
        for _ in 0..3 {
            out.clear();
            let before = COUNT.with(Cell::get);
            registry.encode_to(&mut out, Format::Text);
            count = COUNT.with(Cell::get) - before;
        }
        count
    };
    assert_eq!(count(20), count(2000));
}
