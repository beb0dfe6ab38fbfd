# shellcheck shell=bash
# ./dev test: everything that runs. The release binary comes first, since some tests kill it.

source scripts/docs.sh
source scripts/mutations.sh

run_tests() {
  stage "release build" build
  stage "size of the browser code" node scripts/budget.mjs "$SITE"
  stage "documented settings" check_settings
  stage "PostgreSQL" start_postgres
  stage "Rust tests" rust_tests
  stage "mutations" check_mutations
  stage "browser tests, SQLite" e2e_on_sqlite
  stage "browser tests, PostgreSQL" e2e_on_postgres
}

# With BILLHOUR_REQUIRE_POSTGRES a test that would skip PostgreSQL fails instead.
rust_tests() {
  BILLHOUR_REQUIRE_POSTGRES=1 BILLHOUR_BINARY=$BINARY BILLHOUR_SITE=$SITE \
    cargo test "${CARGO_FLAGS[@]}" --workspace --exclude frontend --no-fail-fast
}
