//! W3: a histogram of 20 logarithmic buckets.

use super::{Outcome, record};
use crate::bench::Bench;
use crate::harness::{Candidate, Plan};
use crate::input::Values;

pub(super) fn run(bench: &Bench, plan: Plan, outcome: &mut Outcome) {
    let mut run = |title, inputs| record(("W3", title), &bench.histogram, inputs, plan, Candidate::calls, outcome);
    run("histogram, 20 buckets", vec![Values::random(5)]);
    run("histogram, 20 buckets, both threads on one", vec![Values::random(5), Values::random(6)]);
}
