//! The text formats.

use crate::desc::{self, Kind};
use crate::exemplar::{Exemplars, Stored};
use crate::storage::Number;

use super::Format;
use super::fragments::Fragments;
use super::labels::{ClosedLabels, label_text};
use super::lines::{Prefix, line};
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
    prefix: Prefix,
}

/// Writes one of the text formats.
pub(crate) struct TextSink<'a> {
    format: Format,
    out: &'a mut Vec<u8>,
    /// What comes before the tail of a line. Its beginning is kept from one to the next.
    prefix: &'a mut Prefix,
    /// What the name, the const labels and the open ones take of it.
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
        let prefix = &mut scratch.prefix;
        TextSink { format, out, prefix, name: 0, group: 0, row: 0, first: 0, run: 0, begun: false }
    }

    /// Appends label text, after what separates it.
    fn join(&mut self, text: &[u8]) {
        if !text.is_empty() {
            self.prefix.push(if self.prefix.len() == self.name { b"{" } else { b"," });
            self.prefix.push(text);
        }
    }

    /// Makes sure that the name is announced, and that the prefix is that of a combination of closed values.
    #[inline]
    fn prepare(&mut self, exposed: &Exposed<'_>, closed: usize) {
        if !self.begun {
            self.begun = true;
            self.out.extend_from_slice(exposed.heads.of(self.format));
        }
        if closed.wrapping_sub(self.first) >= self.run {
            self.build(exposed, closed);
        }
    }

    fn build(&mut self, exposed: &Exposed<'_>, closed: usize) {
        let texts = exposed.texts;
        self.prefix.keep(self.row);
        for (label, fragments) in texts.closed.iter().enumerate() {
            self.join(fragments.get(exposed.labels.value_at(label, closed)));
        }
        let no_labels = self.prefix.len() == self.name;
        self.prefix.push(match (&texts.tails, no_labels) {
            (Some(_), true) => b"{",
            (Some(_), false) => b",",
            (None, true) => b" ",
            (None, false) => b"} ",
        });
        self.first = closed - closed % texts.run;
        self.run = texts.run;
    }

    fn histogram(&mut self, exposed: &Exposed<'_>, buckets: &[u64], sum: Number, exemplars: Exemplars<'_>) {
        let texts = exposed.texts;
        let Some(bounds) = &texts.tails else { return };
        let mut count = 0_u64;
        let mut next = |bucket: Option<u64>| {
            // There are none before the first record.
            count = count.wrapping_add(bucket.unwrap_or_default());
            Number::U64(count)
        };
        match (exposed.cells(), exemplars) {
            (None, Exemplars::None) => {
                let lines = (0..bounds.len()).map(|at| (at, next(buckets.get(at).copied())));
                self.prefix.lines(self.out, bounds, lines);
            }
            _ => {
                let mut own = exposed.counts(buckets);
                for at in 0..bounds.len() {
                    self.prefix.lines(self.out, bounds, std::iter::once((at, next(own.next()))));
                    if self.format == Format::OpenMetrics
                        && let Some(stored) = exposed.of_bucket(exemplars, at)
                    {
                        self.annotate(exposed, &stored);
                    }
                }
            }
        }
        // OpenMetrics has neither of these beside bounds below 0. Whoever reads `_count` wants it whichever format was
        // scraped, and Prometheus takes it, so both are always there.
        let labels = self.prefix.text(self.name, self.prefix.len() - 1);
        let end: &[u8] = if labels.is_empty() { b" " } else { b"} " };
        for (at, number) in [(0, sum), (1, Number::U64(count))] {
            line(self.out, &[texts.others.get(at), labels, end], number);
        }
    }

    /// Appends an exemplar to the last line: ` # {trace_id="…"} 0.25 1700000000.123`
    fn annotate(&mut self, exposed: &Exposed<'_>, stored: &Stored) {
        self.out.pop();
        let mut before: &[u8] = b" # {";
        for (name, value) in stored.texts.of(exposed.family.desc.exemplar) {
            for text in [before, name.as_bytes(), b"=\""] {
                self.out.extend_from_slice(text);
            }
            for byte in value.bytes() {
                match byte {
                    b'\\' => self.out.extend_from_slice(b"\\\\"),
                    b'\n' => self.out.extend_from_slice(b"\\n"),
                    b'"' => self.out.extend_from_slice(b"\\\""),
                    byte => self.out.push(byte),
                }
            }
            before = b"\",";
        }
        self.out.extend_from_slice(b"\"} ");
        self.out.extend_from_slice(Digits::new(exposed.value_of(stored)).as_bytes());
        // With all digits of milliseconds, so that the dot stands before three of them.
        let seconds = [stored.millis / 1000, stored.millis % 1000 + 1000].map(|n| Digits::new(Number::U64(n)));
        let [seconds, millis] = &seconds;
        for text in [b" ", seconds.as_bytes(), b".", millis.as_bytes().get(1..).unwrap_or_default(), b"\n"] {
            self.out.extend_from_slice(text);
        }
    }
}

impl Sink for TextSink<'_> {
    fn family(&mut self, exposed: &Exposed<'_>) {
        self.begun = false;
        self.prefix.keep(0);
        self.prefix.push(exposed.name.as_bytes());
        if exposed.family.desc.kind == Kind::Histogram {
            self.prefix.push(b"_bucket");
        }
        self.name = self.prefix.len();
    }

    fn group(&mut self, _: &Exposed<'_>, consts: Consts<'_>) {
        self.prefix.keep(self.name);
        self.join(consts.text.as_bytes());
        self.group = self.prefix.len();
    }

    fn row(&mut self, exposed: &Exposed<'_>, open: Open<'_>) {
        self.prefix.keep(self.group);
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

    fn numbers(&mut self, exposed: &Exposed<'_>, mut numbers: &[(usize, Number)]) {
        while let [(closed, number), rest @ ..] = numbers {
            self.prepare(exposed, *closed);
            match &exposed.texts.tails {
                Some(tails) => {
                    let (first, end) = (self.first, self.first + self.run);
                    let (now, later) = numbers.split_at(numbers.partition_point(|(closed, _)| *closed < end));
                    self.prefix.lines(self.out, tails, now.iter().map(|(closed, number)| (closed - first, *number)));
                    numbers = later;
                }
                None => {
                    line(self.out, &[self.prefix.text(0, self.prefix.len())], *number);
                    numbers = rest;
                }
            }
        }
    }

    fn series(&mut self, exposed: &Exposed<'_>, closed: usize, sample: Sample<'_>, exemplars: Exemplars<'_>) {
        let texts = exposed.texts;
        match sample {
            Sample::Number(number) => {
                self.numbers(exposed, &[(closed, number)]);
                // Others are no counters to OpenMetrics, and have none there.
                if self.format == Format::OpenMetrics
                    && let Some(stored) = exemplars.get(0)
                    && exposed.name.ends_with("_total")
                {
                    self.annotate(exposed, &stored);
                }
            }
            Sample::Histogram { buckets, sum } => {
                self.prepare(exposed, closed);
                self.histogram(exposed, buckets, sum, exemplars);
            }
            Sample::States(states) => {
                self.prepare(exposed, closed);
                let Some(tails) = &texts.tails else { return };
                let lines = (0..tails.len()).map(|at| (at, Number::U64(u64::from(states.has(at)))));
                self.prefix.lines(self.out, tails, lines);
            }
        }
    }

    fn end(&mut self, _: &Exposed<'_>) {}

    fn finish(self) {
        if self.format == Format::OpenMetrics {
            self.out.extend_from_slice(b"# EOF\n");
        }
    }
}
