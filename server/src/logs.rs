//! Logging, to standard error.

use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` says how much, for example `info,billing=debug`; a part of it that cannot be read is left
/// out. Does nothing when it was started before.
pub fn start() {
    let filter = EnvFilter::builder()
        .with_default_directive(tracing::Level::INFO.into())
        .from_env_lossy();
    // It fails only when there is a log already.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .try_init();
}
