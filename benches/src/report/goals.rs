//! What the recorders are meant to reach.

use super::{Report, Row};
use crate::peer::{OURS, RAW};

/// A goal, and what was reached.
pub(crate) struct Goal {
    pub(crate) what: &'static str,
    pub(crate) goal: f64,
    pub(crate) reached: Option<f64>,
    /// The least of a peer that does the same. `None` for goals that compare a call with itself.
    pub(crate) best_peer: Option<f64>,
}

/// What a figure is compared with.
#[derive(Clone, Copy)]
enum To {
    /// The base of its table.
    Base,
    /// The same call on one thread.
    OneThread,
    /// Nothing: bytes.
    Nothing,
}

/// Workload, threads, which of its tables, the calls (the worst of them counts), and what they are compared with.
type Place = (&'static str, usize, usize, &'static [&'static str], To);

const FIXED: &[&str] = &["fixed bounds, `Duration`"];
const ENV: &[&str] = &["bounds from the environment, `Duration`", "bounds from the environment, `f64`"];
const ALL_BOUNDS: &[&str] = &[FIXED[0], "fixed bounds, `f64`", ENV[0], ENV[1]];
const RECORDERS: &[&str] = &["`static`", "field of a service"];

const GOALS: &[(&str, f64, Place)] = &[
    ("W1, one thread, to `fetch_add`", 0.65, ("W1", 1, 0, RECORDERS, To::Base)),
    ("W1, two threads on one series, to one thread", 1.3, ("W1", 2, 0, RECORDERS, To::OneThread)),
    ("W2 by text, one thread, to `fetch_add`", 3.5, ("W2", 1, 0, &["`with(…)`"], To::Base)),
    ("W2 by text, two threads, to one thread", 1.3, ("W2", 2, 0, &["`with(…)`"], To::OneThread)),
    ("W2 bound, one thread, to `fetch_add`", 0.9, ("W2", 1, 0, &["`bind` once, `with(…)`"], To::Base)),
    ("W3 fixed bounds, one thread, to `fetch_add`", 1.4, ("W3", 1, 0, FIXED, To::Base)),
    ("W3 bounds from the environment, one thread, to `fetch_add`", 2.2, ("W3", 1, 0, ENV, To::Base)),
    ("W3 two threads, to one thread", 1.3, ("W3", 2, 0, ALL_BOUNDS, To::OneThread)),
    ("W4, one thread, to `fetch_add` and `fetch_sub`", 0.35, ("W4", 1, 0, &["`guard()`"], To::Base)),
    (
        "W5 10,000 counters that 1 thread wrote, to `measured`, dense",
        0.2,
        ("W5", 1, 0, &["closed labels, written by 1 thread"], To::Base),
    ),
    (
        "W5 10,000 counters that 16 threads wrote, to `measured`, dense",
        0.25,
        ("W5", 1, 0, &["closed labels, written by 16 threads"], To::Base),
    ),
    (
        "W5 500 histograms that 1 thread wrote, to the best peer",
        0.25,
        ("W5", 1, 1, &["open label, written by 1 thread"], To::Base),
    ),
    (
        "W5 500 histograms that 16 threads wrote, to the best peer",
        0.33,
        ("W5", 1, 1, &["open label, written by 16 threads"], To::Base),
    ),
    (
        "W6 bytes of a closed series, with its cells",
        24.0,
        ("W6", 1, 0, &["closed labels, written by 1 thread"], To::Nothing),
    ),
];

/// All goals.
pub(crate) fn goals(report: &Report) -> Vec<Goal> {
    GOALS
        .iter()
        .map(|&(what, goal, (id, threads, part, calls, to))| {
            let table = report.table(id, threads, part);
            let rows = || table.into_iter().flat_map(|table| &table.rows);
            let figure = |row: &Row| figure(report, (id, part), row, to);
            let ours = || rows().filter(|row| row.peer == OURS && calls.contains(&row.call.as_str()));
            // Who keeps a series is compared with those who keep theirs, where there are both.
            let kept = ours().any(Row::is_kept);
            let same = |row: &&Row| !matches!(id, "W1" | "W2") || row.is_kept() == kept;
            let peers = rows().filter(|row| row.peer != OURS && row.peer != RAW).filter(same);
            let best_peer = peers.filter_map(figure).min_by(f64::total_cmp);
            Goal {
                what,
                goal,
                reached: ours().filter_map(figure).max_by(f64::total_cmp),
                best_peer: best_peer.filter(|_| !matches!(to, To::OneThread)),
            }
        })
        .collect()
}

fn figure(report: &Report, (id, part): (&str, usize), row: &Row, to: To) -> Option<f64> {
    match to {
        To::Base => row.ratio,
        To::Nothing => row.bytes,
        To::OneThread => {
            let one = report.table(id, 1, part)?.rows.iter().find(|one| one.name() == row.name())?;
            Some(row.ns? / one.ns?)
        }
    }
}
