//! What is done in the background.

use std::sync::Arc;
use std::time::Duration;

use app::state::AppState;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::layers::SignInGuard;

/// How often what ran out is thrown away.
const CLEAN_UP_EVERY: Duration = Duration::from_mins(10);

/// Starts the background work; it ends when `stop` is cancelled.
pub fn start(state: &AppState, guard: Arc<SignInGuard>, stop: &CancellationToken) -> TaskTracker {
    let tasks = TaskTracker::new();
    let engine = state.engine.clone();
    let stopped = stop.clone();
    tasks.spawn(async move { engine.run_worker(stopped).await });
    let (state, stopped) = (state.clone(), stop.clone());
    tasks.spawn(async move { stopped.run_until_cancelled(clean_up(state, guard)).await });
    tasks.close();
    tasks
}

async fn clean_up(state: AppState, guard: Arc<SignInGuard>) {
    loop {
        guard.forget_old();
        match state.store.sweep_sessions(state.clock.now()).await {
            Ok(0) => {}
            Ok(ended) => tracing::debug!(ended, "sessions ran out"),
            Err(error) => tracing::warn!(%error, "sessions that ran out could not be deleted"),
        }
        if let Err(error) = app::flows::import::sweep(&state).await {
            tracing::warn!(%error, "what imports left behind could not be cleared away");
        }
        tokio::time::sleep(CLEAN_UP_EVERY).await;
    }
}
