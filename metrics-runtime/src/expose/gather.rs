//! An exposition as plain data.

use std::time::{Duration, UNIX_EPOCH};

use crate::data::{Bucket, Exemplar, Family, Histogram, Native, Series, State, Value};
use crate::desc::Kind;
use crate::exemplar::{Exemplars, Stored};

use super::sink::{Consts, Exposed, Open, Sample, Sink};

type Labels = Vec<(std::borrow::Cow<'static, str>, std::borrow::Cow<'static, str>)>;

/// Makes plain data.
pub(crate) struct GatherSink<'a> {
    out: &'a mut Vec<Family>,
    /// Const labels, then open ones.
    labels: Labels,
    /// How many of these are const.
    group: usize,
    begun: bool,
}

impl<'a> GatherSink<'a> {
    pub(crate) fn new(out: &'a mut Vec<Family>) -> Self {
        GatherSink { out, labels: Labels::new(), group: 0, begun: false }
    }
}

impl Sink for GatherSink<'_> {
    fn family(&mut self, _: &Exposed<'_>) {
        self.begun = false;
    }

    fn group(&mut self, _: &Exposed<'_>, consts: Consts<'_>) {
        self.labels.clear();
        self.labels.extend(consts.pairs.iter().map(|(name, value)| (name.clone().into(), value.clone().into())));
        self.group = self.labels.len();
    }

    fn row(&mut self, exposed: &Exposed<'_>, open: Open<'_>) {
        self.labels.truncate(self.group);
        let pairs = open.pairs(exposed.family.desc).filter(|(name, _)| Some(*name) != exposed.skip);
        self.labels.extend(pairs.map(|(name, value)| (name.into(), value.to_owned().into())));
    }

    fn series(&mut self, exposed: &Exposed<'_>, closed: usize, sample: Sample<'_>, exemplars: Exemplars<'_>) {
        let desc = exposed.family.desc;
        if !std::mem::replace(&mut self.begun, true) {
            self.out.push(Family {
                name: exposed.name.to_owned(),
                help: exposed.help,
                unit: desc.unit,
                kind: desc.kind,
                series: Vec::new(),
            });
        }
        let value = match sample {
            Sample::Number(number) => match desc.kind {
                Kind::Counter => Value::Counter(number.into()),
                Kind::Info => Value::Info,
                _ => Value::Gauge(number.into()),
            },
            Sample::Histogram { buckets: counted, sum } => {
                let mut count = 0_u64;
                let mut counts = exposed.counts(counted);
                let buckets = exposed.bounds().map(|bound| {
                    count = count.wrapping_add(counts.next().unwrap_or_default());
                    Bucket { bound, count }
                });
                let buckets = buckets.collect();
                Value::Histogram(Histogram { buckets, sum: sum.into(), count, native: native(exposed, counted) })
            }
            Sample::States(states) => {
                let label = desc.state.map_or((&[][..], &[][..]), |state| (state.names, state.values));
                let states = label.1.iter().enumerate().map(|(at, texts)| {
                    let labels = label.0.iter().copied().zip(texts.iter().copied()).collect();
                    State { labels, on: states.has(at) }
                });
                Value::States(states.collect())
            }
        };
        let mut labels = self.labels.clone();
        labels.extend(exposed.labels.all(closed).map(|(name, value)| (name.into(), value.into())));
        if let Some(family) = self.out.last_mut() {
            let exemplars = exposed.all_of(exemplars).map(|stored| exemplar(exposed, &stored)).collect();
            family.series.push(Series { labels, value, exemplars });
        }
    }

    fn end(&mut self, _: &Exposed<'_>) {}

    fn finish(self) {}
}

fn native(exposed: &Exposed<'_>, counted: &[u64]) -> Option<Native> {
    let (of, cells) = (exposed.family.desc.native.as_ref()?, exposed.cells()?);
    let mut counts = cells.native(counted);
    let zero_count = counts.next().unwrap_or_default();
    let buckets = (of.lowest..).zip(counts).filter(|(_, count)| *count != 0).collect();
    Some(Native { schema: of.schema, zero_threshold: of.zero_threshold(), zero_count, buckets })
}

fn exemplar(exposed: &Exposed<'_>, stored: &Stored) -> Exemplar {
    let labels = exposed.family.desc.exemplar;
    Exemplar {
        labels: stored.texts.of(labels).map(|(name, value)| (name, value.to_owned())).collect(),
        value: exposed.value_of(stored).into(),
        time: UNIX_EPOCH + Duration::from_millis(stored.millis),
    }
}
