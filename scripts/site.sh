# shellcheck shell=bash
# The folder of static files that the server hands out: browser code, style sheet, assets.

BROWSER=$CARGO_TARGET_DIR/browser

WASM_OPT_FLAGS=(-Oz --strip-debug --strip-producers
  # What rustc's output uses, and every browser of the last years understands.
  --enable-bulk-memory --enable-nontrapping-float-to-int --enable-reference-types
  --enable-multivalue --enable-sign-ext --enable-mutable-globals)

build_site() {
  say "building the browser code"
  # Alone, never together with the server: in one build their features would unite.
  cargo build "${CARGO_FLAGS[@]}" -p frontend --target "$WASM_TARGET" --profile wasm-release >&2

  local wasm=$CARGO_TARGET_DIR/$WASM_TARGET/wasm-release/frontend.wasm key
  key=$(hash "$wasm" "$ROOT/Cargo.lock" "$ROOT/scripts/site.sh" "$ROOT/scripts/compress.mjs")
  if ! is_stamped "$BROWSER/.made-from" "$key"; then
    shrink_browser_code "$wasm"
    printf '%s' "$key" >"$BROWSER/.made-from"
  fi

  key=$key-$(find "$ROOT/style" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
  if ! is_stamped "$SITE/.made-from" "$key"; then
    assemble_site
    printf '%s' "$key" >"$SITE/.made-from"
  fi
}

# shrink_browser_code WASM makes the loader and the module that pages ask for.
shrink_browser_code() {
  say "making it small (wasm-bindgen, wasm-opt, brotli)"
  rm -rf "$BROWSER"
  "$WASM_BINDGEN" --target web --no-typescript --out-dir "$BROWSER" --out-name billhour "$1"
  "$NPM_BIN/wasm-opt" "${WASM_OPT_FLAGS[@]}" -o "$BROWSER/small.wasm" "$BROWSER/billhour_bg.wasm"
  mv "$BROWSER/small.wasm" "$BROWSER/billhour_bg.wasm"
  node "$ROOT/scripts/compress.mjs" "$BROWSER"
}

# The folder is made beside the old one and swapped in, so that a running server never sees half of it.
assemble_site() {
  local new=$SITE.new
  rm -rf "$new"
  mkdir -p "$new/pkg"
  cp "$ROOT/style/main.css" "$new/pkg/billhour.css"
  [[ ! -d $ROOT/style/assets ]] || cp -r "$ROOT/style/assets/." "$new/"
  node "$ROOT/scripts/compress.mjs" "$new"
  cp -r "$BROWSER/." "$new/pkg/"
  rm -rf "$SITE"
  mv "$new" "$SITE"
}
