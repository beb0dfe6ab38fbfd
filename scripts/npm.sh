# shellcheck shell=bash
# Packages from npm: wasm-opt for the build, Playwright for the browser tests.

NPM_BIN=$ROOT/end2end/node_modules/.bin

need_npm_packages() {
  local lock=$ROOT/end2end/package-lock.json stamp=$ROOT/end2end/node_modules/.installed-from key
  key=$(hash "$lock")
  ! is_stamped "$stamp" "$key" || return 0
  say "installing the packages of end2end/package-lock.json"
  # The browser is Debian's: nothing else is downloaded.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix "$ROOT/end2end" ci --no-audit --no-fund >&2
  printf '%s' "$key" >"$stamp"
}
