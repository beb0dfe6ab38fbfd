//! `billhour import`: the exports of time trackers, from the command line.

mod choose;
mod tell;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use app::flows::import::{Decision, Importer, Report};
use domain::clock::SystemClock;
use domain::{ImportId, UserId, random};
use import::Options;
use secrecy::ExposeSecret as _;
use store::Store;
use store::imports::{NewImport, Overlapping};

use super::Failure;
use crate::cli;
use crate::config::Config;
use crate::data_folder;
use crate::randomness::OsRandom;

/// Checks a file, tells what it would add, and adds that.
pub async fn run(options: cli::Import) -> Result<(), Failure> {
    let config = Config::from_env()?;
    data_folder::make(&config.data)?;
    let store = Store::open(config.database_url.expose_secret()).await?;
    let done = import(&store, &options).await;
    store.close().await;
    done
}

async fn import(store: &Store, options: &cli::Import) -> Result<(), Failure> {
    let (reading, by) = choose::choose(store, options).await?;
    let source = File::open(&options.file)
        .map_err(|error| format!("{} cannot be read: {error}", options.file.display()))?;
    let importer = Importer {
        store: store.clone(),
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
    };
    let id = ImportId::new(importer.clock.now(), &random::id_bytes(&OsRandom));
    let done = check_and_add(&importer, id, by, source, reading, options).await;
    if !matches!(done, Ok(true)) {
        discard(&importer, id).await?;
    }
    done.map(drop)
}

/// Answers whether something was to be added, and was.
async fn check_and_add(
    importer: &Importer,
    id: ImportId,
    by: UserId,
    source: File,
    reading: Options,
    options: &cli::Import,
) -> Result<bool, Failure> {
    let new = NewImport {
        id,
        user: by,
        file_name: file_name(&options.file),
        zone: reading.zone,
    };
    let run = importer
        .store
        .add_import(&new, importer.clock.now())
        .await?;
    let progress = tell::Progress::default();
    let report = importer
        .check(run, by, source, reading, |step| progress.tell(step))
        .await?;
    tell::report(&options.file, &report)?;
    if options.dry_run {
        return Ok(false);
    }
    add(importer, id, &report, options).await?;
    Ok(true)
}

async fn add(
    importer: &Importer,
    id: ImportId,
    report: &Report,
    options: &cli::Import,
) -> Result<(), Failure> {
    let decision = Decision {
        skip_bad: options.skip_bad,
        overlapping: if options.leave_out_overlapping {
            Overlapping::LeaveOut
        } else {
            Overlapping::Add
        },
    };
    let import = importer.store.import(id).await?;
    let import = import.ok_or("somebody discarded this import in the meantime")?;
    let run = importer.begin_adding(&import, decision).await?;
    let added = importer.add(run, &import, decision.overlapping).await?;
    tell::added(added.entries, report)
}

/// Leaves nothing behind.
async fn discard(importer: &Importer, id: ImportId) -> Result<(), Failure> {
    if let Some(import) = importer.store.import(id).await? {
        let now = importer.clock.now();
        importer.store.discard_import(&import, now).await?;
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    domain::text::clean(&name.to_string_lossy())
}
