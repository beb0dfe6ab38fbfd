//! From the rows of a file to rows for the store. This runs on a thread of its own, since reading blocks.

use std::fs::File;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::EntryId;
use domain::random::{self, Random};
use import::{DryRun, ExportFile, ImportRow, OnBadRows};
use store::imports::{NameBook, STAGED_AT_ONCE, StagedRow};
use store::{NameProblem, Note, Rate};
use tokio::sync::mpsc::Sender;

use super::Problem;

/// Reads the good rows of a file and hands them over in lots. Ends early when nobody takes them any more.
pub(super) fn read(
    file: &mut ExportFile<File>,
    dry_run: &DryRun,
    mut ids: EntryIds,
    book: &mut NameBook,
    lots: &Sender<Vec<StagedRow>>,
) -> Result<(), Problem> {
    let mut lot = Vec::with_capacity(STAGED_AT_ONCE);
    let rows = file.rows(dry_run, OnBadRows::Skip)?;
    for (row, row_no) in rows.zip(1..) {
        lot.push(staged(row?, row_no, ids.next(), book)?);
        if lot.len() == STAGED_AT_ONCE {
            let full = std::mem::replace(&mut lot, Vec::with_capacity(STAGED_AT_ONCE));
            lots.blocking_send(full).map_err(|_| Problem::Over)?;
        }
    }
    if lot.is_empty() {
        return Ok(());
    }
    lots.blocking_send(lot).map_err(|_| Problem::Over)
}

fn staged(
    row: ImportRow,
    row_no: i64,
    entry: EntryId,
    book: &mut NameBook,
) -> Result<StagedRow, Problem> {
    let source = row.source;
    // The check has refused what is too long for us, so these limits are the same as its own.
    let not_a_name = |_: NameProblem| Problem::Changed;
    Ok(StagedRow {
        row_no,
        line: i64::try_from(row.lines.first).unwrap_or(i64::MAX),
        entry,
        person: book
            .person(&source.user_name, &source.user_email)
            .map_err(not_a_name)?,
        place: book
            .place(&source.client, &source.project, &source.task)
            .map_err(not_a_name)?,
        started_at: row.started_at,
        seconds: source.seconds,
        local_date: row.local_date,
        note: Note::parse(&source.note).map_err(|_| Problem::Changed)?,
        billable: source.billable,
        billed: source.billed,
        rate: source.rate_cents.and_then(Rate::of_cents),
        identity: *row.source_hash.as_bytes(),
    })
}

/// Ids that ascend within one import, because the database adds those much faster than random ones: random bytes of the
/// import, a counter, random bytes of the row (RFC 9562, section 6.2, method 2).
pub(super) struct EntryIds {
    now: DateTime<Utc>,
    start: [u8; 3],
    next: u32,
    random: Arc<dyn Random>,
}

impl EntryIds {
    pub(super) fn new(now: DateTime<Utc>, random: Arc<dyn Random>) -> Self {
        Self {
            now,
            start: random::bytes(&*random),
            next: 0,
            random,
        }
    }

    fn next(&mut self) -> EntryId {
        let mut bytes = [0; 10];
        bytes[..3].copy_from_slice(&self.start);
        bytes[3..7].copy_from_slice(&self.next.to_be_bytes());
        bytes[7..].copy_from_slice(&random::bytes::<3>(&*self.random));
        self.next = self.next.wrapping_add(1);
        EntryId::new(self.now, &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;

    impl Random for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xff);
        }
    }

    #[test]
    fn ids_ascend_and_are_distinct() {
        let mut ids = EntryIds::new(DateTime::UNIX_EPOCH, Arc::new(Ones));
        let made: Vec<EntryId> = (0..100_000).map(|_| ids.next()).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(made[0].0.get_version_num(), 7);
    }
}
