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
use domain::capabilities::BillingTool;
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
/// `tokens` are those that the simulated tools accept; these tools are connected.
pub async fn fill(
    state: &AppState,
    amount: Amount,
    tokens: &[(BillingTool, SecretString)],
) -> Result<(), DemoError> {
    if state.store.workspace().await?.is_some() {
        return Ok(());
    }
    let people = people::add(state, Berlin).await?;
    let mut connections = Vec::new();
    for (tool, token) in tokens {
        connections.push((*tool, connect::tool(state, &people, *tool, token).await?));
    }
    if amount == Amount::Full {
        let work = work::Work::add(state).await?;
        for (tool, connection) in connections {
            connect::map_clients(state, tool, connection, &work).await?;
        }
        entries::add(state, Berlin, &people, &work).await?;
    }
    Ok(())
}
