//! Serving a sandbox over TCP.

use std::future::Future;
use std::io;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::connection::{Connection, CuttableListener};
use crate::journal::JournalError;
use crate::options::Options;
use crate::sandbox::Sandbox;

/// Serves `sandbox` on `listener` until `shutdown` ends, then finishes the requests that are under way.
///
/// Other than a plain [`axum::serve`], it can close connections without an answer, which some faults need.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    sandbox: Sandbox,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = sandbox
        .router()
        .into_make_service_with_connect_info::<Connection>();
    axum::serve(CuttableListener(listener), service)
        .with_graceful_shutdown(shutdown)
        .await
}

/// Why a sandbox could not be started for a test.
#[derive(Debug, thiserror::Error)]
pub enum SpawnError {
    /// Its file can't be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// No port could be had on the loopback interface.
    #[error("the sandbox can't listen on 127.0.0.1: {0}. Check whether the machine has free ports")]
    Listen(#[from] io::Error),
}

/// A sandbox that is being served in the background. Dropping this stops it.
#[derive(Debug)]
pub struct Running {
    sandbox: Sandbox,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl Running {
    /// The sandbox that is being served.
    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// Finishes the requests that are under way and closes the sandbox, its file too.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            // It fails only when the server has ended by itself, which is what is wanted.
            let _ = stop.send(());
        }
        if let Err(error) = (&mut self.task).await {
            tracing::warn!(%error, "the sandbox did not end as it should");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a sandbox in memory, with default options, on a free loopback port.
/// Answers its address, such as `http://127.0.0.1:40123`, and the handle that keeps it running.
///
/// # Errors
/// When no port can be had.
pub async fn spawn_local() -> Result<(String, Running), SpawnError> {
    spawn_local_with(Sandbox::open(None, Options::default())?).await
}

/// The same for a sandbox that has been opened already.
///
/// # Errors
/// When no port can be had.
pub async fn spawn_local_with(sandbox: Sandbox) -> Result<(String, Running), SpawnError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let base = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = oneshot::channel();
    let served = sandbox.clone();
    let task = tokio::spawn(async move {
        let shutdown = async {
            // Both a message and a dropped sender mean: stop.
            let _ = stopped.await;
        };
        if let Err(error) = serve(listener, served, shutdown).await {
            tracing::error!(%error, "the sandbox stopped");
        }
    });
    Ok((
        base,
        Running {
            sandbox,
            stop: Some(stop),
            task,
        },
    ))
}
