//! W5: scrapes of whole pages; W6: the memory of their series.

use super::{Outcome, page};
use crate::bench::{Bench, Page, Scrape, samples};
use crate::harness::{Plan, calibrate, median};
use crate::input::Random;
use crate::report::{Row, Table};
use crate::{alloc, os};

pub(super) fn run(bench: &Bench, plan: Plan, outcome: &mut Outcome) {
    let title = "scrape of 10,000 counters with three labels";
    let is_dense = |row: &Row| row.peer == "measured" && row.call.contains("dense");
    let (rows, memory) = page_of(title, &bench.counters_page, page::COUNTERS, plan, check_counters, is_dense, outcome);
    outcome.tables.push(Table::against_best("W5", title, rows, is_dense));
    let title = "scrape of 500 histograms of 20 buckets";
    let (rows, _) = page_of(title, &bench.histograms_page, page::HISTOGRAMS, plan, check_histograms, |_| true, outcome);
    outcome.tables.push(Table::against_best("W5", title, rows, |_| true));
    outcome.tables.push(Table::plain(
        "W6",
        "heap bytes of a counter with three labels, of 10,000 that one thread wrote",
        memory,
    ));
}

/// Times of a page, and the memory of those that one thread makes.
///
/// Pages that several threads write come after the others, since what these threads leave behind would be read by all that
/// follow. The one that others are compared with is timed again beside them, and their times are scaled by how much it
/// differs from the first time, so that their ratio is one of the same minute.
fn page_of(
    title: &'static str,
    pages: &[Page],
    series: usize,
    plan: Plan,
    check: fn(&Page, &str) -> Result<(), String>,
    is_base: fn(&Row) -> bool,
    outcome: &mut Outcome,
) -> (Vec<Row>, Vec<Row>) {
    let (one, many): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(|page| page.one_thread);
    let built = build(&one, series);
    let memory = built.iter().map(|each| each.row.clone()).collect();
    let mut rows = time(title, built, plan, check, outcome);
    // Others', so that nobody is compared with itself.
    let candidates = rows.iter().filter(|row| is_base(row) && many.iter().all(|page| page.peer != row.peer));
    let base = candidates.min_by(|a, b| a.ns.unwrap_or(f64::MAX).total_cmp(&b.ns.unwrap_or(f64::MAX))).cloned();
    let mut again = many;
    again.extend(
        one.iter().filter(|page| base.as_ref().is_some_and(|row| row.peer == page.peer && row.call == page.call)),
    );
    let mut later = time(title, build(&again, series), plan, check, outcome);
    let second = base.as_ref().and_then(|_| later.pop()).and_then(|row| row.ns);
    if let (Some(first), Some(second)) = (base.and_then(|row| row.ns), second) {
        later.iter_mut().filter_map(|row| row.ns.as_mut()).for_each(|ns| *ns *= first / second);
    }
    rows.extend(later);
    (rows, memory)
}

struct Built<'a> {
    page: &'a Page,
    scrape: Scrape,
    row: Row,
}

fn build<'a>(pages: &[&'a Page], series: usize) -> Vec<Built<'a>> {
    page::labels(); // theirs, not a peer's
    pages
        .iter()
        .map(|page| {
            let before = alloc::live();
            let scrape = (page.build)();
            let bytes = (alloc::live() - before) as f64 / series as f64;
            Built { page, scrape, row: Row { bytes: Some(bytes), ..Row::new(page.peer, page.call) } }
        })
        .collect()
}

fn time(
    title: &'static str,
    mut built: Vec<Built<'_>>,
    plan: Plan,
    check: fn(&Page, &str) -> Result<(), String>,
    outcome: &mut Outcome,
) -> Vec<Row> {
    eprintln!("W5, {title}: {} candidates", built.len());
    let mut scrapes = Vec::new();
    for Built { page, scrape, row } in &mut built {
        row.bytes = None;
        let mut result = Ok(());
        scrape(&mut |text| {
            result = std::str::from_utf8(text).map_err(|error| error.to_string()).and_then(|text| check(page, text));
        });
        if let Err(fault) = result {
            outcome.faults.push(format!("W5, {} {}: {fault}", page.peer, page.call));
        }
        let before = alloc::calls();
        pass(scrape);
        row.allocations = (alloc::calls() - before) as f64;
        let cell = std::cell::RefCell::new(scrape);
        scrapes.push(calibrate(plan, |passes| passes_ns(&mut cell.borrow_mut(), passes)));
    }
    let mut times = vec![Vec::new(); built.len()];
    let mut order: Vec<usize> = (0..built.len()).collect();
    let mut random = Random(9);
    for _ in 0..plan.rounds {
        random.shuffle(&mut order);
        for &at in &order {
            for turn in 1..=plan.tries {
                let switches = os::forced_switches();
                pass(&mut built[at].scrape); // what the others have thrown out of the caches
                let ns = passes_ns(&mut built[at].scrape, scrapes[at]);
                // A long scrape is always interrupted once; processor time leaves that out.
                if os::forced_switches() == switches || turn == plan.tries.min(3) {
                    times[at].push(ns);
                    break;
                }
            }
        }
    }
    built
        .into_iter()
        .zip(times)
        .map(|(Built { row, .. }, times)| Row { samples: times.len(), ns: median(times), ..row })
        .collect()
}

fn pass(scrape: &mut Scrape) {
    scrape(&mut |text| _ = std::hint::black_box(text.len()));
}

/// Nanoseconds of processor time of one scrape.
fn passes_ns(scrape: &mut Scrape, passes: usize) -> f64 {
    let start = os::cpu_ns();
    for _ in 0..passes {
        pass(scrape);
    }
    (os::cpu_ns() - start) / passes as f64
}

fn check_counters(page: &Page, text: &str) -> Result<(), String> {
    let expected = (page::COUNTERS, page::counters().map(|counter| counter.value as f64).sum());
    equal(samples(text, page.name)?, expected)
}

fn check_histograms(page: &Page, text: &str) -> Result<(), String> {
    let observed = (page::HISTOGRAMS * page::OBSERVED) as f64;
    equal(samples(text, &format!("{}_count", page.name))?, (page::HISTOGRAMS, observed))?;
    let (buckets, _) = samples(text, &format!("{}_bucket", page.name))?;
    let expected = page::HISTOGRAMS * 21;
    if buckets == expected { Ok(()) } else { Err(format!("{buckets} buckets instead of {expected}")) }
}

fn equal(got: (usize, f64), expected: (usize, f64)) -> Result<(), String> {
    if got == expected {
        return Ok(());
    }
    Err(format!("{} samples that add up to {}, instead of {} and {}", got.0, got.1, expected.0, expected.1))
}
