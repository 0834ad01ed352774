//! <https://crates.io/crates/measured>

use std::hint::black_box;

use indexmap::IndexSet;
use measured::label::{LabelValue, LabelVisitor};
use measured::metric::histogram::Thresholds;
use measured::{Counter, CounterVec, FixedCardinalityLabel, Gauge, Histogram, HistogramVec, LabelGroup, MetricGroup};
use measured_prometheus_text::TextEncoder;

use crate::bench::{Bench, Down, Page, Scrape, held, leak, samples, total};
use crate::harness::Candidate;
use crate::input::{Endpoint, Labels, MODELS, Nothing, Request, RequestType, Status, Values, bounds, closed};
use crate::workload::page;

const PEER: &str = "measured";

type Texts = IndexSet<&'static str>;

macro_rules! label_values {
    ($($label:ident $count:literal)*) => {$(
        impl LabelValue for $label {
            fn visit<V: LabelVisitor>(&self, visitor: V) -> V::Output {
                visitor.write_str(self.text())
            }
        }

        impl FixedCardinalityLabel for $label {
            #[inline]
            fn cardinality() -> usize {
                $count
            }

            #[inline]
            fn encode(&self) -> usize {
                *self as usize
            }

            #[inline]
            fn decode(value: usize) -> Self {
                closed(value)
            }
        }
    )*};
}
label_values!(Endpoint 4 RequestType 2 Status 2);

#[derive(Clone, Copy, LabelGroup)]
#[label(set = ClosedSet)]
struct Closed {
    endpoint: Endpoint,
    request_type: RequestType,
    status: Status,
}

impl From<Labels> for Closed {
    #[inline]
    fn from(at: Labels) -> Closed {
        Closed { endpoint: at.endpoint, request_type: at.request_type, status: at.status }
    }
}

/// The open label is interned as it comes.
#[derive(Clone, Copy, LabelGroup)]
#[label(set = OpenSet)]
struct Open<'a> {
    #[label(dynamic_with = lasso::ThreadedRodeo, default)]
    model: &'a str,
    request_type: RequestType,
    status: Status,
}

/// All values of the open label are given at the start.
#[derive(Clone, Copy, LabelGroup)]
#[label(set = KnownSet)]
struct Known<'a> {
    #[label(fixed_with = lasso::RodeoReader)]
    model: &'a str,
    request_type: RequestType,
    status: Status,
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = PageSet)]
struct OfPage {
    #[label(fixed_with = Texts)]
    endpoint: &'static str,
    #[label(fixed_with = Texts)]
    request_type: &'static str,
    #[label(fixed_with = Texts)]
    model: &'static str,
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = RouteSet)]
struct Route {
    #[label(fixed_with = Texts)]
    route: &'static str,
}

/// What is recorded, to be read back.
#[derive(MetricGroup)]
#[metric(new(known: CounterVec<KnownSet>, seconds: Histogram<20>))]
struct Recorded {
    /// Requests
    #[metric(init = CounterVec::dense())]
    dense_total: CounterVec<ClosedSet>,
    /// Requests
    #[metric(init = CounterVec::sparse())]
    sparse_total: CounterVec<ClosedSet>,
    /// Requests
    #[metric(init = CounterVec::with_label_set(OpenSet::new()))]
    open_total: CounterVec<OpenSet>,
    /// Requests
    #[metric(init = known)]
    known_total: CounterVec<KnownSet>,
    /// Requests
    #[metric(init = Counter::default())]
    plain_total: Counter,
    /// Durations
    #[metric(init = seconds)]
    seconds: Histogram<20>,
    /// In flight
    #[metric(init = Gauge::default())]
    in_flight: Gauge,
}

#[derive(MetricGroup)]
#[metric(new(counters: CounterVec<PageSet>))]
struct CountersPage {
    /// Requests
    #[metric(init = counters)]
    requests_total: CounterVec<PageSet>,
}

#[derive(MetricGroup)]
#[metric(new(histograms: HistogramVec<RouteSet, 20>))]
struct HistogramsPage {
    /// Latency
    #[metric(init = histograms)]
    latency_seconds: HistogramVec<RouteSet, 20>,
}

