//! SQLite's disk is full at any page of a send: it is said, nothing leaves without its mark, and space is all it takes.

use store::testing::{execute, sqlite_url, texts};

use super::books::Books;
use super::cases::{Case, cases, tell};
use super::disk::Disk;
use super::studio::Studio;
use crate::browser::Browser;
use crate::walk;

/// The database with its log in MiB, and some room.
const SIZE: u32 = 24;
/// Cases leave fewer pages than this: a whole send takes no more.
const PAGES: u64 = 50;
/// Pages that are left grow by this from case to case, so that a few cases are spread over all.
const STRIDE: u64 = 17;

#[tokio::test]
async fn a_full_disk_loses_nothing_and_needs_no_restart() {
    let Some(disk) = Disk::mount(SIZE) else {
        tell("SKIPPED: a full disk, since this machine lets us mount none");
        return;
    };
    let mut studio = Studio::open(&sqlite_url(&disk.path().join("billhour.db"))).await;
    let (mut refused, cases) = (0, cases("FULL_DISKS", 5));
    for case in &cases {
        let case = Case(*case);
        refused += usize::from(fill_up(&mut studio, &disk, &case).await);
    }
    tell(&format!(
        "{} sends on a full disk, {refused} of them told that something was wrong",
        cases.len()
    ));
}

/// One send on a disk that is nearly full; answers whether it was refused.
async fn fill_up(studio: &mut Studio, disk: &Disk, case: &Case) -> bool {
    // A new start has a new log of the database, which has to grow.
    studio.start(&[("BILLHOUR_LEASE_SECONDS", "4")]).await;
    let mut anna = studio.anna().await;
    let day = studio.add_work(case.0, 1).await;
    let invoice = walk::to_last_step(&mut anna, &day.report).await;
    let form = walk::create_draft(&mut anna, &invoice).await;
    forget_when_seen(studio).await;

    disk.fill(case.0 * STRIDE % PAGES);
    let answer = anna.send(form).await;
    let hint = ["disk is full", "is shown on the invoice's page"];
    let said = hint.iter().any(|hint| answer.text.contains(hint));
    assert!(
        answer.status == 303 || said,
        "{}: {}",
        answer.status,
        answer.text
    );
    reads(&mut anna, &invoice).await;
    disk.free();

    studio.settled().await;
    if anna.get(&format!("{invoice}/create")).await.status == 200 {
        let again = walk::create_draft(&mut anna, &invoice).await;
        let again = anna.send(again).await;
        assert_eq!(again.status, 303, "{}", again.text);
        studio.settled().await;
    }
    let books = Books::close(studio).await;
    assert_eq!(books.billed_of(&day.marks), 1);
    let store = studio.store().await;
    let whole = texts(&store, "pragma integrity_check").await.unwrap();
    assert_eq!(whole, ["ok"]);
    store.close().await;
    studio.stop().await;
    answer.status != 303
}

/// What only reads goes on, for whoever is signed in.
async fn reads(anna: &mut Browser, invoice: &str) {
    for page in ["/report", invoice] {
        let answer = anna.get(page).await;
        let page_of_it = answer.status == 200 || answer.location().starts_with(invoice);
        assert!(
            page_of_it,
            "{page}: {} {}",
            answer.status,
            answer.location()
        );
    }
}

/// As after a while without a request: the next one would like to note that the session is in use.
async fn forget_when_seen(studio: &Studio) {
    let store = studio.store().await;
    let seen = "update sessions set seen_at = '2026-01-01T00:00:00+00:00'";
    execute(&store, seen).await.unwrap();
    store.close().await;
}
