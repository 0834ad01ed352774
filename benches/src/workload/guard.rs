//! W4: a gauge that goes up, and down when a guard is dropped.

use super::{Outcome, record};
use crate::bench::Bench;
use crate::harness::Plan;
use crate::input::Nothing;

pub(super) fn run(bench: &Bench, plan: Plan, outcome: &mut Outcome) {
    // Whatever has gone up has come down again.
    let mut run = |title, inputs| record(("W4", title), &bench.guard, inputs, plan, |_| 0, outcome);
    run("in-flight guard, up and down", vec![Nothing]);
    run("in-flight guard, up and down, both threads on one gauge", vec![Nothing, Nothing]);
}
