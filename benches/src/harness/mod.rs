//! Times candidates against each other: in rounds, each in a new order, so that what the machine does besides falls on all
//! of them; of the samples, the median.

mod pool;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering, compiler_fence};

use crate::input::Random;
use pool::Pool;

/// Work of a thread: its number, and how many passes over its input.
pub(crate) type Run = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// Passes over an input; gives how many calls a pass is.
type RunOn<I> = Arc<dyn Fn(&I, usize) -> usize + Send + Sync>;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) rounds: usize,
    /// Of a sample.
    pub(crate) milliseconds: f64,
    /// How often a sample is taken again because something came between.
    pub(crate) tries: usize,
    /// Whether to do without the sample if something always does. Otherwise the last one counts.
    pub(crate) strict: bool,
}

impl Plan {
    /// One round, to see that all run.
    pub(crate) const CHECK: Plan = Plan { rounds: 1, milliseconds: 0.05, tries: 1, strict: false };
}

/// Something that is called again and again.
pub(crate) struct Candidate<I> {
    /// Whose it is.
    pub(crate) peer: &'static str,
    /// Which of its ways.
    pub(crate) call: &'static str,
    run: RunOn<I>,
    /// What it has counted since it was made.
    pub(crate) read: Box<dyn Fn() -> Result<u64, String>>,
    /// What a scrape would do meanwhile, and is not timed.
    upkeep: Option<fn()>,
    calls: AtomicU64,
}

impl<I: 'static> Candidate<I> {
    /// `call` is timed, for each of the elements that `select` takes from a thread's input.
    pub(crate) fn new<T: Copy + 'static>(
        peer: &'static str,
        name: &'static str,
        select: fn(&I) -> &[T],
        call: impl Fn(T) + Send + Sync + 'static,
        read: impl Fn() -> Result<u64, String> + 'static,
    ) -> Self {
        let run = move |input: &I, passes| {
            let elements = black_box(select(input));
            for _ in 0..passes {
                for &element in elements {
                    // No instruction: calls are neither merged nor moved from one element to the next.
                    compiler_fence(Ordering::SeqCst);
                    call(element);
                }
            }
            elements.len()
        };
        let (run, read) = (Arc::new(run), Box::new(read));
        Candidate { peer, call: name, run, read, upkeep: None, calls: AtomicU64::new(0) }
    }

    /// As it is, with `upkeep` after each sample.
    pub(crate) fn with_upkeep(self, upkeep: fn()) -> Self {
        Candidate { upkeep: Some(upkeep), ..self }
    }

    /// Calls so far.
    pub(crate) fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }
}

/// What came of a candidate.
#[derive(Clone, Debug)]
pub(crate) struct Timing {
    /// Median of the nanoseconds of a call; `None` if something came between all samples.
    pub(crate) ns: Option<f64>,
    pub(crate) samples: usize,
    pub(crate) allocations: f64,
}

/// Times all candidates with a thread for each of the inputs.
pub(crate) fn measure<I: Send + Sync + 'static>(
    candidates: &[Candidate<I>],
    inputs: Vec<I>,
    plan: Plan,
) -> Vec<Timing> {
    let inputs = Arc::new(inputs);
    let pool = Pool::new(inputs.len());
    let length: Vec<usize> = candidates.iter().map(|each| (each.run)(&inputs[0], 0)).collect();
    let runs: Vec<Run> = candidates
        .iter()
        .map(|each| {
            let (run, inputs) = (Arc::clone(&each.run), Arc::clone(&inputs));
            Arc::new(move |thread: usize, passes| _ = run(&inputs[thread], passes)) as Run
        })
        .collect();
    let sample = |at: usize, passes: usize| {
        let sample = pool.time(&runs[at], passes);
        candidates[at].calls.fetch_add((sample.passes * length[at]) as u64, Ordering::Relaxed);
        if let Some(upkeep) = candidates[at].upkeep {
            upkeep();
        }
        sample
    };
    let passes: Vec<usize> = (0..candidates.len()).map(|at| calibrate(plan, |passes| sample(at, passes).ns)).collect();

    let mut samples = vec![Vec::new(); candidates.len()];
    let mut allocations = vec![0.0; candidates.len()];
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let mut random = Random(42);
    for _ in 0..plan.rounds {
        random.shuffle(&mut order);
        for &at in &order {
            for turn in 1..=plan.tries {
                let sample = sample(at, passes[at]);
                if sample.clean || (turn == plan.tries && !plan.strict) {
                    samples[at].push(sample.ns / length[at] as f64);
                    allocations[at] = sample.allocations as f64 / (passes[at] * length[at] * inputs.len()) as f64;
                    break;
                }
            }
        }
    }
    samples
        .into_iter()
        .zip(allocations)
        .map(|(samples, allocations)| Timing { samples: samples.len(), ns: median(samples), allocations })
        .collect()
}

/// How many passes a sample needs.
pub(crate) fn calibrate(plan: Plan, pass_ns: impl Fn(usize) -> f64) -> usize {
    let wanted = plan.milliseconds * 1e6;
    pass_ns(1); // warm
    let mut passes = 1_usize;
    loop {
        let ns = pass_ns(passes).max(1.0);
        if ns * passes as f64 > wanted * 0.3 || passes > 1 << 20 {
            return (wanted / ns).ceil().max(1.0) as usize;
        }
        passes *= 2;
    }
}

/// The median; `None` of nothing.
pub(crate) fn median(mut samples: Vec<f64>) -> Option<f64> {
    samples.sort_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied()
}
