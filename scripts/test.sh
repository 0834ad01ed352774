#!/usr/bin/env bash
# Installs what the tests need (scripts/setup.sh) and runs them all, cheap ones first. Every stage runs even if one before
# it failed, except when nothing builds; the exit code and the last lines say what came of it.
set -uo pipefail
cd "$(dirname "$0")/.."
root=$PWD

# Tests find the tools that setup.sh unpacked or installed here on the path; .tools/venv and .tools/node_modules by place.
export PATH="$root/.tools/node_modules/.bin:$root/.tools/debian/usr/bin:$PATH"
# Valgrind that was unpacked, not installed, looks for its parts elsewhere.
[ ! -d "$root/.tools/debian/usr/libexec/valgrind" ] || export VALGRIND_LIB="$root/.tools/debian/usr/libexec/valgrind"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-$([ -n "${CI:-}" ] && echo never || echo auto)}
# On CI a tool that is missing is a failure; elsewhere its tests say loudly that they were skipped.
if [ -n "${CI:-}" ]; then
  export METRICSPEC_REQUIRE_TOOLS=1
  # Nothing is built twice there.
  export CARGO_INCREMENTAL=0
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
declare -a names=() seconds=() results=()
failed=0

stage() { # stage NAME COMMAND…
  local name=$1 start=$SECONDS result=ok
  shift
  printf '\n==== %s\n' "$name"
  "$@" 2>&1 | tee -a "$log"
  [ "${PIPESTATUS[0]}" = 0 ] || { result=FAILED; failed=$((failed + 1)); }
  names+=("$name") seconds+=($((SECONDS - start))) results+=("$result")
  [ "$result" = ok ]
}

summary() {
  printf '\n==== summary\n'
  local i
  for i in "${!names[@]}"; do
    printf '%-28s %6.1f min  %s\n' "${names[i]}" "$(awk "BEGIN { print ${seconds[i]} / 60 }")" "${results[i]}"
  done
  printf '%-28s %6.1f min\n' all "$(awk "BEGIN { print $SECONDS / 60 }")"
  # What the test runner counted, and each stage that failed.
  awk -v stages="$failed" '
    /^test result: / { for (i = 1; i < NF; i++) { if ($(i+1) ~ /^passed/) p += $i; if ($(i+1) ~ /^failed/) f += $i; if ($(i+1) ~ /^ignored/) s += $i } }
    END { if (f < stages) f = stages; printf "%d passed, %d failed, %d skipped\n", p, f, s; if (p == 0) exit 1 }' "$log"
}

finish() {
  summary || failed=$((failed + 1))
  [ "$failed" = 0 ] && exit 0
  exit 1
}

# Goldens of pages have tests of their own; the template of the language reference is no page yet.
pages() {
  local links="$root/.tools/node_modules/remark-validate-links/index.js"
  git ls-files -z '*.md' ':!:*/tests/*' ':!:metrics-schema/src' | xargs -0 markdownlint --config .markdownlint.json -- &&
    git ls-files -z '*.md' ':!:*/tests/*' ':!:metrics-schema/src' |
    xargs -0 remark --no-color --no-config --quiet --frail --use "$links=repository:false" --
}

# The workspace builds the run time with all that somebody asks for; here with each thing alone.
features() {
  local feature
  for feature in "" derive gzip axum server prometheus sharded; do
    cargo clippy --package metricspec --lib --locked --no-default-features --features "$feature" -- -D warnings || return
  done
}

# libFuzzer through the compiler's own coverage pass, which stable Rust has too; no sanitizer, since the code is safe. The
# loop among the tests has run by now, without coverage and with more structure.
fuzz() {
  local host flags
  host=$(rustc -vV | sed -n 's/^host: //p')
  flags="--cfg fuzzing -Cdebug-assertions -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
  flags+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
  flags+=" -Cllvm-args=-sanitizer-coverage-trace-compares"
  local target=${CARGO_TARGET_DIR:-$root/target}/fuzz
  RUSTFLAGS="$flags" cargo build --manifest-path fuzz/Cargo.toml --target "$host" --target-dir "$target" --config profile.dev.opt-level=1 || return
  mkdir -p "$target/corpus"
  cp schemas/*.toml metrics.toml "$target/corpus/"
  (cd "$target" && "$target/$host/debug/schema" -max_total_time=30 -timeout=20 -max_len=65536 -print_final_stats=1 corpus) 2>&1 |
    grep -vE '^#[0-9]+.*(NEW|REDUCE|pulse)' | tail -n 40
}

# One round of every peer that the pinned compiler builds as it is, among the tests: all run, and have counted every call.
benchmarks() {
  cargo fmt --manifest-path benches/Cargo.toml --check &&
    cargo test --manifest-path benches/Cargo.toml --features all-peers --target-dir "${CARGO_TARGET_DIR:-$root/target}/benches"
}

# Ten million records by 64 threads beside scrapes and removals, with slabs and without; a second of it each is among the tests.
stress() {
  local target=${CARGO_TARGET_DIR:-target}/instructions
  METRICSPEC_STRESS=10000000 cargo test --release --locked -p metricspec --test threads --target-dir "$target" stress &&
    cargo test --locked -p metricspec --features sharded --test threads --test cap
}

# Few threads in all orders up to a number of preemptions, with the values that the memory model lets them load.
models() {
  cargo fmt --manifest-path loom/Cargo.toml --check &&
    RUSTFLAGS="--cfg loom" cargo test --manifest-path loom/Cargo.toml --release --locked --target-dir "${CARGO_TARGET_DIR:-$root/target}/loom"
}

# Each package is built from what would be published. Cargo keeps what it has unpacked and built of the packages of this
# workspace by name and version, and takes what an earlier run in the same folder left: that must go first.
packages() {
  local target=${CARGO_TARGET_DIR:-target}/packages
  rm -rf "$target" "${CARGO_HOME:-$HOME/.cargo}"/registry/src/-*/metricspec{,-schema,-derive,-promql,-docs,-rules,-cli}-[0-9]*
  cargo package --target-dir "$target" --workspace --exclude xtask --exclude frontend --exclude metricspec-tests --allow-dirty --quiet
}

stage "setup" scripts/setup.sh || finish
stage "format" cargo fmt --all --check
# cargo fmt does not see modules that a macro declares.
stage "format of modules in lists" rustfmt --edition 2024 --check metrics-schema/src/lint/*/*.rs metrics-{docs,rules}/src/*.rs metrics-derive/src/expand/labels/*.rs benches/src/peer/*.rs
stage "lints" cargo clippy --workspace --all-targets --locked -- -D warnings
stage "lints of single features" features
stage "build" cargo build --workspace --locked || finish
stage "generated files" cargo xtask gen --check
stage "unit tests" cargo test --workspace --locked --lib --bins --no-fail-fast
stage "pages" pages
stage "integration tests" cargo test --workspace --locked --test '*' --no-fail-fast
stage "cost of the macros" cargo test --locked -p metricspec-derive --test cost -- --ignored --nocapture --test-threads 1
stage "documentation tests" cargo test --workspace --locked --doc --no-fail-fast
stage "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --workspace --locked --no-deps --quiet
stage "stress" stress
stage "instructions of hot calls" scripts/instructions.sh
stage "fuzzing" fuzz
stage "models" models
stage "benchmarks" benchmarks
stage "packages" packages
finish
