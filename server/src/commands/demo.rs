//! `billhour demo`: everything in one folder, with sample data and simulated billing tools.

use std::env;
use std::io::Write as _;
use std::sync::Arc;

use app::state::DemoSignIn;
use domain::capabilities::BillingTool;
use domain::clock::SystemClock;
use sandbox::{HqOptions, LexwareOptions, Options, Sandbox, SevdeskOptions};
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
    let simulated = match env::var(settings::SEVDESK_URL.name) {
        Ok(sevdesk) => Simulated::elsewhere(&sevdesk),
        Err(_) => Simulated::here(start_sandbox(&options).await?),
    };
    let config = configure(&options, &simulated)?;
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
    let tokens = simulated.tokens.iter();
    let tokens = tokens.map(|(tool, token)| (*tool, (*token).to_owned().into()));
    let tokens: Vec<_> = tokens.collect();
    demo::fill(application.state(), amount, &tokens).await?;
    application.open().await?;
    announce(&application, &simulated.url)?;
    asked_to_stop().await;
    application.stop().await;
    Ok(())
}

/// The simulated tools that the demo connects.
struct Simulated {
    /// Where they are.
    url: String,
    /// Those that there are, with the tokens that they accept.
    tokens: &'static [(BillingTool, &'static str)],
}

impl Simulated {
    /// All of them, in this process.
    fn here(url: String) -> Self {
        let tokens = &[
            (BillingTool::Sevdesk, SevdeskOptions::DEMO_TOKEN),
            (BillingTool::Lexware, LexwareOptions::DEMO_API_KEY),
            (BillingTool::Hq, HqOptions::DEMO_V2_TOKEN),
        ];
        Self { url, tokens }
    }

    /// Whoever says where sevDesk is has a simulation of their own, and sevDesk in it.
    fn elsewhere(sevdesk: &str) -> Self {
        Self {
            url: sevdesk.trim_end_matches("/sevdesk").to_owned(),
            tokens: &[(BillingTool::Sevdesk, SevdeskOptions::DEMO_TOKEN)],
        }
    }
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

/// The environment, except for what the demo keeps together in its folder, and the tools that it brings.
fn configure(options: &cli::Demo, simulated: &Simulated) -> Result<Config, Failure> {
    let key = options.data.join("key");
    let tool = |path: &str| format!("{}/{path}", simulated.url);
    let mut settings = vec![
        (settings::LISTEN, options.listen.to_string()),
        (settings::DATA, options.data.display().to_string()),
        (settings::KEY_FILE, key.display().to_string()),
    ];
    for (name, path) in [
        (settings::SEVDESK_URL, "sevdesk"),
        (settings::HQ_URL, "hq"),
        (settings::LEXWARE_URL, "lexware"),
        (settings::LEXWARE_APP_URL, "lexware"),
        (settings::LEXWARE_AUTH_URL, "lexware"),
    ] {
        if env::var(name.name).is_err() {
            settings.push((name, tool(path)));
        }
    }
    for (name, value) in [
        (settings::LEXWARE_CLIENT_ID, LexwareOptions::DEMO_CLIENT_ID),
        (
            settings::LEXWARE_CLIENT_SECRET,
            LexwareOptions::DEMO_CLIENT_SECRET,
        ),
    ] {
        settings.push((name, value.to_owned()));
    }
    Ok(Config::from_env_and(&settings)?)
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
