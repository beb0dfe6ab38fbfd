//! Adding what was staged: all of it, or nothing.

use domain::ImportId;

use super::run::hit;
use super::{ImportRun, ImportStepError};
use crate::Store;
use crate::audit::{AuditKind, Stamp, record};
use crate::db::{Tx, run};
use crate::error::StoreError;

/// What becomes of new rows that start together with an entry of the same user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlapping {
    /// They are added like the others.
    #[default]
    Add,
    /// They are left out.
    LeaveOut,
}

/// What an import has added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// Time entries.
    pub entries: u64,
}

impl Store {
    /// Adds what was staged in one transaction: the new names that are still needed, then the entries. Rows that were
    /// imported before are passed over. On SQLite nobody else can write meanwhile.
    pub async fn finish_import(
        &self,
        run: ImportRun,
        overlapping: Overlapping,
        stamp: &Stamp,
    ) -> Result<Added, ImportStepError> {
        let mut tx = self.begin().await?;
        let entries = add_all(&mut tx, run.import(), overlapping, stamp)
            .await
            .map_err(names_changed)?;
        hit(run!(
            &mut tx,
            "update imports set state = 'done', added = $1, touched_at = $2 where id = $3 and run = $4 and state = 'moving'",
            i64::try_from(entries).unwrap_or(i64::MAX),
            stamp.at,
            run.import().0,
            run.no(),
        )?)?;
        let detail = format!("{} {entries}", run.import());
        record(&mut tx, AuditKind::Imported, &detail, stamp).await?;
        tx.commit().await?;
        Ok(Added { entries })
    }
}

async fn add_all(
    tx: &mut Tx,
    import: ImportId,
    overlapping: Overlapping,
    stamp: &Stamp,
) -> Result<u64, StoreError> {
    if overlapping == Overlapping::LeaveOut {
        leave_out_overlapping(tx, import).await?;
    }
    run!(
        &mut *tx,
        "insert into users (id, email, name, role, created_at)
         select id, name_key, name, 'member', $2 from import_names where import_id = $1 and kind = 'user'",
        import.0,
        stamp.at,
    )?;
    for insert in NEW_WORK {
        run!(&mut *tx, insert, import.0)?;
    }
    run!(
        &mut *tx,
        "insert into time_entries (id, user_id, project_id, task_id, started_at, seconds, zone, local_date, note, billable,
           rate_cents, rate_source, billed_source, billed_at, import_id, import_identity, created_at)
         select r.entry_id, r.user_id, r.project_id, r.task_id, r.started_at, r.seconds, i.zone, r.local_date, r.note,
           r.billable, r.rate_cents, r.rate_source, case when r.billed then 'import' end,
           case when r.billed then $2 end, r.import_id, r.import_identity, $2
         from import_rows r join imports i on i.id = r.import_id
         where r.import_id = $1
         on conflict (import_identity) do nothing",
        import.0,
        stamp.at,
    )
}

/// What a name belongs to comes before the name.
const NEW_WORK: [&str; 3] = [
    "insert into clients (id, name, name_key)
     select id, name, name_key from import_names where import_id = $1 and kind = 'client'",
    "insert into projects (id, client_id, name, name_key)
     select id, parent_id, name, name_key from import_names where import_id = $1 and kind = 'project'",
    "insert into tasks (id, project_id, name, name_key)
     select id, parent_id, name, name_key from import_names where import_id = $1 and kind = 'task'",
];

/// Takes back what starts together with an entry that is here, and the names that nothing else needs: an import that is
/// undone on the way undoes this, too.
async fn leave_out_overlapping(tx: &mut Tx, import: ImportId) -> Result<(), StoreError> {
    run!(
        &mut *tx,
        "delete from import_rows where import_id = $1 and exists (
           select 1 from time_entries e where e.user_id = import_rows.user_id
             and e.local_date = import_rows.local_date and e.started_at = import_rows.started_at)",
        import.0,
    )?;
    for delete in UNUSED_NAMES {
        run!(&mut *tx, delete, import.0)?;
    }
    Ok(())
}

/// What belongs to a name goes before the name.
const UNUSED_NAMES: [&str; 4] = [
    "delete from import_names where import_id = $1 and kind = 'user'
       and id not in (select user_id from import_rows where import_id = $1)",
    "delete from import_names where import_id = $1 and kind = 'task'
       and id not in (select task_id from import_rows where import_id = $1 and task_id is not null)",
    "delete from import_names where import_id = $1 and kind = 'project'
       and id not in (select project_id from import_rows where import_id = $1 and project_id is not null)",
    "delete from import_names where import_id = $1 and kind = 'client'
       and id not in (select parent_id from import_names where import_id = $1 and kind = 'project')",
];

/// Since the check somebody has added a name that is to be added here, or deleted one that a row refers to.
fn names_changed(error: StoreError) -> ImportStepError {
    let is_taken = error.breaks_unique("name_key") || error.breaks_unique("email");
    if is_taken || error.breaks_reference() {
        ImportStepError::NamesChanged
    } else {
        error.into()
    }
}
