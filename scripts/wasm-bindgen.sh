# shellcheck shell=bash
# The wasm-bindgen tool. Its output is read by the library of the same name, so the versions must be equal.

WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, "", $3); print $3 }' "$ROOT/Cargo.lock")
WASM_BINDGEN=$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION/bin/wasm-bindgen

need_wasm_bindgen() {
  [[ ! -x $WASM_BINDGEN ]] || return 0
  say "installing wasm-bindgen $WASM_BINDGEN_VERSION (some 3 minutes, once)"
  # It runs for a second per build: quick to compile beats quick to run.
  # Its own lock file is not used: it can name versions that were taken back.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
    CARGO_TARGET_DIR=$CACHE/wasm-bindgen-build \
    cargo install wasm-bindgen-cli --version "$WASM_BINDGEN_VERSION" --no-default-features \
    --root "$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION" >&2
  rm -rf "$CACHE/wasm-bindgen-build"
}
