#!/usr/bin/env bash
# Builds with every peer, measures, and writes the results to results.json here and to docs/performance.md and .svg.
# ROUNDS and MS say how many samples there are of a candidate, and how long each is. As root the run asks for a high
# priority, so that fewer samples have to be taken again.
set -euo pipefail
cd "$(dirname "$0")"

# `measured` declares a newer Rust than the pinned one, which builds it with the wrapper's help.
export RUSTC_WRAPPER=$PWD/rustc-wrap.sh
target=${CARGO_TARGET_DIR:-$PWD/../target}/benches
cargo build --release --ignore-rust-version --features all-peers,measured --target-dir "$target"

first=
[ "$(id -u)" = 0 ] && first="nice -n -10"
$first "$target/release/metricspec-benches" run results.json
"$target/release/metricspec-benches" render results.json ../docs
"$target/release/metricspec-benches" goals results.json