pub(crate) fn add(bench: &mut Bench) {
    let mut models = lasso::Rodeo::new();
    for model in MODELS {
        models.get_or_intern(model);
    }
    let known = CounterVec::with_label_set(KnownSet::new(models.into_reader()));
    let seconds = Histogram::with_metadata(Thresholds::with_buckets(bounds()));
    let all = leak(Recorded::new(known, seconds));
    let read = |name| move || total(&text(all), name);

    let call = |at: Labels| all.dense_total.inc(at.into());
    bench.counter.push(Candidate::new(PEER, "`CounterVec`, dense", Labels::all, call, read("dense_total")));
    let call = |at: Labels| all.sparse_total.inc(at.into());
    bench.counter.push(Candidate::new(PEER, "`CounterVec`, sparse", Labels::all, call, read("sparse_total")));
    let call = |_| all.plain_total.inc();
    bench.counter.push(Candidate::new(PEER, "`Counter`, no labels", Labels::all, call, read("plain_total")));

    let call = |at: Request| {
        all.open_total.inc(Open { model: at.model, request_type: at.request_type, status: at.status });
    };
    bench.open_label.push(Candidate::new(PEER, "interned by `lasso`", Request::all, call, read("open_total")));
    let call = |at: Request| {
        all.known_total.inc(Known { model: at.model, request_type: at.request_type, status: at.status });
    };
    let name = "values given at the start, dense";
    bench.open_label.push(Candidate::new(PEER, name, Request::all, call, read("known_total")));

    let call = |at| all.seconds.observe(at);
    bench.histogram.push(Candidate::new(PEER, "`Histogram<20>`, `f64`", Values::seconds, call, read("seconds_count")));
    let guard = || Down::after(|| all.in_flight.inc(), || all.in_flight.dec());
    let value = || samples(&text(all), "in_flight").map_or(-1, |(_, sum)| sum as i64);
    let read = move || held(guard, value);
    bench.guard.push(Candidate::new(PEER, "`Gauge`", Nothing::all, move |()| drop(black_box(guard())), read));

    for (dense, call) in [(true, "`TextEncoder`, dense"), (false, "`TextEncoder`, sparse")] {
        bench.counters_page.push(Page::new(PEER, call, "requests_total", move || counters_page(dense)));
    }
    bench.histograms_page.push(Page::new(PEER, "`TextEncoder`, dense", "latency_seconds", histograms_page));
}

fn write(group: &impl for<'a> MetricGroup<TextEncoder<&'a mut Vec<u8>>>, text: &mut Vec<u8>) {
    let mut encoder = TextEncoder::from_writer(text);
    group.collect_group_into(&mut encoder).expect("memory takes all text");
    encoder.flush().expect("memory takes all text");
}

fn text(all: &Recorded) -> String {
    let mut text = Vec::new();
    write(all, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

fn scrape_of(group: impl for<'a> MetricGroup<TextEncoder<&'a mut Vec<u8>>> + 'static) -> Scrape {
    let mut text = Vec::new();
    Box::new(move |show| {
        text.clear();
        write(&group, &mut text);
        show(&text);
    })
}

fn texts(texts: &[&'static str]) -> Texts {
    texts.iter().copied().collect()
}

fn counters_page(dense: bool) -> Scrape {
    let all = page::labels();
    let set = PageSet::new(texts(&all.endpoints), texts(&all.request_types), texts(&all.models));
    let counters = if dense { CounterVec::dense_with_label_set(set) } else { CounterVec::sparse_with_label_set(set) };
    let group = CountersPage::new(counters);
    page::counters().for_each(|at| {
        let [endpoint, request_type, model] = at.texts();
        group.requests_total.inc_by(OfPage { endpoint, request_type, model }, at.value);
    });
    scrape_of(group)
}

fn histograms_page() -> Scrape {
    let set = RouteSet::new(texts(&page::labels().routes));
    let thresholds = Thresholds::with_buckets(bounds());
    let group = HistogramsPage::new(HistogramVec::with_label_set_and_metadata(set, thresholds));
    for (route, values) in page::histograms() {
        values.for_each(|value| group.latency_seconds.observe(Route { route }, value.as_secs_f64()));
    }
    scrape_of(group)
}
