//! An invented file, already read: rows with names, and the way that an import takes them.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::IdBytes;
use domain::random::Random;
use domain::{EntryId, ImportId, UserId, zone};
use store::imports::{
    Added, Comparison, Import, ImportRun, ImportStepError, NameBook, NewImport, Overlapping,
    StagedRow,
};
use store::testing::random;
use store::testing::sample::{berlin, now, stamp};
use store::{Note, Rate, Store};

/// The machine's randomness.
pub struct Dice;

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = random::<1>()[0];
        }
    }
}

/// A row of the file. `label` is what it is known by.
#[derive(Clone)]
pub struct Row {
    pub label: &'static str,
    pub client: &'static str,
    pub project: &'static str,
    pub task: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub minutes_later: i64,
    pub billed: bool,
    pub rate: Option<i64>,
}

/// An hour of Mia Falk's on the relaunch of an optician's pages.
pub fn row(label: &'static str) -> Row {
    Row {
        label,
        client: "Lindner Optik GmbH",
        project: "Relaunch",
        task: "Konzept",
        name: "Mia Falk",
        email: "mia@example.com",
        minutes_later: 0,
        billed: false,
        rate: None,
    }
}

impl Row {
    pub fn started_at(&self) -> DateTime<Utc> {
        now() + TimeDelta::minutes(self.minutes_later)
    }

    fn staged(&self, row_no: i64, book: &mut NameBook) -> StagedRow {
        let mut identity = [0; 16];
        identity[..self.label.len()].copy_from_slice(self.label.as_bytes());
        StagedRow {
            row_no,
            line: row_no + 1,
            entry: EntryId::new(now(), &random::<10>()),
            person: book.person(self.name, self.email).unwrap(),
            place: book.place(self.client, self.project, self.task).unwrap(),
            started_at: self.started_at(),
            seconds: 3600,
            local_date: zone::local_date(self.started_at(), berlin()),
            note: Note::parse(self.label).unwrap(),
            billable: true,
            billed: self.billed,
            rate: self.rate.and_then(Rate::of_cents),
            identity,
        }
    }
}

/// Begins an import of a file.
pub async fn begin(store: &Store, importer: UserId) -> ImportRun {
    let import = NewImport {
        id: ImportId::new(now(), &random::<10>() as &IdBytes),
        user: importer,
        file_name: "times.csv".to_owned(),
        zone: berlin(),
    };
    store.add_import(&import, now()).await.unwrap()
}

/// Puts the rows aside; answers what of them is new, and the names for it.
pub async fn stage(
    store: &Store,
    run: ImportRun,
    importer: UserId,
    rows: &[Row],
) -> (Comparison, NameBook) {
    let mut book = store
        .name_book(importer, now(), Arc::new(Dice))
        .await
        .unwrap();
    let staged = rows.iter().zip(1..);
    let staged: Vec<_> = staged.map(|(row, no)| row.staged(no, &mut book)).collect();
    let count = i64::try_from(rows.len()).unwrap();
    store.begin_staging(run, count, now()).await.unwrap();
    for chunk in staged.chunks(2) {
        store.stage_rows(run, chunk, now()).await.unwrap();
    }
    (store.compare_import(run.import()).await.unwrap(), book)
}

/// Reads a file to the end of the check.
pub async fn check(store: &Store, importer: UserId, rows: &[Row]) -> (Import, Comparison) {
    let run = begin(store, importer).await;
    let (comparison, book) = stage(store, run, importer, rows).await;
    let names = book.needed(&comparison);
    store.finish_check(run, &names, "{}", now()).await.unwrap();
    (current(store, run).await, comparison)
}

/// Adds what was checked.
pub async fn finish(
    store: &Store,
    import: &Import,
    overlapping: Overlapping,
) -> Result<Added, ImportStepError> {
    let run = store.begin_moving(import, now()).await?;
    let stamp = stamp(Some(import.user));
    store.finish_import(run, overlapping, &stamp).await
}

/// A whole import; answers how many entries it added.
pub async fn import(store: &Store, importer: UserId, rows: &[Row]) -> u64 {
    let (import, _) = check(store, importer, rows).await;
    let added = finish(store, &import, Overlapping::Add).await.unwrap();
    store.clear_staged(import.id).await.unwrap();
    added.entries
}

/// The import as it stands.
pub async fn current(store: &Store, run: ImportRun) -> Import {
    store.import(run.import()).await.unwrap().unwrap()
}
