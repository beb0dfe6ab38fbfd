//! The end of a turn, kept by the clock that the turn was taken by.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::Clock;

/// Does this before `until`, or breaks it off.
///
/// A timer alone is not enough. It may tell a process that was suspended of the end only after the work has gone on, and
/// it stands still while the machine sleeps; then the first byte of a request could leave long after its turn. So the
/// clock is asked before each step.
pub(crate) async fn before<T>(
    until: DateTime<Utc>,
    clock: &dyn Clock,
    work: impl Future<Output = T>,
) -> Option<T> {
    let left = (until - clock.now()).to_std().unwrap_or(Duration::ZERO);
    let mut work = pin!(work);
    let in_turn = poll_fn(|cx| {
        if clock.now() >= until {
            return Poll::Ready(None);
        }
        work.as_mut().poll(cx).map(Some)
    });
    tokio::time::timeout(left, in_turn).await.ok().flatten()
}
