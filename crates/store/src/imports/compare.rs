//! What is staged, held against the entries that are here.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ImportId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Store;
use crate::db::read;
use crate::error::StoreError;

/// Rows and their time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSum {
    /// How many.
    pub rows: i64,
    /// Their elapsed seconds.
    pub seconds: i64,
}

/// What of an import is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Rows that would become entries, the overlapping ones among them.
    pub fresh: RowSum,
    /// Rows that were imported before.
    pub known: RowSum,
    /// New rows that start together with an entry of the same user: probably that entry, changed at its source.
    pub overlapping: RowSum,
    used: Vec<Uuid>,
}

/// A new row that starts together with an entry of the same user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct OverlappingRow {
    /// The line of the file on which it starts.
    pub line: i64,
    /// Its day.
    pub day: NaiveDate,
    /// When it begins.
    pub started_at: DateTime<Utc>,
    /// Its elapsed seconds.
    pub seconds: i64,
    /// Its note.
    pub note: String,
    /// The elapsed seconds of the entry that is here.
    pub seconds_here: i64,
    /// The note of the entry that is here.
    pub note_here: String,
}

impl Comparison {
    /// The users, projects and tasks of the new rows.
    pub(super) fn used_by_new(&self) -> impl Iterator<Item = Uuid> {
        self.used.iter().copied()
    }

    fn add(&mut self, group: &Group) {
        let sum = RowSum {
            rows: group.row_count,
            seconds: group.seconds,
        };
        if group.is_known {
            self.known += sum;
            return;
        }
        self.fresh += sum;
        if group.is_overlapping {
            self.overlapping += sum;
        }
        let used = [Some(group.user_id), group.project_id, group.task_id];
        self.used.extend(used.into_iter().flatten());
    }
}

impl std::ops::AddAssign for RowSum {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.seconds += other.seconds;
    }
}

#[derive(sqlx::FromRow)]
struct Group {
    user_id: Uuid,
    project_id: Option<Uuid>,
    task_id: Option<Uuid>,
    is_known: bool,
    is_overlapping: bool,
    row_count: i64,
    seconds: i64,
}

impl Store {
    /// Compares what is staged with the entries that are here.
    pub async fn compare_import(&self, id: ImportId) -> Result<Comparison, StoreError> {
        let groups: Vec<Group> = read!(self.db, |pool| {
            sqlx::query_as(
                "select user_id, project_id, task_id, is_known, is_overlapping, count(*) as row_count,
                        cast(sum(seconds) as bigint) as seconds
                 from (select r.user_id, r.project_id, r.task_id, r.seconds,
                              exists (select 1 from time_entries e where e.import_identity = r.import_identity) as is_known,
                              exists (select 1 from time_entries e where e.user_id = r.user_id
                                        and e.local_date = r.local_date and e.started_at = r.started_at) as is_overlapping
                       from import_rows r where r.import_id = $1) as compared
                 group by user_id, project_id, task_id, is_known, is_overlapping",
            )
            .bind(id.0)
            .fetch_all(pool)
            .await
        })?;
        let mut comparison = Comparison::default();
        for group in &groups {
            comparison.add(group);
        }
        Ok(comparison)
    }

    /// New rows that overlap, in the order of the file, with the entries that they overlap.
    pub async fn overlapping_rows(
        &self,
        id: ImportId,
        most: i32,
    ) -> Result<Vec<OverlappingRow>, StoreError> {
        Ok(read!(self.db, |pool| {
            sqlx::query_as(
                "select r.line, r.local_date as day, r.started_at, r.seconds, r.note, e.seconds as seconds_here,
                        e.note as note_here
                 from import_rows r
                 join time_entries e on e.user_id = r.user_id and e.local_date = r.local_date and e.started_at = r.started_at
                 where r.import_id = $1
                   and not exists (select 1 from time_entries k where k.import_identity = r.import_identity)
                 order by r.row_no, e.id limit $2",
            )
            .bind(id.0)
            .bind(most)
            .fetch_all(pool)
            .await
        })?)
    }
}
