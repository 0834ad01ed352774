//! Threads that run the same work at the same time, and time it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Run;
use crate::{alloc, os};

/// Workers that live as long as the pool, so that what a peer keeps for each thread is there after the first sample.
pub(crate) struct Pool {
    tasks: Vec<mpsc::Sender<Task>>,
    spans: mpsc::Receiver<Span>,
    workers: Vec<JoinHandle<()>>,
}

/// One sample of all workers.
pub(crate) struct Sample {
    /// Nanoseconds for one pass of one thread: processor time, with two threads time on the wall.
    pub(crate) ns: f64,
    /// No worker lost its processor meanwhile, and they began together.
    pub(crate) clean: bool,
    /// Allocations of all workers.
    pub(crate) allocations: u64,
    /// Passes of all workers, with those that were not timed.
    pub(crate) passes: usize,
}

struct Task {
    run: Run,
    passes: usize,
    meeting: Arc<Meeting>,
}

#[derive(Default)]
struct Meeting {
    arrived: AtomicUsize,
    done: AtomicUsize,
}

struct Span {
    start: Instant,
    end: Instant,
    cpu: f64,
    switched: bool,
    allocations: u64,
    passes: usize,
}

/// Two threads run at once on a processor each, and are timed by the wall: waiting for each other is what is measured.
fn meet(threads: usize) -> bool {
    threads == 2
}

impl Pool {
    pub(crate) fn new(threads: usize) -> Pool {
        let (report, spans) = mpsc::channel();
        let (tasks, workers) = (0..threads).map(|worker| start(worker, threads, report.clone())).unzip();
        Pool { tasks, spans, workers }
    }

    pub(crate) fn time(&self, run: &Run, passes: usize) -> Sample {
        let threads = self.tasks.len();
        let meeting = Arc::new(Meeting::default());
        for task in &self.tasks {
            let task_of = Task { run: Arc::clone(run), passes, meeting: Arc::clone(&meeting) };
            task.send(task_of).expect("workers live as long as the pool");
        }
        let spans: Vec<Span> = (0..threads).map(|_| self.spans.recv().expect("a worker has panicked")).collect();
        let total: f64 = match meet(threads) {
            true => spans.iter().map(|span| (span.end - span.start).as_nanos() as f64).sum(),
            false => spans.iter().map(|span| span.cpu).sum(),
        };
        Sample {
            ns: total / (threads * passes) as f64,
            clean: spans.iter().all(|span| !span.switched) && (!meet(threads) || together(&spans)),
            allocations: spans.iter().map(|span| span.allocations).sum(),
            passes: spans.iter().map(|span| span.passes).sum(),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.tasks.clear();
        for worker in self.workers.drain(..) {
            // One that has panicked was reported when its sample was missing.
            _ = worker.join();
        }
    }
}

/// Whether all began within 3 % of the shortest time.
fn together(spans: &[Span]) -> bool {
    let first = spans.iter().map(|span| span.start).min();
    let last = spans.iter().map(|span| span.start).max();
    let shortest = spans.iter().map(|span| span.end - span.start).min().unwrap_or(Duration::ZERO);
    first.zip(last).is_some_and(|(first, last)| (last - first) * 33 < shortest)
}

fn start(worker: usize, threads: usize, report: mpsc::Sender<Span>) -> (mpsc::Sender<Task>, JoinHandle<()>) {
    let (sender, tasks) = mpsc::channel::<Task>();
    let handle = std::thread::spawn(move || {
        if meet(threads) {
            os::pin(worker);
        }
        for task in tasks {
            let span = work(worker, threads, &task);
            if report.send(span).is_err() {
                return;
            }
        }
    });
    (sender, handle)
}

fn work(worker: usize, threads: usize, task: &Task) -> Span {
    let Meeting { arrived, done } = &*task.meeting;
    arrived.fetch_add(1, Ordering::AcqRel);
    for turn in 0_u32.. {
        if arrived.load(Ordering::Acquire) == threads {
            break;
        }
        // Two threads have a processor each, unless somebody else has it.
        if !meet(threads) || turn > 10_000 {
            std::thread::yield_now();
        }
        std::hint::spin_loop();
    }
    let (switches, calls) = (os::forced_switches(), alloc::calls());
    let (start, cpu) = (Instant::now(), os::cpu_ns());
    (task.run)(worker, task.passes);
    let (cpu, end) = (os::cpu_ns() - cpu, Instant::now());
    let allocations = alloc::calls() - calls;
    done.fetch_add(1, Ordering::AcqRel);
    let mut passes = task.passes;
    // The other one is still being timed, and must not have the cells for itself.
    while meet(threads) && done.load(Ordering::Acquire) < threads {
        (task.run)(worker, 1);
        passes += 1;
    }
    Span { start, end, cpu, switched: os::forced_switches() != switches, allocations, passes }
}
