//! `billhour serve`.

use std::io::Write as _;
use std::sync::Arc;

use domain::clock::SystemClock;

use super::{Failure, asked_to_stop};
use crate::cli;
use crate::config::{self, Config};
use crate::randomness::OsRandom;
use crate::set_up;
use crate::startup::{Application, Outside};

/// Serves until the process is asked to stop.
pub async fn run(options: &cli::Serve) -> Result<(), Failure> {
    if options.print_config {
        std::io::stdout().write_all(config::page().as_bytes())?;
        return Ok(());
    }
    let config = Config::from_env()?;
    config.keep_key_apart()?;
    let outside = Outside {
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        demo: None,
    };
    let mut application = Application::build(&config, outside).await?;
    set_up::offer(application.state()).await?;
    application.open().await?;
    tracing::info!(url = %application.origin(), "listening");
    asked_to_stop().await;
    application.stop().await;
    Ok(())
}
