# shellcheck shell=bash
# ./dev faults: the long runs of what `./dev test` tries in short. FAULT_SCHEDULES and DATABASE_SCHEDULES say how long.

run_faults() {
  stage "schedules on the model" model_schedules
  stage "PostgreSQL" start_postgres
  stage "schedules on both databases" database_schedules
  stage "release build" build
  stage "kill -9 of the program" many_kills
}

# The model has no waiting in it, so an optimised build is worth its time.
model_schedules() {
  SCHEDULES=${FAULT_SCHEDULES:-1000000} \
    cargo test "${CARGO_FLAGS[@]}" --release -p billing --test model -- --nocapture
}

database_schedules() {
  BILLHOUR_REQUIRE_POSTGRES=1 SCHEDULES=${DATABASE_SCHEDULES:-10000} \
    cargo test "${CARGO_FLAGS[@]}" -p billing --test it schedules -- --nocapture
}

many_kills() {
  BILLHOUR_REQUIRE_POSTGRES=1 BILLHOUR_BINARY=$BINARY BILLHOUR_SITE=$SITE KILLS=${KILLS:-500} \
    cargo test "${CARGO_FLAGS[@]}" -p server --test it killed -- --nocapture
}
