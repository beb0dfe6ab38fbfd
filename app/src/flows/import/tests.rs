//! Whole imports, on both databases.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use domain::random::Random;
use domain::{Clock, ImportId, UserId, random};
use import::{DateOrder, Options, SeenDate};
use store::Store;
use store::imports::{ImportRun, ImportState, NewImport, Overlapping};
use store::testing::sample::{berlin, now, set_up};
use store::testing::{for_each_db, number};

use super::{Decision, Importer, NotAdded, Problem, Report, Step};

const HEADER: &str = "Project,Client,Description,Task,User,Email,Billable,Invoiced,Start Date,Start Time,Duration (h)\n";

/// Two hours of Mia Falk's, one of them billed, and one of nobody's.
const THREE: &str = "\
    Relaunch,Lindner Optik GmbH,Kickoff,Konzept,Mia Falk,mia@example.com,Yes,No,2026-10-26,09:00,1:00:00\n\
    Relaunch,Lindner Optik GmbH,=1+1,Konzept,Mia Falk,mia@example.com,Yes,Yes,2026-10-26,11:00,1:00:00\n\
    ,,Mittag,,,,No,No,2026-10-26,12:00,0:30:00\n";

struct At;

impl Clock for At {
    fn now(&self) -> DateTime<Utc> {
        now()
    }
}

struct Dice;

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        let some: [u8; 16] = store::testing::random();
        let many = some.iter().cycle();
        bytes
            .iter_mut()
            .zip(many)
            .for_each(|(to, from)| *to = *from);
    }
}

fn importer(store: &Store) -> Importer {
    Importer {
        store: store.clone(),
        clock: Arc::new(At),
        random: Arc::new(Dice),
    }
}

fn file(rows: &str) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(HEADER.as_bytes()).unwrap();
    file.write_all(rows.as_bytes()).unwrap();
    file.rewind().unwrap();
    file
}

fn options(dates: Option<DateOrder>) -> Options {
    Options {
        zone: berlin(),
        dates,
    }
}

async fn begin(importer: &Importer, by: UserId) -> ImportRun {
    let id = ImportId::new(now(), &random::id_bytes(&Dice));
    let new = NewImport {
        id,
        user: by,
        file_name: "times.csv".to_owned(),
        zone: berlin(),
    };
    importer.store.add_import(&new, now()).await.unwrap()
}

async fn check(
    importer: &Importer,
    by: UserId,
    rows: &str,
) -> (ImportRun, Result<Report, Problem>) {
    let run = begin(importer, by).await;
    (
        run,
        importer
            .check(run, by, file(rows), options(None), |_| {})
            .await,
    )
}

async fn add(importer: &Importer, run: ImportRun, decision: Decision) -> Result<u64, NotAdded> {
    let import = importer.store.import(run.import()).await.unwrap().unwrap();
    let run = importer.begin_adding(&import, decision).await?;
    let added = importer.add(run, &import, decision.overlapping).await;
    Ok(added.unwrap().entries)
}

async fn entries(store: &Store) -> i64 {
    number(store, "select count(*) from time_entries")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_file_becomes_entries_once() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let (run, report) = check(&importer, anna, THREE).await;
        let report = report.unwrap();
        assert!(report.is_proven());
        assert_eq!(
            (report.fresh.rows, report.fresh.seconds, report.known.rows),
            (3, 9_000, 0)
        );
        assert_eq!(report.adds.users.first, ["Mia Falk"]);
        assert_eq!(report.adds.clients.first, ["Lindner Optik GmbH"]);
        assert_eq!(entries(&store).await, 0, "a check adds nothing");
        let kept = store.import(run.import()).await.unwrap().unwrap();
        assert_eq!(
            serde_json::from_str::<Report>(&kept.report.unwrap()).unwrap(),
            report
        );

        assert_eq!(add(&importer, run, Decision::default()).await, Ok(3));
        assert_eq!(
            add(&importer, run, Decision::default()).await,
            Err(NotAdded::NotChecked)
        );
        let billed =
            "select count(*) from time_entries where billed_source = 'import' and note = '=1+1'";
        assert_eq!(number(&store, billed).await.unwrap(), 1);
        let of_nobody = "select count(*) from time_entries e join users u on u.id = e.user_id
                         where u.name = 'Anna Berg' and e.project_id is null";
        assert_eq!(
            number(&store, of_nobody).await.unwrap(),
            1,
            "whoever imports gets it"
        );

        let (run, report) = check(&importer, anna, THREE).await;
        let report = report.unwrap();
        assert_eq!((report.fresh.rows, report.known.rows), (0, 3));
        assert_eq!(report.adds, super::NewNames::default());
        assert_eq!(add(&importer, run, Decision::default()).await, Ok(0));
        assert_eq!(entries(&store).await, 3);
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_be_read_keep_all_out_until_somebody_leaves_them_out() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let rows = format!("{THREE}Relaunch,Lindner Optik GmbH,,,Mia Falk,mia@example.com,Yes,No,2026-10-27,09:00,-1:00:00\n");
        let (run, report) = check(&importer, anna, &rows).await;
        let report = report.unwrap();
        assert!(!report.is_proven());
        assert_eq!(report.dry_run.bad_rows.first[0].lines.first, 5);
        let refused = add(&importer, run, Decision::default()).await;
        assert_eq!(refused, Err(NotAdded::BadRows { total: 1 }));
        assert_eq!(entries(&store).await, 0);
        let decision = Decision { skip_bad: true, ..Decision::default() };
        assert_eq!(add(&importer, run, decision).await, Ok(3));
    })
    .await;
}

