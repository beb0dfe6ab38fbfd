//! The demo's sample data. People and firms are invented.

mod error;
mod people;

use app::state::AppState;
use store::{Name, Stamp};

pub use error::DemoError;
pub use people::{ADMIN, PASSWORD};

/// Puts sample data into a database that was not set up yet; what is there already is kept.
pub async fn fill(state: &AppState) -> Result<(), DemoError> {
    if state.store.workspace().await?.is_some() {
        return Ok(());
    }
    let stamp = Stamp {
        by: None,
        at: state.clock.now(),
        random: domain::random::id_bytes(&*state.random),
    };
    people::add(state, &Name::parse("Studio Nordlicht")?, &stamp).await?;
    Ok(())
}
