//! `billhour sandbox`: the simulated billing tools in a process of their own.

use std::io::Write as _;

use sandbox::{Options, Sandbox};
use tokio::net::TcpListener;

use super::{Failure, asked_to_stop};
use crate::cli;

/// Serves the simulated tools until the process is asked to stop.
pub async fn run(options: cli::Sandbox) -> Result<(), Failure> {
    let sandbox = Sandbox::open(options.data, Options::default())?;
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
    let mut out = std::io::stdout();
    writeln!(out, "sandbox: http://{}", listener.local_addr()?)?;
    out.flush()?;
    sandbox::serve(listener, sandbox, asked_to_stop()).await?;
    Ok(())
}
