# shellcheck shell=bash
# Rules of CONTRIBUTING.md that a script can see.

# Which crate may use which.
check_arrows() {
  cargo metadata "${CARGO_FLAGS[@]}" --no-deps --format-version 1 | node scripts/arrows.mjs
}

# Both databases come from the same steps, so each step has a file for each of them.
check_migrations() {
  local sqlite postgres
  sqlite=$(ls migrations/sqlite)
  postgres=$(ls migrations/postgres)
  [[ -n $sqlite ]] || fail "migrations/sqlite is empty"
  diff <(echo "$sqlite") <(echo "$postgres") ||
    fail "migrations/sqlite (<) and migrations/postgres (>) do not hold the same file names"
}

# What a reader of the clone cannot follow: a path on somebody's machine, a number from a tracker.
check_pointers() {
  local machine='(^|[^[:alnum:]_./:~-])/(work|home|root|Users)/[[:alnum:]]'
  local number='\b([Ii]ssue|[Dd]ecision|[Tt]icket) #?[0-9]'
  local own=':!scripts/house-rules.sh'
  if git grep -nE "$machine|$number" -- "$own" ':!*/package-lock.json' ':!LICENSE*'; then
    fail "the lines above name something that is not in the clone" \
      "Say what it says there instead, or name a public source (leptos #4843)."
  fi
}

# Only a report: now and then one idea takes more room.
report_long_files() {
  git ls-files -- '*.rs' '*.ts' '*.mjs' '*.sh' '*.css' | xargs wc -l |
    awk '$2 != "total" && $1 > 250 { print; long++ } END { print long + 0, "files of more than 250 lines" }'
}
