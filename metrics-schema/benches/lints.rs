//! What the lints cost. `cargo bench -p metricspec-schema`; the targets are 20 ms for 1,000 metrics and 250 ms for
//! 10,000, and `tests/lint_growth.rs` asserts what does not depend on the machine.

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/synthetic.rs"]
mod synthetic;

use common::Memory;
use metricspec_schema::{lint, load};

fn main() {
    divan::main();
}

/// All lints, with levels and waivers, on a workspace that has been read.
#[divan::bench(args = [1_000, 10_000])]
fn all_lints(bencher: divan::Bencher<'_, '_>, metrics: usize) {
    let (workspace, diagnostics) = load::load_project(&Memory::new(synthetic::files(metrics)), "metrics.toml");
    assert!(diagnostics.is_empty());
    bencher.bench_local(|| lint::check(&workspace, lint::Date::parse("2026-11-22")));
}

/// Reading the same, for comparison.
#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn load_project(bencher: divan::Bencher<'_, '_>, metrics: usize) {
    let files = Memory::new(synthetic::files(metrics));
    bencher.bench_local(|| load::load_project(&files, "metrics.toml"));
}
