//! A scrape: what is collected, in which order, and what it is written to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::data;
use crate::expose::{self, Format, GatherSink, ProtobufSink, TextSink};
use crate::storage::{self, Sums};

use super::Registry;
use super::collected::Collected;
use super::page::Page;
use super::walk::{Merge, walk};

/// Memory that is used again from scrape to scrape. Scrapes at the same time have their own.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    sums: Sums,
    merge: Merge,
    collected: Vec<Collected>,
    sinks: expose::Scratch,
}

/// What is known of the scrapes of a registry.
#[derive(Debug, Default)]
pub(super) struct Stats {
    /// By format.
    of: [FormatStats; 3],
    /// Nanoseconds of all scrapes, and of the last one.
    nanos: AtomicU64,
    last_nanos: AtomicU64,
}

#[derive(Debug, Default)]
pub(super) struct FormatStats {
    scrapes: AtomicU64,
    /// Of the last exposition.
    bytes: AtomicUsize,
}

impl FormatStats {
    pub(super) fn scrapes(&self) -> u64 {
        self.scrapes.load(Ordering::Relaxed)
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl Stats {
    /// How long the last scrape took.
    pub(super) fn last(&self) -> Duration {
        Duration::from_nanos(self.last_nanos.load(Ordering::Relaxed))
    }

    /// How long all scrapes took.
    pub(super) fn all(&self) -> Duration {
        Duration::from_nanos(self.nanos.load(Ordering::Relaxed))
    }

    pub(super) fn of(&self, format: Format) -> &FormatStats {
        let [text, openmetrics, protobuf] = &self.of;
        match format {
            Format::Text => text,
            Format::OpenMetrics => openmetrics,
            Format::Protobuf => protobuf,
        }
    }
}

impl Registry {
    /// The exposition in a format. The formats that are text are UTF-8; to read one, there is
    /// [`text`](Registry::text).
    pub fn encode(&self, format: Format) -> Vec<u8> {
        let mut out = Vec::new();
        self.encode_to(&mut out, format);
        out
    }

    /// Appends the exposition to `out`, whose memory can be used from scrape to scrape.
    ///
    /// It is appended whole, or not at all if something panics. A callback that panics is caught, see
    /// [`on_scrape`](crate::Metric::on_scrape).
    ///
    /// A scrape takes the memory of the exposition; 8 bytes for each cell that is added up and 24 for each series of the
    /// widest row, which the registry keeps for the next one; and what callbacks set. It allocates nothing for a series. While it writes it holds no lock, so that it keeps neither
    /// recorders nor other scrapes waiting, and may be left alone.
    pub fn encode_to(&self, out: &mut Vec<u8>, format: Format) {
        let (start, begun) = (out.len(), Instant::now());
        let stats = self.inner.stats.of(format);
        // About as much as last time, so that it does not grow by copying.
        out.reserve(stats.bytes() / 16 * 17);
        let whole = Whole { start, done: false, out };
        self.scrape(|scrape| {
            scrape.write(format, whole.out);
        });
        let written = whole.finish();
        stats.bytes.store(written, Ordering::Relaxed);
        stats.scrapes.fetch_add(1, Ordering::Relaxed);
        let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.inner.stats.nanos.fetch_add(nanos, Ordering::Relaxed);
        self.inner.stats.last_nanos.store(nanos, Ordering::Relaxed);
    }

    /// The exposition in Prometheus' text format, for people and tests.
    pub fn text(&self) -> String {
        let text = String::from_utf8(self.encode(Format::Text));
        // All of it came from texts.
        text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// What an exposition would have now, as plain data: for tests and adapters.
    pub fn gather(&self) -> Vec<data::Family> {
        let mut out = Vec::new();
        self.scrape(|scrape| scrape.gather(&mut out));
        out
    }

    /// Collects everything, and lets `write` write it.
    fn scrape(&self, write: impl FnOnce(&mut Scrape<'_>)) {
        let mut scratch = match self.inner.scratch.try_lock() {
            Ok(mut scratch) => std::mem::take(&mut *scratch),
            Err(_) => Scratch::default(),
        };
        let (mut page, entries) = {
            let state = self.inner.state();
            match &state.page {
                Some(page) => (Some(Arc::clone(page)), Vec::new()),
                None => (None, state.entries.clone()),
            }
        };
        let Scratch { sums, collected, merge, sinks } = &mut scratch;
        // Without the lock: callbacks are called here. They come first, since what they record is to be seen.
        let all = page.as_ref().map_or(&entries, |page| &page.entries);
        collected.extend(all.iter().map(|entry| Collected::given(entry)));
        // Rows that are taken out from here on are not used for other values as long as they are read.
        let _pin = storage::pin();
        sums.clear();
        all.iter().zip(&mut *collected).for_each(|(entry, collected)| collected.recorded(entry, sums));
        sums.take();
        if !page.as_ref().is_some_and(|page| page.is_right(collected, sums)) {
            let entries = page.take().map_or(entries, |page| page.entries.clone());
            let new = Arc::new(Page::new(entries, collected, sums, &self.inner.claims));
            let mut state = self.inner.state();
            if same_entries(&state.entries, &new.entries) {
                state.page = Some(Arc::clone(&new));
            }
            page = Some(new);
        }
        if let Some(page) = &page {
            page.count_lost();
            write(&mut Scrape { page, collected, sums, merge, sinks });
            page.entries.iter().zip(collected.drain(..)).for_each(|(entry, collected)| collected.give_back(entry));
        }
        merge.shrink();
        if let Ok(mut kept) = self.inner.scratch.try_lock() {
            *kept = scratch;
        }
    }
}

fn same_entries<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// What a scrape has collected.
pub(super) struct Scrape<'s> {
    page: &'s Page,
    collected: &'s [Collected],
    sums: &'s Sums,
    merge: &'s mut Merge,
    sinks: &'s mut expose::Scratch,
}

impl Scrape<'_> {
    fn write(&mut self, format: Format, out: &mut Vec<u8>) {
        match format {
            Format::Text | Format::OpenMetrics => self.write_text(format, out),
            Format::Protobuf => {
                let sink = ProtobufSink::new(&mut self.sinks.protobuf, out);
                walk(self.page, self.collected, self.sums, self.merge, sink);
            }
        }
    }

    fn write_text(&mut self, format: Format, out: &mut Vec<u8>) {
        let sink = TextSink::new(format, &mut self.sinks.text, out);
        walk(self.page, self.collected, self.sums, self.merge, sink);
    }

    fn gather(&mut self, out: &mut Vec<data::Family>) {
        walk(self.page, self.collected, self.sums, self.merge, GatherSink::new(out));
    }
}

/// What is appended whole or not at all.
struct Whole<'o> {
    out: &'o mut Vec<u8>,
    start: usize,
    done: bool,
}

impl Whole<'_> {
    /// How many bytes were appended.
    fn finish(mut self) -> usize {
        self.done = true;
        self.out.len() - self.start
    }
}

impl Drop for Whole<'_> {
    fn drop(&mut self) {
        if !self.done {
            self.out.truncate(self.start);
        }
    }
}
