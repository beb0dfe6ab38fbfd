# shellcheck shell=bash
# Documentation against the code: a relative link leads to a file that is there.

check_docs() {
  git ls-files -z -- '*.md' | xargs -0 node scripts/links.mjs
}
