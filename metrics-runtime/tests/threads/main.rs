//! Recorders and the life of threads, of recorders themselves, and of the process.
#![allow(missing_docs, unsafe_code)] // threads that C makes, and fork

mod forks;
mod growth;
mod lives;
mod removal;
mod stress;

use std::sync::{Mutex, MutexGuard, PoisonError};

use metricspec::Registry;

metricspec::schema!(pub(crate) "tests/threads/threads.toml");
pub(crate) use threads::Recorders;

/// Tests that look at the memory of the process come one after the other.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn registered(recorders: &Recorders) -> Registry {
    let registry = Registry::with_env([("", ""); 0]);
    registry.register(recorders, ()).unwrap();
    registry
}

/// Values of all samples that begin like this.
fn samples(text: &str, start: &str) -> Vec<f64> {
    let lines = text.lines().filter(|line| line.starts_with(start));
    lines.map(|line| line.rsplit(' ').next().unwrap().parse().unwrap()).collect()
}

fn sum(text: &str, start: &str) -> f64 {
    samples(text, start).iter().sum()
}

/// Sets a flag when it is dropped, so that threads end whose owner panics.
struct Done<'a>(&'a std::sync::atomic::AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, std::sync::atomic::Ordering::Relaxed);
    }
}
