//! The text formats.

use crate::desc::{self, Kind};
use crate::exemplar::{Exemplars, Stored};
use crate::storage::Number;

use super::Format;
use super::fragments::{BLOCK, Fragments};
use super::labels::{ClosedLabels, label_text};
use super::lines::Lines;
use super::number::{Digits, bound_text};
use super::sink::{Consts, Exposed, Open, Sample, Sink};

/// Text that the lines of an exposed name are put together from.
#[derive(Debug)]
pub(crate) struct Texts {
    /// Each closed label's values.
    closed: Vec<Fragments>,
    /// What ends the label text of a line: values of the last closed label, bounds, states. Absent if a line ends in other
    /// labels, or in none.
    tails: Option<Fragments>,
    /// Combinations of closed values that differ in the tail alone.
    run: usize,
    /// Histogram: the names of its other samples.
    others: Fragments,
}

impl Texts {
    pub(crate) fn new(desc: &desc::Metric, name: &str, labels: &ClosedLabels, bounds: &[f64]) -> Self {
        let of = |label: usize| (0..labels.values(label)).map(move |value| label_text(labels.pairs(label, value)));
        let mut closed: Vec<Fragments> = (0..labels.len()).map(|label| Fragments::new(of(label))).collect();
        let (mut tails, mut run, mut others) = (None, 1, Fragments::default());
        match (desc.kind, desc.state) {
            (Kind::Histogram, _) => {
                let bounds = bounds.iter().copied().chain([f64::INFINITY]);
                tails = Some(Fragments::new(bounds.map(|bound| format!("le=\"{}\"}} ", bound_text(bound)))));
                others = Fragments::new(["_sum", "_count"].map(|suffix| format!("{name}{suffix}")));
            }
            (Kind::StateSet, Some(state)) => {
                let states = state.values.iter().map(|texts| {
                    let texts = state.names.iter().copied().zip(texts.iter().copied());
                    label_text(texts) + "} "
                });
                tails = Some(Fragments::new(states));
            }
            _ => {
                if let Some(last) = closed.pop_if(|last| !last.get(0).is_empty()) {
                    run = last.len();
                    let texts = (0..run).map(|value| [last.get(value), b"} "].concat());
                    tails = Some(Fragments::new(texts));
                }
            }
        }
        Texts { closed, tails, run, others }
    }
}

/// Memory that is used again from scrape to scrape.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    stretch: Vec<u8>,
    prefix: Vec<u8>,
}

/// Writes one of the text formats.
pub(crate) struct TextSink<'a> {
    format: Format,
    lines: Lines<'a>,
    /// What comes before the tail of a line, and a block of room. Its beginning is kept from one to the next.
    prefix: &'a mut Vec<u8>,
    /// Length of the prefix without that room; and of what the name, the const labels and the open ones take of it.
    len: usize,
    name: usize,
    group: usize,
    row: usize,
    /// The combinations of closed values for which the prefix is right, from the first on.
    first: usize,
    run: usize,
    begun: bool,
}

impl<'a> TextSink<'a> {
    pub(crate) fn new(format: Format, scratch: &'a mut Scratch, out: &'a mut Vec<u8>) -> Self {
        let Scratch { stretch, prefix } = scratch;
        let lines = Lines::new(stretch, out);
        TextSink { format, lines, prefix, len: 0, name: 0, group: 0, row: 0, first: 0, run: 0, begun: false }
    }

    /// Appends label text, after what separates it.
    fn join(&mut self, text: &[u8]) {
        if !text.is_empty() {
            self.prefix.push(if self.prefix.len() == self.name { b'{' } else { b',' });
            self.prefix.extend_from_slice(text);
        }
    }

    fn begin(&mut self, exposed: &Exposed<'_>) {
        self.begun = true;
        self.lines.text(exposed.heads.of(self.format));
    }

    /// Makes the prefix for a combination of closed values.
    fn build(&mut self, texts: &Texts, labels: &ClosedLabels, closed: usize) {
        self.prefix.truncate(self.row);
        for (label, fragments) in texts.closed.iter().enumerate() {
            self.join(fragments.get(labels.value_at(label, closed)));
        }
        let no_labels = self.prefix.len() == self.name;
        self.prefix.extend_from_slice(match (&texts.tails, no_labels) {
            (Some(_), true) => b"{",
            (Some(_), false) => b",",
            (None, true) => b" ",
            (None, false) => b"} ",
        });
        self.len = self.prefix.len();
        self.prefix.resize(self.len + BLOCK, 0);
        self.first = closed - closed % texts.run;
        self.run = texts.run;
    }

