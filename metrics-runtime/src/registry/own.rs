//! The metrics that the run time has itself: what it could not record as it was given, and what scrapes cost.

use std::sync::Arc;
use std::time::Duration;

use crate::desc::{self, Kind, Name};
use crate::expose::Format;
use crate::kind::{CallbackCounter, CallbackGauge};
use crate::label::{Closed, Open, Text};
use crate::metric::{Metric, Metrics, Schema, Visitor};

use super::{RegisterError, Registered, Registry};

enum Own {}

impl Schema for Own {
    const DESC: &'static desc::Schema = &desc::Schema {
        name: "metricspec",
        path: "metricspec",
        fingerprint: 1,
        prefix: desc::Prefix { default: Some("metricspec"), env: &[] },
        const_labels: &[],
        metrics: &[
            desc::Metric {
                open: &[OfMetric::DESC, OfLabel::DESC],
                closed: &[Fate::DESC],
                ..metric(
                    "label_overflows_total",
                    Kind::Counter,
                    "Records with a value beyond the bound of a label, by what became of them",
                )
            },
            desc::Metric { closed: &[OfFormat::DESC], ..metric("scrapes_total", Kind::Counter, "Scrapes, by format") },
            desc::Metric {
                closed: &[OfFormat::DESC],
                unit: Some("bytes"),
                ..metric(
                    "scrape_size_bytes",
                    Kind::Gauge,
                    "Size of the last exposition, by format, before it is compressed",
                )
            },
            desc::Metric {
                unit: Some("seconds"),
                nanos_per_unit: 1_000_000_000,
                ..metric("scrape_duration_seconds", Kind::Gauge, "Time that the last scrape took, callbacks included")
            },
            desc::Metric {
                unit: Some("seconds"),
                nanos_per_unit: 1_000_000_000,
                ..metric("scraping_seconds_total", Kind::Counter, "Time that all scrapes took, callbacks included")
            },
        ],
    };
}

const fn metric(key: &'static str, kind: Kind, help: &'static str) -> desc::Metric {
    desc::Metric::new(key, Name::Prefixed(key), kind, help, "metricspec itself")
}

/// A free label that holds a text.
macro_rules! text_label {
    ($label:ident $name:literal) => {
        struct $label<'a>(&'a str);

        impl Open for $label<'static> {
            type Arg<'a> = $label<'a>;
            const DESC: &'static desc::OpenLabel =
                &desc::OpenLabel { name: $name, known: &[], max_values: None, optional: false };
            fn text<'b>(arg: &'b $label<'_>, _: &'b mut Text) -> &'b str {
                arg.0
            }
            fn from_text(text: &str) -> Option<$label<'_>> {
                Some($label(text))
            }
        }
    };
}

text_label!(OfMetric "metric");
text_label!(OfLabel "label");

#[derive(Clone, Copy)]
enum Fate {
    Other,
    Dropped,
}

impl Closed for Fate {
    const DESC: &'static desc::ClosedLabel =
        &desc::ClosedLabel { names: &["fate"], values: &[&["other"], &["dropped"]] };
    fn index(self) -> usize {
        self as usize
    }
    fn from_index(index: usize) -> Option<Self> {
        [Self::Other, Self::Dropped].get(index).copied()
    }
}

#[derive(Clone, Copy)]
struct OfFormat(Format);

impl OfFormat {
    const ALL: [Format; 3] = [Format::Text, Format::OpenMetrics, Format::Protobuf];
}

impl Closed for OfFormat {
    const DESC: &'static desc::ClosedLabel =
        &desc::ClosedLabel { names: &["format"], values: &[&["text"], &["openmetrics"], &["protobuf"]] };
    fn index(self) -> usize {
        self.0 as usize
    }
    fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied().map(OfFormat)
    }
}

struct Overflows(Metric<Own, 0, (OfMetric<'static>, OfLabel<'static>), (Fate,), CallbackCounter<u64>>);

impl Metrics for Overflows {
    const SCHEMA: &'static desc::Schema = Own::DESC;
    type ConstLabels<'a> = ();
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.metric(&self.0);
    }
}

#[derive(Default)]
struct Scrapes {
    count: Metric<Own, 1, (), (OfFormat,), CallbackCounter<u64>>,
    size: Metric<Own, 2, (), (OfFormat,), CallbackGauge<u64>>,
    last: Metric<Own, 3, (), (), CallbackGauge<Duration>>,
    all: Metric<Own, 4, (), (), CallbackCounter<Duration>>,
}

impl Metrics for Scrapes {
    const SCHEMA: &'static desc::Schema = Own::DESC;
    type ConstLabels<'a> = ();
    fn visit(&self, visitor: &mut Visitor<'_>) {
        visitor.metric(&self.count);
        visitor.metric(&self.size);
        visitor.metric(&self.last);
        visitor.metric(&self.all);
    }
}

impl Registry {
    /// Exposes what [`overflows`](Registry::overflows) tells, as the counter `metricspec_label_overflows_total` with the
    /// labels `metric`, `label` and `fate`: `other` for records that ended in `__other__`, `dropped` for those that ended
    /// nowhere. It is absent while there are none. An error if it is exposed already.
    pub fn expose_overflows(&self) -> Result<Registered, RegisterError> {
        let own = Overflows(Metric::new());
        // Not the registry itself, which holds the recorder: neither would ever be freed.
        let registry = Arc::downgrade(&self.inner);
        own.0.on_scrape(move |out| {
            let Some(inner) = registry.upgrade() else { return };
            for each in inner.overflows() {
                for (fate, count) in [(Fate::Other, each.other), (Fate::Dropped, each.refused)] {
                    if count > 0 {
                        out.set(OfMetric(&each.metric), OfLabel(each.label), fate, count);
                    }
                }
            }
        });
        self.register(&own, ())
    }

    /// Exposes what scrapes of this registry cost: the counter `metricspec_scrapes_total` and the gauge
    /// `metricspec_scrape_size_bytes`, of the last exposition, by `format` (`text`, `openmetrics`, `protobuf`); the gauge
    /// `metricspec_scrape_duration_seconds`, of the last scrape, and the counter `metricspec_scraping_seconds_total`. A
    /// format that nobody has asked for is absent. All are of scrapes that have ended, so the one that shows them is not
    /// among them; whatever calls [`encode_to`](Registry::encode_to), [`encode`](Registry::encode) or
    /// [`text`](Registry::text) is a scrape. An error if they are exposed already.
    pub fn expose_scrapes(&self) -> Result<Registered, RegisterError> {
        let own = Scrapes::default();
        // Not the registry itself, as above.
        let stats = Arc::clone(&self.inner.stats);
        own.count.on_scrape(move |out| {
            for format in OfFormat::ALL {
                match stats.of(format).scrapes() {
                    0 => {}
                    count => out.set(OfFormat(format), count),
                }
            }
        });
        let stats = Arc::clone(&self.inner.stats);
        own.size.on_scrape(move |out| {
            for format in OfFormat::ALL.into_iter().filter(|format| stats.of(*format).scrapes() > 0) {
                out.set(OfFormat(format), stats.of(format).bytes() as u64);
            }
        });
        let stats = Arc::clone(&self.inner.stats);
        own.last.on_scrape(move |out| out.set(stats.last()));
        let stats = Arc::clone(&self.inner.stats);
        own.all.on_scrape(move |out| out.set(stats.all()));
        self.register(&own, ())
    }
}
