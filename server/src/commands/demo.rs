//! `billhour demo`: everything in one folder, with sample data and simulated billing tools.

use std::io::Write as _;
use std::sync::Arc;

use domain::clock::SystemClock;
use sandbox::{Options, Sandbox};
use tokio::net::TcpListener;

use super::{Failure, asked_to_stop};
use crate::cli;
use crate::config::{Config, settings};
use crate::demo::{self, Amount};
use crate::randomness::OsRandom;
use crate::startup::{Application, Outside};

/// Serves the demo until the process is asked to stop.
pub async fn run(options: cli::Demo) -> Result<(), Failure> {
    std::fs::create_dir_all(&options.data)?;
    let sandbox = Sandbox::open(Some(options.data.join("sandbox.jsonl")), Options::default())?;
    let listener = TcpListener::bind(options.sandbox_listen).await?;
    let sandbox_url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(sandbox::serve(listener, sandbox, std::future::pending()));
    let config = Config::from_env_and(&[
        (settings::LISTEN, options.listen.to_string()),
        (settings::DATA, options.data.display().to_string()),
        (
            settings::KEY_FILE,
            options.data.join("key").display().to_string(),
        ),
        (settings::SEVDESK_URL, format!("{sandbox_url}/sevdesk")),
    ])?;
    let outside = Outside {
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        demo: true,
    };
    let application = Application::build(&config, outside).await?;
    let amount = if options.empty {
        Amount::Empty
    } else {
        Amount::Full
    };
    demo::fill(application.state(), amount).await?;
    application.open();
    let mut out = std::io::stdout();
    writeln!(out, "app: {}", application.origin())?;
    writeln!(out, "sandbox: {sandbox_url}")?;
    writeln!(out, "sign in: {} {}", demo::ADMIN.email, demo::PASSWORD)?;
    out.flush()?;
    asked_to_stop().await;
    application.stop().await;
    Ok(())
}