    fn histogram(&mut self, exposed: &Exposed<'_>, buckets: &[u64], sum: Number, exemplars: Exemplars<'_>) {
        let texts = exposed.texts;
        let Some(bounds) = &texts.tails else { return };
        let prefix = (self.prefix.as_slice(), self.len);
        let mut count = 0_u64;
        match (exposed.cells(), exemplars) {
            (None, Exemplars::None) => {
                for at in 0..bounds.len() {
                    // There are none before the first record.
                    count = count.wrapping_add(buckets.get(at).copied().unwrap_or_default());
                    self.lines.line([prefix, bounds.padded(at)], Number::U64(count));
                }
            }
            _ => {
                let mut own = exposed.counts(buckets);
                for at in 0..bounds.len() {
                    count = count.wrapping_add(own.next().unwrap_or_default());
                    self.lines.line([prefix, bounds.padded(at)], Number::U64(count));
                    if self.format == Format::OpenMetrics
                        && let Some(stored) = exposed.of_bucket(exemplars, at)
                    {
                        self.lines.append(&exemplar_text(exposed, &stored));
                    }
                }
            }
        }
        // OpenMetrics has neither of these beside bounds below 0. Whoever reads `_count` wants it whichever format was
        // scraped, and Prometheus takes it, so both are always there.
        let labels = (self.prefix.get(self.name..).unwrap_or_default(), self.len - self.name - 1);
        let end = if labels.1 == 0 { SPACE } else { BRACE };
        for (at, number) in [(0, sum), (1, Number::U64(count))] {
            self.lines.line([texts.others.padded(at), labels, end], number);
        }
    }
}

/// ` # {trace_id="…"} 0.25 1700000000.123`
fn exemplar_text(exposed: &Exposed<'_>, stored: &Stored) -> String {
    let labels = label_text(stored.texts.of(exposed.family.desc.exemplar));
    let value = Digits::new(exposed.value_of(stored));
    format!(" # {{{labels}}} {} {}.{:03}", value.as_str(), stored.millis / 1000, stored.millis % 1000)
}

/// The ends of a line's labels, in a block each.
const SPACE: (&[u8], usize) = (b" \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 1);
const BRACE: (&[u8], usize) = (b"} \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 2);

impl Sink for TextSink<'_> {
    fn family(&mut self, exposed: &Exposed<'_>) {
        self.begun = false;
        self.prefix.clear();
        self.prefix.extend_from_slice(exposed.name.as_bytes());
        if exposed.family.desc.kind == Kind::Histogram {
            self.prefix.extend_from_slice(b"_bucket");
        }
        self.name = self.prefix.len();
    }

    fn group(&mut self, _: &Exposed<'_>, consts: Consts<'_>) {
        self.prefix.truncate(self.name);
        self.join(consts.text.as_bytes());
        self.group = self.prefix.len();
    }

    fn row(&mut self, exposed: &Exposed<'_>, open: Open<'_>) {
        self.prefix.truncate(self.group);
        match exposed.skip {
            None => self.join(open.text().as_bytes()),
            Some(skip) => {
                let labels = open.pairs(exposed.family.desc).filter(|(name, _)| *name != skip);
                self.join(label_text(labels).as_bytes());
            }
        }
        self.row = self.prefix.len();
        self.run = 0;
    }

    #[inline]
    fn series(&mut self, exposed: &Exposed<'_>, closed: usize, sample: Sample<'_>, exemplars: Exemplars<'_>) {
        let texts = exposed.texts;
        if !self.begun {
            self.begin(exposed);
        }
        if closed.wrapping_sub(self.first) >= self.run {
            self.build(texts, exposed.labels, closed);
        }
        match sample {
            Sample::Number(number) => {
                let tail = texts.tails.as_ref().map_or((&[][..], 0), |tails| tails.padded(closed - self.first));
                self.lines.line([(self.prefix, self.len), tail], number);
                // Others are no counters to OpenMetrics, and have none there.
                if self.format == Format::OpenMetrics
                    && let Some(stored) = exemplars.get(0)
                    && exposed.name.ends_with("_total")
                {
                    self.lines.append(&exemplar_text(exposed, &stored));
                }
            }
            Sample::Histogram { buckets, sum } => self.histogram(exposed, buckets, sum, exemplars),
            Sample::States(states) => {
                let Some(tails) = &texts.tails else { return };
                for at in 0..tails.len() {
                    let number = Number::U64(u64::from(states.has(at)));
                    self.lines.line([(self.prefix, self.len), tails.padded(at)], number);
                }
            }
        }
    }

    fn end(&mut self, _: &Exposed<'_>) {}

    fn finish(mut self) {
        if self.format == Format::OpenMetrics {
            self.lines.text(b"# EOF\n");
        }
        self.lines.flush();
    }
}
