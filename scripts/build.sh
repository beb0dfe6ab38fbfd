# shellcheck shell=bash
# The release build: the site and the one binary.

# Installs what building needs and does not depend on what is in the clone.
prepare_build() {
  need_rust_and_node
  need_wasm_target
  need_wasm_bindgen
  need_npm_packages
}

build() {
  build_site
  say "building the server"
  cargo build "${CARGO_FLAGS[@]}" --release -p server >&2
}

# run_billhour ARGUMENT... hands this process over to the program.
run_billhour() {
  BILLHOUR_SITE=$SITE exec "$BINARY" "$@"
}
