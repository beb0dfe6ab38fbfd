# shellcheck shell=bash
# The standard library for the browser, wasm32-unknown-unknown.
#
# Two ways: rustup downloads it; where its server cannot be reached, it is built from the library
# sources that Debian packages. `--wasm=rustup|debian` chooses one on purpose, `auto` tries both.

WASM_TARGET=wasm32-unknown-unknown
WASM_WAY=auto

# The compiler of Debian's packages, under the name by which rustup starts it.
DEBIAN_TOOLCHAIN=debian
DEBIAN_RUST_PACKAGES=(rustc-web cargo-web rust-web-clippy rust-web-src lld-22)

# The formatter stays the one of before: Debian's packages have none.
FORMAT_TOOLCHAIN=${RUSTUP_TOOLCHAIN:-}

need_wasm_target() {
  case $WASM_WAY in
    rustup)
      has_wasm_target || wasm_from_rustup || fail "rustup could not download the target $WASM_TARGET." \
        "Try again later, or with --wasm=debian."
      ;;
    debian) wasm_from_debian ;;
    auto)
      if ! has_wasm_target && ! use_debian_if_ready && ! wasm_from_rustup; then
        say "rustup could not download it: building it from Debian's Rust packages instead"
        wasm_from_debian
      fi
      ;;
    *) fail "--wasm=$WASM_WAY is not a way: use rustup, debian or auto" ;;
  esac
}

# Is the target's standard library there for the compiler that cargo would use now?
has_wasm_target() {
  local folder
  folder=$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

wasm_from_rustup() {
  command -v rustup >/dev/null || return 1
  say "adding the Rust target $WASM_TARGET with rustup"
  rustup target add "$WASM_TARGET" >&2 && has_wasm_target
}

# One compiler must build server, tests and browser code: their versions have to agree.
use_debian() {
  export RUSTUP_TOOLCHAIN=$DEBIAN_TOOLCHAIN
  # The target asks for its linker by this name; Debian's clang folder has it as lld.
  mkdir -p "$CACHE/linker"
  ln -sf /usr/lib/llvm-22/bin/lld "$CACHE/linker/rust-lld"
  export PATH=$CACHE/linker:$PATH
}

use_debian_if_ready() {
  rustup toolchain list 2>/dev/null | grep -qx "$DEBIAN_TOOLCHAIN" || return 1
  [[ -x /usr/lib/llvm-22/bin/lld ]] || return 1
  (use_debian && has_wasm_target) || return 1
  use_debian
  detail "using Debian's Rust, $(rustc --version)"
}

wasm_from_debian() {
  need_packages "${DEBIAN_RUST_PACKAGES[@]}"
  command -v rustup >/dev/null || fail "rustup is missing: install it from https://rustup.rs, then start this again."
  rustup toolchain link "$DEBIAN_TOOLCHAIN" /usr
  use_debian
  has_wasm_target || build_wasm_std
  detail "using Debian's Rust, $(rustc --version)"
}

# Cargo can build the standard library along with a crate; an empty crate gives just the library.
build_wasm_std() {
  say "building the standard library for $WASM_TARGET (about a minute)"
  local folder=$CACHE/wasm-std libraries
  local built=$folder/target/$WASM_TARGET/release/deps
  libraries=$(rustc --print target-libdir --target "$WASM_TARGET")
  mkdir -p "$folder/src"
  printf '[package]\nname = "nothing"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$folder/Cargo.toml"
  printf '#![no_std]\n' >"$folder/src/lib.rs"
  (
    cd "$folder" || exit
    # Building it needs a switch that only nightly compilers take without this variable.
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$folder/target \
      cargo build --release --target "$WASM_TARGET" -Zbuild-std=std,panic_abort >&2
  )
  rm -f "$built"/libnothing-*
  ((EUID == 0)) || fail "The standard library is built; copying it to Debian's folder needs root:" \
    "sudo install -D -m 644 -t $libraries $built/lib*.rlib"
  install -D -m 644 -t "$libraries" "$built"/lib*.rlib
}
