//! What is measured, in the order in which it is shown.

mod counter;
mod guard;
mod histogram;
mod open_label;
pub(crate) mod page;
mod scrape;

use crate::bench::Bench;
use crate::harness::{Candidate, Plan, measure};
use crate::report::{Row, Table};

/// What came of a run.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) tables: Vec<Table>,
    /// Candidates that have miscounted.
    pub(crate) faults: Vec<String>,
}

/// Runs everything.
pub(crate) fn run(bench: &Bench, plan: Plan) -> Outcome {
    let mut outcome = Outcome::default();
    // First, as long as no other thread has recorded anything.
    scrape::run(bench, plan, &mut outcome);
    let pages = outcome.tables.len();
    for workload in [counter::run, open_label::run, histogram::run, guard::run] {
        workload(bench, plan, &mut outcome);
    }
    outcome.tables.rotate_left(pages);
    outcome
}

/// Times the candidates of a workload, sees whether each has counted its calls, and shows what each cost.
fn record<I: Send + Sync + 'static>(
    (id, title): (&'static str, &'static str),
    candidates: &[Candidate<I>],
    inputs: Vec<I>,
    plan: Plan,
    expected: fn(&Candidate<I>) -> u64,
    outcome: &mut Outcome,
) {
    let threads = inputs.len();
    // Many threads take turns anyway: a sample without a forced switch does not exist, and short ones add up.
    let many =
        || Plan { rounds: plan.rounds.div_ceil(3), milliseconds: plan.milliseconds / 5.0, tries: 1, strict: false };
    let plan = if threads > 2 { many() } else { plan };
    eprintln!("{id}, {threads} threads: {} candidates", candidates.len());
    let timings = measure(candidates, inputs, plan);
    let mut rows = Vec::new();
    for (candidate, timing) in candidates.iter().zip(timings) {
        let fault = match (candidate.read)() {
            Ok(counted) if counted == expected(candidate) => None,
            Ok(counted) => Some(format!("{counted} are counted of {}", expected(candidate))),
            Err(error) => Some(error),
        };
        if let Some(fault) = fault {
            let (peer, call) = (candidate.peer, candidate.call);
            outcome.faults.push(format!("{id}, {threads} threads, {peer} {call}: {fault}"));
        }
        rows.push(Row {
            ns: timing.ns,
            allocations: timing.allocations,
            samples: timing.samples,
            ..Row::new(candidate.peer, candidate.call)
        });
    }
    outcome.tables.push(Table::against(id, title, threads, rows, |row| row.peer == crate::peer::RAW));
}
