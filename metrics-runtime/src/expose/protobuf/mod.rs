//! Prometheus' protobuf format: messages `io.prometheus.client.MetricFamily`, each after its length.
//!
//! Field numbers are those of `io/prometheus/client/metrics.proto` in Prometheus' client_model. Lengths stand before what
//! they measure, so that labels and histograms are put together first; a family is moved to its length's end.

mod exemplar;
mod native;

use crate::desc::Kind;
use crate::exemplar::Exemplars;
use crate::storage::Number;

use super::head::unit_in_name;
use super::sink::{Consts, Exposed, Open, Sample, Sink};

/// Memory that is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    labels: Vec<u8>,
    histogram: Vec<u8>,
    exemplar: Vec<u8>,
}

/// Writes the protobuf format.
pub(crate) struct ProtobufSink<'a> {
    out: &'a mut Vec<u8>,
    /// Labels of a series, as fields. Their beginning is kept from one to the next.
    labels: &'a mut Vec<u8>,
    histogram: &'a mut Vec<u8>,
    exemplar: &'a mut Vec<u8>,
    /// What the const labels and the open ones take of them.
    group: usize,
    row: usize,
    /// Where the family begins, before the room for its length; `None` before its first series.
    family: Option<usize>,
}

impl<'a> ProtobufSink<'a> {
    pub(crate) fn new(scratch: &'a mut Scratch, out: &'a mut Vec<u8>) -> Self {
        let Scratch { labels, histogram, exemplar } = scratch;
        ProtobufSink { out, labels, histogram, exemplar, group: 0, row: 0, family: None }
    }

    fn begin(&mut self, exposed: &Exposed<'_>) {
        self.family = Some(self.out.len());
        self.out.extend_from_slice(&[0; MAX_VARINT]);
        text(self.out, family::NAME, exposed.name);
        text(self.out, family::HELP, exposed.help);
        field(self.out, family::TYPE, VARINT);
        varint(
            self.out,
            match exposed.family.desc.kind {
                Kind::Counter => 0,
                Kind::Gauge | Kind::Info | Kind::StateSet => 1,
                Kind::Histogram => 4,
            },
        );
    }

    /// Writes a series with the labels as they are now: its value is a message.
    fn metric(&mut self, kind: u32, value: Message<'_>) {
        let body = match &value {
            Message::Number(_) => NUMBER,
            Message::Bytes(bytes) => bytes.len(),
        };
        field(self.out, family::METRIC, LEN);
        varint(self.out, (self.labels.len() + 1 + varint_len(body as u64) + body) as u64);
        self.out.extend_from_slice(self.labels);
        field(self.out, kind, LEN);
        varint(self.out, body as u64);
        match value {
            Message::Number(number) => double(self.out, 1, number),
            Message::Bytes(bytes) => self.out.extend_from_slice(bytes),
        }
    }

    fn counter(&mut self, exposed: &Exposed<'_>, number: Number, exemplars: Exemplars<'_>) {
        let Some(stored) = exemplars.get(0) else {
            return self.metric(metric::COUNTER, Message::Number(number.as_f64()));
        };
        let mut body = std::mem::take(self.histogram);
        body.clear();
        double(&mut body, 1, number.as_f64());
        let value = exposed.value_of(&stored);
        exemplar::exemplar(&mut body, counter::EXEMPLAR, exposed.family.desc.exemplar, &stored, value, self.exemplar);
        self.metric(metric::COUNTER, Message::Bytes(&body));
        *self.histogram = body;
    }

    fn histogram(&mut self, exposed: &Exposed<'_>, buckets: &[u64], sum: Number, exemplars: Exemplars<'_>) {
        let mut body = std::mem::take(self.histogram);
        body.clear();
        field(&mut body, histogram::COUNT, VARINT);
        varint(&mut body, buckets.iter().copied().fold(0, u64::wrapping_add));
        double(&mut body, histogram::SUM, sum.as_f64());
        let mut count = 0_u64;
        let mut own = exposed.counts(buckets);
        for (at, bound) in exposed.bounds().enumerate() {
            count = count.wrapping_add(own.next().unwrap_or_default());
            let begin = body.len();
            field(&mut body, bucket::COUNT, VARINT);
            varint(&mut body, count);
            double(&mut body, bucket::BOUND, bound);
            if let Some(stored) = exposed.of_bucket(exemplars, at) {
                let (names, value) = (exposed.family.desc.exemplar, exposed.value_of(&stored));
                exemplar::exemplar(&mut body, bucket::EXEMPLAR, names, &stored, value, self.exemplar);
            }
            enclose(&mut body, begin, histogram::BUCKET);
        }
        if let (Some(native), Some(cells)) = (&exposed.family.desc.native, exposed.cells()) {
            native::native(&mut body, native, cells.native(buckets));
            for stored in exposed.all_of(exemplars) {
                let (names, value) = (exposed.family.desc.exemplar, exposed.value_of(&stored));
                exemplar::exemplar(&mut body, histogram::EXEMPLARS, names, &stored, value, self.exemplar);
            }
        }
        self.metric(metric::HISTOGRAM, Message::Bytes(&body));
        *self.histogram = body;
    }
}

/// The value of a series.
enum Message<'a> {
    /// A counter or a gauge: field 1 is the number.
    Number(f64),
    Bytes(&'a [u8]),
}

