# shellcheck shell=bash
# Mistakes in the arithmetic that can be switched on: the tests against exact fractions have to notice each of them.

ARITHMETIC=(-p domain --test arithmetic)
MUTATIONS=(mutation-bankers-rounding mutation-no-remainder)

check_mutations() {
  local mutation
  for mutation in "${MUTATIONS[@]}"; do check_mutation "$mutation"; done
}

# Noticed means: it compiles, and tests fail. Their output would look like a failed run, so it goes to a file.
check_mutation() {
  local log=$CARGO_TARGET_DIR/$1.log
  cargo test "${CARGO_FLAGS[@]}" "${ARITHMETIC[@]}" --features "$1" --no-run
  if PROPTEST_DISABLE_FAILURE_PERSISTENCE=1 \
    cargo test "${CARGO_FLAGS[@]}" "${ARITHMETIC[@]}" --features "$1" >"$log" 2>&1; then
    fail "$1: every test passed, although the arithmetic was wrong"
  fi
  local noticed
  noticed=$(grep -cE '^test .* \.\.\. FAILED$' "$log") || fail "$1: the tests did not run, see $log"
  echo "$1: noticed by $noticed tests"
  sed -nE 's/^test (.*) \.\.\. FAILED$/    \1/p' "$log"
}
