//! Imports that go on while nobody waits for them.

use chrono::TimeDelta;
use domain::UserId;
use import::Options;
use store::StoreError;
use store::imports::{Import, ImportRun, ImportState, Overlapping};
use tokio::task::JoinHandle;

use super::{Importer, Problem};
use crate::state::AppState;

/// A file without an import that waits for it goes after this time.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Checks the file of an import. Its progress and its end are kept with the import.
pub fn check_in_background(
    state: &AppState,
    run: ImportRun,
    by: UserId,
    options: Options,
) -> JoinHandle<()> {
    let (importer, uploads) = (Importer::from(state), state.site.uploads.clone());
    tokio::spawn(async move {
        match uploads.open(run.import()) {
            Ok(file) => drop(importer.check(run, by, file, options, |_| {}).await),
            Err(error) => {
                tracing::warn!(%error, "the file of an import is gone");
                importer.keep_problem(run, &Problem::Read).await;
            }
        }
    })
}

/// Adds what was checked. Its end is kept with the import.
pub fn add_in_background(
    state: &AppState,
    run: ImportRun,
    import: Import,
    overlapping: Overlapping,
) -> JoinHandle<()> {
    let (importer, uploads) = (Importer::from(state), state.site.uploads.clone());
    tokio::spawn(async move {
        if importer.add(run, &import, overlapping).await.is_ok() {
            uploads.remove(import.id);
        }
    })
}

/// Clears away what imports have left behind: rows of crashed ones, undecided ones of yesterday, files without an import.
pub async fn sweep(state: &AppState) -> Result<(), StoreError> {
    let now = state.clock.now();
    let uploads = &state.site.uploads;
    for id in state.store.sweep_imports(now).await? {
        uploads.remove(id);
    }
    for id in uploads.older_than(now - KEPT) {
        let import = state.store.import(id).await?;
        if import.is_none_or(|import| import.state == ImportState::Done) {
            uploads.remove(id);
        }
    }
    Ok(())
}
