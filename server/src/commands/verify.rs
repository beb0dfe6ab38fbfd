//! `billhour verify`: whether the history of invoices is as it was written.

use std::path::Path;

use secrecy::ExposeSecret as _;
use store::Store;
use store::invoices::ExportedLog;

use super::Failure;
use crate::cli::Verify;
use crate::config::Config;

/// Verifies files, or everything in the database. One line each on standard output; an error if one is broken.
pub async fn run(options: Verify) -> Result<(), Failure> {
    let mut broken = 0;
    if options.files.is_empty() {
        let config = Config::from_env()?;
        let store = Store::open(config.database_url.expose_secret()).await?;
        for invoice in store.logged_invoices().await? {
            let log = store.exported_log(invoice).await?;
            broken += usize::from(!tell(&invoice.to_string(), &log));
        }
        store.close().await;
    }
    for file in &options.files {
        broken += usize::from(!verify_file(file)?);
    }
    match broken {
        0 => Ok(()),
        1 => Err("1 history was changed".into()),
        many => Err(format!("{many} histories were changed").into()),
    }
}

fn verify_file(file: &Path) -> Result<bool, Failure> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let log = ExportedLog::parse(&text).map_err(|error| format!("{name}: {error}"))?;
    Ok(tell(&name, &log))
}

#[expect(clippy::print_stdout, reason = "what the command is for")]
fn tell(name: &str, log: &ExportedLog) -> bool {
    let verified = log.verify();
    match &verified {
        Ok(last) => println!(
            "{name}: {} events, whole, last hash {last}",
            log.events.len()
        ),
        Err(problem) => println!("{name}: {problem}"),
    }
    verified.is_ok()
}
