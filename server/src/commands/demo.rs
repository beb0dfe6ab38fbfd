//! `billhour demo`: everything in one folder, with sample data and simulated billing tools.

use std::env;
use std::io::Write as _;
use std::sync::Arc;

use app::state::DemoSignIn;
use domain::clock::SystemClock;
use sandbox::{Options, Sandbox, SevdeskOptions};
use tokio::net::TcpListener;

use super::{Failure, asked_to_stop};
use crate::cli;
use crate::config::{Config, settings};
use crate::data_folder;
use crate::demo::{self, Amount};
use crate::randomness::OsRandom;
use crate::startup::{Application, Outside};

/// Serves the demo until the process is asked to stop.
pub async fn run(options: cli::Demo) -> Result<(), Failure> {
    data_folder::make(&options.data)?;
    let sevdesk = match env::var(settings::SEVDESK_URL.name) {
        Ok(elsewhere) => elsewhere,
        Err(_) => format!("{}/sevdesk", start_sandbox(&options).await?),
    };
    let config = configure(&options, &sevdesk)?;
    let outside = Outside {
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        demo: Some(demo::SIGN_IN),
    };
    let mut application = Application::build(&config, outside).await?;
    let amount = if options.empty {
        Amount::Empty
    } else {
        Amount::Full
    };
    let token = SevdeskOptions::DEMO_TOKEN.to_owned().into();
    demo::fill(application.state(), amount, &token).await?;
    application.open().await?;
    announce(&application, sevdesk.trim_end_matches("/sevdesk"))?;
    asked_to_stop().await;
    application.stop().await;
    Ok(())
}

/// Serves the simulated tools for as long as the process runs; answers where.
async fn start_sandbox(options: &cli::Demo) -> Result<String, Failure> {
    let file = options.data.join("sandbox.jsonl");
    let sandbox = Sandbox::open(Some(file), Options::default())?;
    let address = options.sandbox_listen;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        format!("cannot listen on {address}: {error}. Choose another address by --sandbox-listen")
    })?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(sandbox::serve(listener, sandbox, std::future::pending()));
    Ok(url)
}

/// The environment, except for what the demo keeps together in its folder.
fn configure(options: &cli::Demo, sevdesk: &str) -> Result<Config, Failure> {
    let key = options.data.join("key");
    Ok(Config::from_env_and(&[
        (settings::LISTEN, options.listen.to_string()),
        (settings::DATA, options.data.display().to_string()),
        (settings::KEY_FILE, key.display().to_string()),
        (settings::SEVDESK_URL, sevdesk.to_owned()),
    ])?)
}

/// Says where everything is, in lines that scripts can read.
fn announce(application: &Application, sandbox: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    writeln!(out, "app: {}", application.origin())?;
    writeln!(out, "sandbox: {sandbox}")?;
    let DemoSignIn { email, password } = demo::SIGN_IN;
    writeln!(out, "sign in: {email} {password}")?;
    Ok(out.flush()?)
}
