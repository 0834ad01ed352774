//! W1: a counter with three closed labels.

use super::{Outcome, record};
use crate::bench::Bench;
use crate::harness::{Candidate, Plan};
use crate::input::Labels;

pub(super) fn run(bench: &Bench, plan: Plan, outcome: &mut Outcome) {
    let mut run = |title, inputs| record(("W1", title), &bench.counter, inputs, plan, Candidate::calls, outcome);
    run("counter, three closed labels at random", vec![Labels::random(1)]);
    run("counter, three closed labels, all threads on one series", vec![Labels::same(), Labels::same()]);
    run("counter, three closed labels, all threads on one series", (0..64).map(|_| Labels::same()).collect());
}
