# shellcheck shell=bash
# A PostgreSQL of our own for the tests: a new cluster in a temporary folder, gone when the script ends.

# The folder with initdb and postgres; Debian keeps them off the PATH. The newest version wins.
postgres_bin() {
  local folder
  for folder in $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV); do
    if [[ -x $folder/initdb ]]; then
      echo "$folder"
      return
    fi
  done
  command -v initdb >/dev/null && dirname "$(readlink -f "$(command -v initdb)")"
}

# start_postgres exports TEST_POSTGRES_URL: a superuser, so that each test can have its own database.
start_postgres() {
  say "starting PostgreSQL for the tests"
  PG_BIN=$(postgres_bin) || fail "PostgreSQL's initdb was not found."
  PG_HOME=$(mktemp -d "${TMPDIR:-/tmp}/billhour-postgres.XXXXXX")
  on_exit stop_postgres
  # PostgreSQL refuses to run as root.
  ((EUID != 0)) || chown postgres: "$PG_HOME"

  # A password, because a superuser on a loopback port is open to everybody on the machine otherwise.
  local password
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  as_postgres tee "$PG_HOME/password" <<<"$password" >/dev/null
  as_postgres "$PG_BIN/initdb" --pgdata="$PG_HOME/data" --username=billhour --pwfile="$PG_HOME/password" \
    --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$PG_HOME.log" 2>&1 ||
    fail "initdb failed:" "$(tail -n 5 "$PG_HOME.log")"

  local port
  for _ in 1 2 3 4 5; do
    port=$((RANDOM % 20000 + 20000))
    if as_postgres "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --log="$PG_HOME/log" --wait --silent start \
      --options="-p $port $(postgres_settings)" >>"$PG_HOME.log" 2>&1; then
      export TEST_POSTGRES_URL=postgres://billhour:$password@127.0.0.1:$port/postgres
      export PSQL=$PG_BIN/psql
      detail "port $port, $("$PG_BIN/postgres" --version)"
      return
    fi
  done
  fail "PostgreSQL did not start:" "$(as_postgres tail -n 5 "$PG_HOME/log")"
}

# Nothing here outlives the run, so nothing needs to survive a power cut.
postgres_settings() {
  printf -- '-c %s ' listen_addresses=127.0.0.1 unix_socket_directories= max_connections=300 \
    fsync=off synchronous_commit=off full_page_writes=off
}

as_postgres() {
  if ((EUID == 0)); then
    (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@")
  else
    "$@"
  fi
}

stop_postgres() {
  [[ ! -f $PG_HOME/data/postmaster.pid ]] ||
    as_postgres "$PG_BIN/pg_ctl" --pgdata="$PG_HOME/data" --mode=immediate --silent stop >/dev/null 2>&1
  rm -rf "$PG_HOME" "$PG_HOME.log"
}
