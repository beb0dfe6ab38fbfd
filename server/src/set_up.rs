//! The first start: a link by which the first admin sets Billhour up.

use app::state::AppState;
use chrono::TimeDelta;
use domain::random;
use store::{LinkToken, StoreError};

/// How long the link works. A restart makes a new one.
const LASTS: TimeDelta = TimeDelta::hours(24);

/// Where nobody has set Billhour up yet, writes a one-time link to standard error, which whoever runs the server can
/// read and nobody else. There is no account before it was used.
pub async fn offer(state: &AppState) -> Result<(), StoreError> {
    if state.store.workspace().await?.is_some() {
        return Ok(());
    }
    let token = LinkToken::new(random::bytes(&*state.random));
    let expires_at = state.clock.now() + LASTS;
    state.store.make_set_up_link(&token, expires_at).await?;
    // Not through the log's filter: without this line nobody gets in.
    eprintln!(
        "Set Billhour up at {}/setup/{} (works once, until {})",
        state.site.origin,
        token.expose(),
        expires_at.format("%Y-%m-%d %H:%M UTC"),
    );
    Ok(())
}
