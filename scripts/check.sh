# shellcheck shell=bash
# ./dev check: what can be said about the code without running it.

source scripts/house-rules.sh
source scripts/docs.sh

check() {
  need_lints
  stage "format" check_format
  stage "lints, server" cargo clippy "${CARGO_FLAGS[@]}" --workspace --exclude frontend --all-targets -- -D warnings
  # Lints `app` and `domain` as well, as they are compiled for the browser.
  stage "lints, browser" cargo clippy "${CARGO_FLAGS[@]}" -p frontend --target "$WASM_TARGET" -- -D warnings
  stage "types, browser tests" "$NPM_BIN/tsc" -p end2end
  stage "lints, scripts" shellcheck --external-sources --check-sourced dev .ci/run
  stage "dependencies between crates" check_arrows
  stage "migrations" check_migrations
  stage "text points at nothing outside" check_pointers
  stage "links in the documentation" check_docs
  stage "length of files" report_long_files
}

# rustup's smallest profile comes without them.
need_lints() {
  if ! cargo clippy --version >/dev/null 2>&1; then
    say "adding clippy and rustfmt with rustup"
    rustup component add clippy rustfmt >&2
  fi
}

check_format() { RUSTUP_TOOLCHAIN=$FORMAT_TOOLCHAIN cargo fmt --all --check; }
