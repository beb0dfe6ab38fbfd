# shellcheck shell=bash
# What every part of ./dev shares: where things are, how it talks, and what is done on the way out.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# Tools and build output that outlive this clone. In CI the clone is new each time, so what cargo
# builds is kept there as well; otherwise `target` stays where everybody looks for it.
CACHE=${BILLHOUR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/billhour}
if [[ -z ${CARGO_TARGET_DIR:-} && (${CI:-} == true || -n ${BILLHOUR_CACHE:-}) ]]; then
  CARGO_TARGET_DIR=$CACHE/target
fi
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target}

SITE=$CARGO_TARGET_DIR/site
BINARY=$CARGO_TARGET_DIR/release/billhour

# Elsewhere Cargo.lock may follow a Cargo.toml that is being edited; CI builds what was committed.
CARGO_FLAGS=()
if [[ ${CI:-} == true ]]; then CARGO_FLAGS+=(--locked); fi

# Standard output belongs to what is being run (the demo's three lines, test results).
say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
detail() { printf '    %s\n' "$*" >&2; }
fail() {
  printf '\033[1;31m==> %s\033[0m\n' "$1" >&2
  shift
  local line
  for line in "$@"; do detail "$line"; done
  exit 1
}

# hash FILE... prints one name for the contents of all of them.
hash() { cat -- "$@" | sha256sum | cut -d' ' -f1; }

# is_stamped STAMP KEY is true when STAMP says that the work for KEY was finished.
is_stamped() { [[ -f $1 && $(<"$1") == "$2" ]]; }

# What has to be undone when the script ends, last come first served.
CLEANUPS=()
on_exit() { CLEANUPS=("$1" "${CLEANUPS[@]}"); }
run_cleanups() {
  local status=$? cleanup
  trap - EXIT
  for cleanup in "${CLEANUPS[@]}"; do "$cleanup" || true; done
  exit "$status"
}
trap run_cleanups EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
