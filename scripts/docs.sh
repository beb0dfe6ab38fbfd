# shellcheck shell=bash
# Documentation against what is there.

# A relative link leads to a file.
check_docs() {
  git ls-files -z -- '*.md' | xargs -0 node scripts/links.mjs
}

# The page of settings is what the program itself says about them.
check_settings() {
  diff docs/configuration.md <("$BINARY" serve --print-config) ||
    fail "docs/configuration.md (<) is not what the program says (>). Renew it:" \
      "$BINARY serve --print-config > docs/configuration.md"
}
