//! What peers bring: their candidates for each workload.

use crate::harness::Candidate;
use crate::input::{Labels, Nothing, Request, Values};

/// The candidates of all peers.
#[derive(Default)]
pub(crate) struct Bench {
    /// W1: a counter with three closed labels.
    pub(crate) counter: Vec<Candidate<Vec<Labels>>>,
    /// W2: a counter with an open label and two closed ones.
    pub(crate) open_label: Vec<Candidate<Vec<Request>>>,
    /// W3: a histogram of 20 buckets.
    pub(crate) histogram: Vec<Candidate<Values>>,
    /// W4: a gauge that goes up, and down when a guard is dropped.
    pub(crate) guard: Vec<Candidate<Nothing>>,
    /// W5 and W6: 10,000 counters.
    pub(crate) counters_page: Vec<Page>,
    /// W5: 500 histograms.
    pub(crate) histograms_page: Vec<Page>,
}

/// A whole exposition.
pub(crate) struct Page {
    pub(crate) peer: &'static str,
    pub(crate) call: &'static str,
    /// Exposed name, without the suffixes of histograms.
    pub(crate) name: &'static str,
    /// Whether `build` makes all that it needs on the calling thread, so that its memory can be counted.
    pub(crate) one_thread: bool,
    /// Makes all series and records into them, as [`crate::workload::page`] says.
    pub(crate) build: Box<dyn Fn() -> Scrape>,
}

/// Scrapes once, and shows the text.
pub(crate) type Scrape = Box<dyn FnMut(&mut dyn FnMut(&[u8]))>;

impl Page {
    pub(crate) fn new(
        peer: &'static str,
        call: &'static str,
        name: &'static str,
        build: impl Fn() -> Scrape + 'static,
    ) -> Page {
        Page { peer, call, name, one_thread: true, build: Box::new(build) }
    }
}

/// A gauge that goes down when this is dropped, for peers that have no guard of their own.
pub(crate) struct Down<F: Fn()>(F);

impl<F: Fn()> Down<F> {
    #[inline]
    pub(crate) fn after(up: impl FnOnce(), down: F) -> Down<F> {
        up();
        Down(down)
    }
}

impl<F: Fn()> Drop for Down<F> {
    #[inline]
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Checks a gauge with a guard and without, and gives what it is without: that should be 0.
pub(crate) fn held<G>(guard: impl FnOnce() -> G, value: impl Fn() -> i64) -> Result<u64, String> {
    let guard = guard();
    let during = value();
    drop(guard);
    match (during, value()) {
        (1, 0) => Ok(0),
        (during, after) => Err(format!("the gauge is {during} while one guard is held and {after} after")),
    }
}

/// The sum of the samples that are called `name`, and their number.
pub(crate) fn samples(text: &str, name: &str) -> Result<(usize, f64), String> {
    let (mut count, mut sum) = (0, 0.0);
    for line in text.lines() {
        let Some(rest) = line.strip_prefix(name).filter(|rest| rest.starts_with(['{', ' '])) else { continue };
        let value = rest.rsplit(' ').next().unwrap_or_default();
        sum += value.parse::<f64>().map_err(|_| format!("not a sample: `{line}`"))?;
        count += 1;
    }
    Ok((count, sum))
}

/// The sum of the samples that are called `name`.
pub(crate) fn total(text: &str, name: &str) -> Result<u64, String> {
    match samples(text, name)? {
        (0, _) => Err(format!("there is no sample of `{name}`")),
        (_, sum) => Ok(sum as u64),
    }
}

/// A reference for as long as the process runs, as statics are.
pub(crate) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