#[tokio::test]
async fn what_changed_at_its_source_can_be_left_out() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let (run, _) = check(&importer, anna, THREE).await;
        add(&importer, run, Decision::default()).await.unwrap();
        let (run, report) = check(&importer, anna, &THREE.replace("Kickoff", "Kick-off")).await;
        let report = report.unwrap();
        assert_eq!(
            (
                report.fresh.rows,
                report.known.rows,
                report.overlapping.rows
            ),
            (1, 2, 1)
        );
        assert_eq!(
            (
                report.overlaps[0].line,
                report.overlaps[0].note_here.as_str()
            ),
            (2, "Kickoff")
        );
        let decision = Decision {
            overlapping: Overlapping::LeaveOut,
            ..Decision::default()
        };
        assert_eq!(add(&importer, run, decision).await, Ok(0));
        assert_eq!(entries(&store).await, 3);
    })
    .await;
}

#[tokio::test]
async fn an_order_of_dates_that_nothing_settles_is_asked_for() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let rows = THREE.replace("2026-10-26", "03/04/2026");
        let (run, report) = check(&importer, anna, &rows).await;
        let date = SeenDate {
            line: 2,
            value: "03/04/2026".to_owned(),
        };
        assert_eq!(report.unwrap_err(), Problem::DatesAmbiguous(date.clone()));
        let failed = store.import(run.import()).await.unwrap().unwrap();
        let kept: Problem = serde_json::from_str(failed.problem.as_deref().unwrap()).unwrap();
        assert_eq!(
            (failed.state, kept),
            (ImportState::Failed, Problem::DatesAmbiguous(date))
        );

        let run = store
            .restart_import(&failed, berlin(), now())
            .await
            .unwrap();
        let chosen = options(Some(DateOrder::MonthFirst));
        let report = importer
            .check(run, anna, file(&rows), chosen, |_| {})
            .await
            .unwrap();
        let march: chrono::NaiveDate = "2026-03-04".parse().unwrap();
        assert_eq!(report.dry_run.days, Some((march, march)));
        assert_eq!(add(&importer, run, Decision::default()).await, Ok(3));
    })
    .await;
}

/// More rows than one lot has.
fn many() -> String {
    let mut rows = String::new();
    for at in 0..5_000 {
        let (hour, minute) = (at / 60 % 24, at % 60);
        writeln!(rows, "Relaunch,Lindner Optik GmbH,{at},,Mia Falk,mia@example.com,Yes,No,2026-10-26,{hour:02}:{minute:02},0:05:00").unwrap();
    }
    rows
}

#[tokio::test]
async fn many_rows_arrive_in_lots_and_are_told() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let run = begin(&importer, anna).await;
        let steps = Mutex::new(Vec::new());
        let tell = |step| steps.lock().unwrap().push(step);
        let report = importer
            .check(run, anna, file(&many()), options(None), tell)
            .await
            .unwrap();
        assert_eq!(report.fresh.rows, 5_000);
        let steps = steps.into_inner().unwrap();
        let staged = steps.iter().filter(|step| matches!(step, Step::Staged(..)));
        let staged: Vec<_> = staged.copied().collect();
        assert_eq!(staged.last(), Some(&Step::Staged(5_000, 5_000)));
        assert!(staged.len() > 2, "{staged:?}");
        assert_eq!(add(&importer, run, Decision::default()).await, Ok(5_000));
    })
    .await;
}

#[tokio::test]
async fn a_crash_in_the_middle_leaves_nothing_and_is_in_nobodys_way() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (crashing, (staged, mut has_staged)) =
            (importer(&store), tokio::sync::mpsc::unbounded_channel());
        let run = begin(&crashing, anna).await;
        let tell = move |step| {
            if matches!(step, Step::Staged(..)) {
                staged.send(()).unwrap();
            }
        };
        let work = tokio::spawn(async move {
            crashing
                .check(run, anna, file(&many()), options(None), tell)
                .await
        });
        has_staged.recv().await.unwrap();
        work.abort();
        assert!(work.await.unwrap_err().is_cancelled());
        let others = "select (select count(*) from clients) + (select count(*) from users)";
        assert_eq!(
            (entries(&store).await, number(&store, others).await.unwrap()),
            (0, 1)
        );

        let importer = importer(&store);
        let (run, _) = check(&importer, anna, &many()).await;
        assert_eq!(add(&importer, run, Decision::default()).await, Ok(5_000));
        store
            .sweep_imports(now() + chrono::TimeDelta::days(2))
            .await
            .unwrap();
        assert_eq!(
            number(&store, "select count(*) from import_rows")
                .await
                .unwrap(),
            0
        );
    })
    .await;
}

#[tokio::test]
async fn who_discards_an_import_stops_its_reader() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let importer = importer(&store);
        let run = begin(&importer, anna).await;
        let import = store.import(run.import()).await.unwrap().unwrap();
        store.discard_import(&import, now()).await.unwrap();
        let stopped = importer
            .check(run, anna, file(THREE), options(None), |_| {})
            .await;
        assert_eq!(stopped.unwrap_err(), Problem::Over);
        assert_eq!(
            number(&store, "select count(*) from imports")
                .await
                .unwrap(),
            0
        );
    })
    .await;
}
