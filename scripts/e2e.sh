# shellcheck shell=bash
# The browser tests: the release binary, Debian's Chromium, once on SQLite and once on PostgreSQL.

# run_e2e [--sqlite|--postgres] [PLAYWRIGHT ARGUMENT...]
run_e2e() {
  case ${1:-} in
    --sqlite)
      shift
      e2e_on_sqlite "$@"
      ;;
    --postgres)
      shift
      start_postgres
      e2e_on_postgres "$@"
      ;;
    *)
      start_postgres
      stage "browser tests, SQLite" e2e_on_sqlite "$@"
      stage "browser tests, PostgreSQL" e2e_on_postgres "$@"
      ;;
  esac
}

e2e_on_sqlite() { playwright sqlite "$@"; }

# The fixture makes a database for each program that it starts.
e2e_on_postgres() { BILLHOUR_E2E_POSTGRES=$TEST_POSTGRES_URL playwright postgres "$@"; }

playwright() {
  local output=$1
  shift
  (
    cd end2end || exit
    BILLHOUR_BINARY=$BINARY BILLHOUR_SITE=$SITE "$NPM_BIN/playwright" test --output "test-results/$output" "$@"
  )
}