impl Sink for ProtobufSink<'_> {
    fn family(&mut self, _: &Exposed<'_>) {
        self.family = None;
    }

    fn group(&mut self, _: &Exposed<'_>, consts: Consts<'_>) {
        self.labels.clear();
        consts.pairs.iter().for_each(|(name, value)| label(self.labels, name, value));
        self.group = self.labels.len();
    }

    fn row(&mut self, exposed: &Exposed<'_>, open: Open<'_>) {
        self.labels.truncate(self.group);
        for (name, value) in open.pairs(exposed.family.desc).filter(|(name, _)| Some(*name) != exposed.skip) {
            label(self.labels, name, value);
        }
        self.row = self.labels.len();
    }

    fn series(&mut self, exposed: &Exposed<'_>, closed: usize, sample: Sample<'_>, exemplars: Exemplars<'_>) {
        if self.family.is_none() {
            self.begin(exposed);
        }
        self.labels.truncate(self.row);
        exposed.labels.all(closed).for_each(|(name, value)| label(self.labels, name, value));
        match sample {
            Sample::Number(number) => match exposed.family.desc.kind {
                Kind::Counter => self.counter(exposed, number, exemplars),
                _ => self.metric(metric::GAUGE, Message::Number(number.as_f64())),
            },
            Sample::Histogram { buckets, sum } => self.histogram(exposed, buckets, sum, exemplars),
            Sample::States(states) => {
                let Some(state) = exposed.family.desc.state else { return };
                let before = self.labels.len();
                for (at, texts) in state.values.iter().enumerate() {
                    self.labels.truncate(before);
                    state.names.iter().zip(*texts).for_each(|(name, value)| label(self.labels, name, value));
                    self.metric(metric::GAUGE, Message::Number(f64::from(u8::from(states.has(at)))));
                }
            }
        }
    }

    fn end(&mut self, exposed: &Exposed<'_>) {
        let Some(start) = self.family.take() else { return };
        if let Some(unit) = unit_in_name(exposed.family.desc, exposed.name) {
            text(self.out, family::UNIT, unit);
        }
        let body = start + MAX_VARINT;
        // Nobody reads the labels any more.
        let length = &mut *self.labels;
        length.clear();
        varint(length, (self.out.len() - body) as u64);
        self.out.copy_within(body.., start + length.len());
        self.out.truncate(self.out.len() - MAX_VARINT + length.len());
        if let Some(room) = self.out.get_mut(start..start + length.len()) {
            room.copy_from_slice(length);
        }
    }

    fn finish(self) {}
}

mod family {
    pub(super) const NAME: u32 = 1;
    pub(super) const HELP: u32 = 2;
    pub(super) const TYPE: u32 = 3;
    pub(super) const METRIC: u32 = 4;
    pub(super) const UNIT: u32 = 5;
}

mod metric {
    pub(super) const LABEL: u32 = 1;
    pub(super) const GAUGE: u32 = 2;
    pub(super) const COUNTER: u32 = 3;
    pub(super) const HISTOGRAM: u32 = 7;
}

mod counter {
    pub(super) const EXEMPLAR: u32 = 2;
}

mod histogram {
    pub(super) const COUNT: u32 = 1;
    pub(super) const SUM: u32 = 2;
    pub(super) const BUCKET: u32 = 3;
    pub(super) const EXEMPLARS: u32 = 16;
}

mod bucket {
    pub(super) const COUNT: u32 = 1;
    pub(super) const BOUND: u32 = 2;
    pub(super) const EXEMPLAR: u32 = 3;
}

/// Wire types.
const VARINT: u32 = 0;
const DOUBLE: u32 = 1;
const LEN: u32 = 2;

/// Most bytes of a number of variable length.
const MAX_VARINT: usize = 10;
/// Bytes of a field that is a double.
const NUMBER: usize = 9;

fn field(out: &mut Vec<u8>, number: u32, wire_type: u32) {
    varint(out, u64::from(number << 3 | wire_type));
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Makes a field of what was appended since `begin`.
fn enclose(out: &mut Vec<u8>, begin: usize, number: u32) {
    let len = (out.len() - begin) as u64;
    field(out, number, LEN);
    varint(out, len);
    let head = out.len() - begin - len as usize;
    if let Some(all) = out.get_mut(begin..) {
        all.rotate_right(head);
    }
}

fn varint_len(value: u64) -> usize {
    (64 - (value | 1).leading_zeros() as usize).div_ceil(7)
}

fn double(out: &mut Vec<u8>, number: u32, value: f64) {
    field(out, number, DOUBLE);
    out.extend_from_slice(&value.to_le_bytes());
}

fn text(out: &mut Vec<u8>, number: u32, text: &str) {
    field(out, number, LEN);
    varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn label(out: &mut Vec<u8>, name: &str, value: &str) {
    let len = |text: &str| 1 + varint_len(text.len() as u64) + text.len();
    field(out, metric::LABEL, LEN);
    varint(out, (len(name) + len(value)) as u64);
    text(out, 1, name);
    text(out, 2, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_varints() {
        for shift in 0..64 {
            for value in [(1_u64 << shift) - 1, 1 << shift, u64::MAX] {
                let mut out = Vec::new();
                varint(&mut out, value);
                assert_eq!(out.len(), varint_len(value), "{value}");
                let read = out.iter().rev().fold(0_u64, |read, byte| read << 7 | u64::from(byte & 0x7f));
                assert_eq!(read, value);
            }
        }
    }
}
