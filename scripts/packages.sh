# shellcheck shell=bash
# Debian packages. They are asked for all at once, so that whoever is not root reads one line.

# need_packages PACKAGE... installs what is missing, or prints the line that would and stops.
need_packages() {
  command -v dpkg-query >/dev/null || {
    say "this is no Debian: make sure that you have the equivalents of: $*"
    return
  }
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  ((EUID == 0)) || fail "Debian packages are missing. Install them, then start this again:" "sudo $line"
  say "installing Debian packages: ${missing[*]}"
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $line -qq -o Dpkg::Use-Pty=0 >&2
}

# A tool that came another way (Node from its own site, a hand-built PostgreSQL) counts as well.
is_installed() {
  case $1 in
    gcc) command -v cc ;;
    nodejs) command -v node ;;
    npm) command -v npm ;;
    chromium) [[ -x /usr/bin/chromium ]] ;;
    postgresql) postgres_bin ;;
    *) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
  esac >/dev/null 2>&1
}

# Compiling Rust takes a linker, and the libraries with C parts (SQLite, ring) a C compiler.
BUILD_PACKAGES=(gcc libc6-dev nodejs npm)
CHECK_PACKAGES=(git shellcheck)
TEST_PACKAGES=(chromium fonts-dejavu-core postgresql)

# The two things that Debian's packages do not bring in the version needed.
need_rust_and_node() {
  command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs, then start this again."
  local node
  node=$(node --version)
  node=${node#v}
  ((${node%%.*} >= 20)) || fail "Node 20 or newer is needed, this is $node." "Install it from https://nodejs.org or from your distribution."
}
