//! W2: a counter with an open label, given as a text, and two closed ones.

use super::{Outcome, record};
use crate::bench::Bench;
use crate::harness::{Candidate, Plan};
use crate::input::Request;

pub(super) fn run(bench: &Bench, plan: Plan, outcome: &mut Outcome) {
    let mut run = |title, inputs| record(("W2", title), &bench.open_label, inputs, plan, Candidate::calls, outcome);
    run("counter, an open label and two closed ones at random", vec![Request::sequence(11, false)]);
    let same = || Request::sequence(12, true);
    run("counter, an open label and two closed ones, both threads on one series", vec![same(), same()]);
}
