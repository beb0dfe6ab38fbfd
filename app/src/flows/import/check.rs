//! Reading a file: its dry run, then its rows put aside, then what of them is new.

use std::fs::File;

use domain::UserId;
use import::{DryRun, ExportFile, Options, Progress};
use store::imports::{ImportRun, ImportStepError, NameBook};
use tokio::sync::mpsc;
use tokio::task::{JoinError, spawn_blocking};

use super::report::KEPT_ROWS;
use super::rows::{self, EntryIds};
use super::{Importer, Problem, Report};

/// How far a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The file is read: bytes, and of how many.
    Read(u64, u64),
    /// Its rows are put aside: rows, and of how many.
    Staged(u64, u64),
}

/// Lots of rows that wait to be stored; the reader stops while there are so many.
const WAITING_LOTS: usize = 2;

impl Importer {
    /// Reads a file and reports what it would add; adds nothing. What goes wrong is kept with the import, too.
    pub async fn check(
        &self,
        run: ImportRun,
        importer: UserId,
        source: File,
        options: Options,
        progress: impl Fn(Step),
    ) -> Result<Report, Problem> {
        let checked = self
            .try_check(run, importer, source, options, progress)
            .await;
        if let Err(problem) = &checked {
            self.keep_problem(run, problem).await;
        }
        checked
    }

    /// Keeps a problem with its import, unless somebody discarded that or began it anew.
    pub(super) async fn keep_problem(&self, run: ImportRun, problem: &Problem) {
        let kept = match serde_json::to_string(problem) {
            Ok(text) => self.store.fail_import(run, &text, self.clock.now()).await,
            Err(error) => return tracing::error!(%error, "a problem cannot be written down"),
        };
        match kept {
            Ok(()) | Err(ImportStepError::Over) => {}
            Err(error) => tracing::error!(%error, %problem, "why an import failed cannot be kept"),
        }
    }

    async fn try_check(
        &self,
        run: ImportRun,
        importer: UserId,
        source: File,
        options: Options,
        progress: impl Fn(Step),
    ) -> Result<Report, Problem> {
        self.store.clear_staged(run.import()).await?;
        let (file, dry_run) = self.dry_run(run, source, options, &progress).await?;
        let (dry_run, book) = self.stage(run, importer, file, dry_run, &progress).await?;
        let comparison = self.store.compare_import(run.import()).await?;
        let overlaps = match comparison.overlapping.rows {
            0 => Vec::new(),
            _ => self.store.overlapping_rows(run.import(), KEPT_ROWS).await?,
        };
        let names = book.needed(&comparison);
        let report = Report::new(dry_run, &comparison, overlaps, &names);
        let text = serde_json::to_string(&report).map_err(|error| {
            tracing::error!(%error, "a report cannot be written down");
            Problem::Database
        })?;
        self.store
            .finish_check(run, &names, &text, self.clock.now())
            .await?;
        Ok(report)
    }

    async fn dry_run(
        &self,
        run: ImportRun,
        source: File,
        options: Options,
        progress: &impl Fn(Step),
    ) -> Result<(ExportFile<File>, DryRun), Problem> {
        // Whoever reads never waits for who listens: a report that does not fit is left out.
        let (reports, mut heard) = mpsc::channel::<Progress>(1);
        let reading = spawn_blocking(move || {
            let mut file = ExportFile::open(source)?;
            let dry_run = file.dry_run(&options, |report| {
                let _ = reports.try_send(report);
            })?;
            Ok::<_, Problem>((file, dry_run))
        });
        let mut noted = 0;
        while let Some(report) = heard.recv().await {
            // A hundred times at most, so that it costs the database nothing.
            if report.bytes - noted > report.of_bytes / 100 {
                noted = report.bytes;
                let (done, total) = (signed(report.bytes), signed(report.of_bytes));
                self.store
                    .note_import_read(run, done, total, self.clock.now())
                    .await?;
                progress(Step::Read(report.bytes, report.of_bytes));
            }
        }
        reading.await.map_err(|error| broke_off(&error))?
    }

    async fn stage(
        &self,
        run: ImportRun,
        importer: UserId,
        mut file: ExportFile<File>,
        dry_run: DryRun,
        progress: &impl Fn(Step),
    ) -> Result<(DryRun, NameBook), Problem> {
        let now = self.clock.now();
        let total = dry_run.rows.total().rows;
        self.store.begin_staging(run, signed(total), now).await?;
        let mut book = self
            .store
            .name_book(importer, now, self.random.clone())
            .await?;
        let ids = EntryIds::new(now, self.random.clone());
        let (lots, mut handed_over) = mpsc::channel(WAITING_LOTS);
        let reading = spawn_blocking(move || {
            rows::read(&mut file, &dry_run, ids, &mut book, &lots)?;
            Ok::<_, Problem>((dry_run, book))
        });
        let mut staged = 0;
        while let Some(lot) = handed_over.recv().await {
            self.store.stage_rows(run, &lot, self.clock.now()).await?;
            staged += lot.len() as u64;
            progress(Step::Staged(staged, total));
        }
        reading.await.map_err(|error| broke_off(&error))?
    }
}

/// The reader panicked, or Billhour is stopping.
fn broke_off(error: &JoinError) -> Problem {
    tracing::error!(%error, "reading a file of time entries broke off");
    Problem::Read
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
