//! The demo's sample data: a small studio and its last ten weeks. People and firms are invented.

mod connect;
mod dice;
mod entries;
mod error;
mod jobs;
mod people;
mod plan;
mod relaunch;
mod work;

use app::state::AppState;
use chrono_tz::Europe::Berlin;
use secrecy::SecretString;

pub use error::DemoError;
pub use people::SIGN_IN;

/// How much sample data there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Clients, projects and some 400 time entries.
    Full,
    /// People who can sign in, and a connected billing tool; no clients and no entries.
    Empty,
}

/// Puts sample data into a database that was not set up yet; what is there already is kept.
///
/// `token` is the one that the simulated sevDesk accepts.
pub async fn fill(state: &AppState, amount: Amount, token: &SecretString) -> Result<(), DemoError> {
    if state.store.workspace().await?.is_some() {
        return Ok(());
    }
    let people = people::add(state, Berlin).await?;
    let connection = connect::sevdesk(state, &people, token).await?;
    if amount == Amount::Full {
        let work = work::Work::add(state).await?;
        connect::map_clients(state, connection, &work).await?;
        entries::add(state, Berlin, &people, &work).await?;
    }
    Ok(())
}
