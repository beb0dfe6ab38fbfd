# shellcheck shell=bash
# Long commands go through stages; how long each took is printed at the end, whatever the end was.

STAGES=()
STAGE=
STAGE_BEGAN=0

# stage NAME FUNCTION [ARGUMENT...]
# The function is called plainly, not in a condition, so that `set -e` still holds inside it.
stage() {
  if ((${#STAGES[@]} == 0)); then on_exit print_stages; fi
  STAGE=$1
  STAGE_BEGAN=$SECONDS
  shift
  say "$STAGE"
  "$@"
  STAGES+=("$(stage_line passed)")
  STAGE=
}

stage_line() {
  local took=$((SECONDS - STAGE_BEGAN))
  printf '%3d:%02d  %-7s %s' $((took / 60)) $((took % 60)) "$1" "$STAGE"
}

print_stages() {
  local passed=${#STAGES[@]} failed=0
  if [[ -n $STAGE ]]; then
    failed=1
    STAGES+=("$(stage_line FAILED)")
  fi
  printf '\n'
  printf '%s\n' "${STAGES[@]}"
  printf 'stages: %d passed, %d failed\n' "$passed" "$failed"
}
