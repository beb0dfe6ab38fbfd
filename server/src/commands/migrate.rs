//! `billhour migrate`: the schema alone, for whoever does that apart from starting.

use secrecy::ExposeSecret as _;
use store::Store;

use super::Failure;
use crate::config::Config;
use crate::data_folder;

/// Brings the schema up to date.
pub async fn run() -> Result<(), Failure> {
    let config = Config::from_env()?;
    data_folder::make(&config.data)?;
    let store = Store::open(config.database_url.expose_secret()).await?;
    store.close().await;
    tracing::info!("the database's schema is up to date");
    Ok(())
}
