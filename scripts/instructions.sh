#!/usr/bin/env bash
# Counts the instructions of the hot calls with valgrind, and fails if one of them takes over a tenth more than
# metrics-runtime/examples/hot_calls.txt says. They depend on the compiler, which is pinned, not on the machine's load.
# `UPDATE_GOLDENS=1` writes the figures anew.
set -euo pipefail
cd "$(dirname "$0")/.."
goldens=metrics-runtime/examples/hot_calls.txt
if ! command -v valgrind >/dev/null; then
  [ -z "${CI:-}" ] || { echo "valgrind is missing; run scripts/setup.sh" >&2; exit 1; }
  echo "SKIPPED: valgrind is missing; run scripts/setup.sh"
  exit 0
fi
target=${CARGO_TARGET_DIR:-target}/instructions
cargo build --release --locked -p metricspec --example hot_calls --target-dir "$target" --quiet
calls="$target/release/examples/hot_calls"

count() { # count CALL TIMES
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$calls" "$1" "$2" 2>&1 |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

found=$(mktemp)
trap 'rm -f "$found"' EXIT
"$calls" | while IFS= read -r call; do
  # What a process does beside its calls is in both.
  once=$(count "$call" 10000) twice=$(count "$call" 20000)
  printf '%s\t%s\n' "$(((twice - once + 5000) / 10000))" "$call"
done >"$found"
if [ -n "${UPDATE_GOLDENS:-}" ]; then
  cp "$found" "$goldens"
  exit 0
fi
awk -F'\t' '
  NR == FNR { allowed[$2] = $1; next }
  !($2 in allowed) { printf "%s: not in the list; run it with UPDATE_GOLDENS=1\n", $2; bad = 1; next }
  { printf "%5d instructions (%d)  %s\n", $1, allowed[$2], $2 }
  $1 > allowed[$2] * 1.1 { printf "%s: %d instructions instead of %d\n", $2, $1, allowed[$2]; bad = 1 }
  END { exit bad }' "$goldens" "$found"
echo "test result: ok. $(wc -l <"$found") passed; 0 failed; 0 ignored"
