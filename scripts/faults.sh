# shellcheck shell=bash
# ./dev faults: the long runs of what `./dev test` tries in short. The variables beside each stage say how long.

run_faults() {
  if [[ -w /dev/shm ]]; then export TMPDIR=${TMPDIR:-/dev/shm}; fi
  stage "schedules on the model" model_schedules
  stage "PostgreSQL" start_postgres
  stage "schedules on both databases" engine_test schedules SCHEDULES="${DATABASE_SCHEDULES:-10000}"
  stage "every moment, disturbed in every way" engine_test moments MOMENTS=1000000
  stage "requests and answers cut at every byte" engine_test cuts BYTES_APART=1
  stage "invoices with a cut" engine_test cut_invoices CUTS="${CUTS:-1000}"
  stage "two processes on one database" engine_test two_engines PAIRS="${PAIRS:-5000}"
  stage "processes that end at any instant" engine_test ends_anywhere ENDS="${ENDS:-2000}"
  stage "drafts edited meanwhile" engine_test edited_meanwhile EDITS="${EDITS:-1000}"
  stage "release build" build
  stage "kill -9 of the program" many_kills
  stage "crowds, double clicks, outages" many_faults
}

# The model has no waiting in it, so an optimised build is worth its time.
model_schedules() {
  SCHEDULES=${FAULT_SCHEDULES:-1000000} \
    cargo test "${CARGO_FLAGS[@]}" --release -p billing --test model -- --nocapture
}

# A test of the engine on both databases, with the variables that make it long: `engine_test two_engines PAIRS=5000`.
# Without optimisation most of the time would go into the simulated tools; what is left is waiting for databases, so many
# cases run beside each other, and the databases lie in memory where the machine has such a folder.
engine_test() {
  local name=$1
  shift
  env BILLHOUR_REQUIRE_POSTGRES=1 AT_ONCE="${AT_ONCE:-8}" "$@" \
    cargo test "${CARGO_FLAGS[@]}" --release -p billing --test it "$name::" -- --nocapture
}

many_kills() {
  BILLHOUR_REQUIRE_POSTGRES=1 BILLHOUR_BINARY=$BINARY BILLHOUR_SITE=$SITE KILLS=${KILLS:-500} \
    cargo test "${CARGO_FLAGS[@]}" -p server --test it killed -- --nocapture
}

# One after another, so that what they print of their times means something. Each outage has 8 drafts on their way.
many_faults() {
  BILLHOUR_REQUIRE_POSTGRES=1 BILLHOUR_BINARY=$BINARY BILLHOUR_SITE=$SITE \
    CROWDS=${CROWDS:-100} TWICE=${TWICE:-1000} LEAVES=${LEAVES:-200} FULL_DISKS=${FULL_DISKS:-50} \
    OUTAGES=${OUTAGES:-40} STOPS=${STOPS:-20} \
    cargo test "${CARGO_FLAGS[@]}" -p server --test it faults -- --nocapture --test-threads=1
}
