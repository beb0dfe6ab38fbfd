//! Adding what was checked.

use domain::random;
use store::Stamp;
use store::imports::{Added, Import, ImportRun, ImportStepError, Overlapping};
use thiserror::Error;

use super::{Importer, Problem, Report};

/// What a person decided about a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Rows that cannot be read may be left out.
    pub skip_bad: bool,
    /// What becomes of rows that start together with an entry that is here.
    pub overlapping: Overlapping,
}

/// Why nothing was added.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotAdded {
    /// There are rows that cannot be read, and nobody said that they may be left out.
    #[error(
        "{total} rows cannot be read, so nothing was imported: correct them, or leave them out"
    )]
    BadRows {
        /// How many.
        total: u64,
    },
    /// It is not checked, is being added, or was added.
    #[error("this import is not waiting for a decision any more")]
    NotChecked,
    /// The database failed.
    #[error("the database does not answer: nothing was imported, try again in a moment")]
    Database,
}

impl Importer {
    /// Takes the decision; of two at the same moment one is refused. [`Self::add`] has to follow.
    pub async fn begin_adding(
        &self,
        import: &Import,
        decision: Decision,
    ) -> Result<ImportRun, NotAdded> {
        let report: Report = import
            .report
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or(NotAdded::NotChecked)?;
        let total = report.dry_run.bad_rows.total;
        if total > 0 && !decision.skip_bad {
            return Err(NotAdded::BadRows { total });
        }
        self.store
            .begin_moving(import, self.clock.now())
            .await
            .map_err(|error| match error {
                ImportStepError::Store(error) => {
                    tracing::error!(%error, "an import could not be begun");
                    NotAdded::Database
                }
                ImportStepError::Over | ImportStepError::NamesChanged => NotAdded::NotChecked,
            })
    }

    /// Adds all of it, or nothing.
    pub async fn add(
        &self,
        run: ImportRun,
        import: &Import,
        overlapping: Overlapping,
    ) -> Result<Added, Problem> {
        let stamp = Stamp {
            by: Some(import.user),
            at: self.clock.now(),
            random: random::id_bytes(&*self.random),
        };
        match self.store.finish_import(run, overlapping, &stamp).await {
            Ok(added) => {
                // What stays behind is swept later.
                if let Err(error) = self.store.clear_staged(import.id).await {
                    tracing::warn!(%error, "the rows of a finished import are still there");
                }
                Ok(added)
            }
            Err(ImportStepError::Store(error)) => {
                if let Err(error) = self.store.stop_moving(run, self.clock.now()).await {
                    tracing::error!(%error, "an import that failed cannot be given back");
                }
                Err(error.into())
            }
            Err(error) => {
                let problem = Problem::from(error);
                self.keep_problem(run, &problem).await;
                Err(problem)
            }
        }
    }
}
