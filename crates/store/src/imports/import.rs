//! An import as a person sees it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::zone::{self, Zone};
use domain::{ImportId, UserId};
use uuid::Uuid;

use super::ImportRun;
use crate::Store;
use crate::db::{read, run_alone};
use crate::error::StoreError;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// The file is being read and summed up.
    Reading,
    /// Its rows are being put aside.
    Staging,
    /// They are all there; a person decides.
    Checked,
    /// They are being added.
    Moving,
    /// They were added.
    Done,
    /// The file cannot be imported as it was read.
    Failed,
}

/// A file on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Which import.
    pub id: ImportId,
    /// Who imports. Rows that name nobody become their entries.
    pub user: UserId,
    /// Their name.
    pub user_name: String,
    /// What the file was called.
    pub file_name: String,
    /// The zone of the clock that the file shows.
    pub zone: Zone,
    /// How far it is.
    pub state: ImportState,
    /// The present run.
    pub run: ImportRun,
    /// How much of the present state is done: bytes while reading, rows while staging.
    pub step_done: i64,
    /// Of how much; 0 while that is not known.
    pub step_total: i64,
    /// How many entries it added.
    pub added: i64,
    /// What the check found, as the caller wrote it.
    pub report: Option<String>,
    /// Why it failed, as the caller wrote it.
    pub problem: Option<String>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it last got further.
    pub touched_at: DateTime<Utc>,
}

/// A file that was handed in.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// The new id.
    pub id: ImportId,
    /// Who imports.
    pub user: UserId,
    /// What the file is called.
    pub file_name: String,
    /// The zone of the clock that it shows.
    pub zone: Zone,
}

/// Reading reports how far it is every moment; after this silence its process is gone.
const READING_PATIENCE: TimeDelta = TimeDelta::minutes(2);
/// Moving is one statement without any news.
const MOVING_PATIENCE: TimeDelta = TimeDelta::minutes(15);

impl Import {
    /// Whether somebody works on it.
    pub fn is_running(&self, now: DateTime<Utc>) -> bool {
        self.patience()
            .is_some_and(|patience| now - self.touched_at <= patience)
    }

    /// Whether nobody works on it any more although its state says so: the process ended in the middle.
    pub fn is_stalled(&self, now: DateTime<Utc>) -> bool {
        self.patience().is_some() && !self.is_running(now)
    }

    fn patience(&self) -> Option<TimeDelta> {
        match self.state {
            ImportState::Reading | ImportState::Staging => Some(READING_PATIENCE),
            ImportState::Moving => Some(MOVING_PATIENCE),
            ImportState::Checked | ImportState::Done | ImportState::Failed => None,
        }
    }
}

impl ImportState {
    const ALL: [Self; 6] = [
        Self::Reading,
        Self::Staging,
        Self::Checked,
        Self::Moving,
        Self::Done,
        Self::Failed,
    ];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Staging => "staging",
            Self::Checked => "checked",
            Self::Moving => "moving",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    user_id: Uuid,
    user_name: String,
    file_name: String,
    zone: String,
    state: String,
    run: i64,
    step_done: i64,
    step_total: i64,
    added: i64,
    report: Option<String>,
    problem: Option<String>,
    created_at: DateTime<Utc>,
    touched_at: DateTime<Utc>,
}

impl Store {
    /// Begins an import; its first run reads the file.
    pub async fn add_import(
        &self,
        import: &NewImport,
        now: DateTime<Utc>,
    ) -> Result<ImportRun, StoreError> {
        run_alone!(
            self,
            "insert into imports (id, user_id, file_name, zone, state, created_at, touched_at)
             values ($1, $2, $3, $4, 'reading', $5, $5)",
            import.id.0,
            import.user.0,
            import.file_name.as_str(),
            import.zone.name(),
            now,
        )?;
        Ok(ImportRun::first(import.id))
    }

    /// The import with this id.
    pub async fn import(&self, id: ImportId) -> Result<Option<Import>, StoreError> {
        let row: Option<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select i.id, i.user_id, u.name as user_name, i.file_name, i.zone, i.state, i.run, i.step_done,
                        i.step_total, i.added, i.report, i.problem, i.created_at, i.touched_at
                 from imports i join users u on u.id = i.user_id where i.id = $1",
            )
            .bind(id.0)
            .fetch_optional(pool)
            .await
        })?;
        row.map(Import::try_from).transpose()
    }

    /// The latest imports, the newest first.
    pub async fn imports(&self, most: i32) -> Result<Vec<Import>, StoreError> {
        let rows: Vec<Row> = read!(self.db, |pool| {
            sqlx::query_as(
                "select i.id, i.user_id, u.name as user_name, i.file_name, i.zone, i.state, i.run, i.step_done,
                        i.step_total, i.added, i.report, i.problem, i.created_at, i.touched_at
                 from imports i join users u on u.id = i.user_id order by i.created_at desc, i.id desc limit $1",
            )
            .bind(most)
            .fetch_all(pool)
            .await
        })?;
        rows.into_iter().map(Import::try_from).collect()
    }
}

impl TryFrom<Row> for Import {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let id = ImportId(row.id);
        Ok(Self {
            id,
            user: UserId(row.user_id),
            user_name: row.user_name,
            file_name: row.file_name,
            zone: zone::parse(&row.zone)
                .ok_or_else(|| StoreError::unknown("a time zone", row.zone))?,
            state: ImportState::parse(&row.state)
                .ok_or_else(|| StoreError::unknown("the state of an import", row.state))?,
            run: ImportRun::stored(id, row.run),
            step_done: row.step_done,
            step_total: row.step_total,
            added: row.added,
            report: row.report,
            problem: row.problem,
            created_at: row.created_at,
            touched_at: row.touched_at,
        })
    }
}
