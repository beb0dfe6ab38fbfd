//! One file per command.

mod demo;
mod import;
mod migrate;
mod sandbox;
mod serve;
mod verify;

use std::error::Error;

use crate::cli::Command;

/// Why a command ended. Commands meet errors of every crate, and a person reads them.
pub type Failure = Box<dyn Error + Send + Sync>;

impl Command {
    /// Runs the command to its end.
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::Serve(options) => serve::run(&options).await,
            Self::Demo(options) => demo::run(options).await,
            Self::Sandbox(options) => sandbox::run(options).await,
            Self::Migrate => migrate::run().await,
            Self::Import(options) => import::run(options).await,
            Self::Verify(options) => verify::run(options).await,
        }
    }
}

/// Ends when the process is asked to: ctrl-c, or SIGTERM from whatever supervises it.
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let ctrl_c = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = ctrl_c => {}
        _ = terminate => {}
    }
    tracing::info!("stopping");
}
