//! The browser is gone before the answer: what was begun is finished all the same.

use std::time::Duration;

use serde_json::json;
use store::Store;
use store::testing::{for_each_url, number, texts};
use tokio::time::{sleep, timeout};

use super::books::Books;
use super::cases::{Case, cases, tell};
use super::studio::{Day, Studio};
use crate::browser::Browser;
use crate::walk;

/// So many leave at the same time.
const AT_ONCE: usize = 12;
/// When they leave, in milliseconds after the send has begun.
const LEAVES: [u64; 4] = [10, 100, 1_000, 10_000];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_leaves_too_early_finds_their_draft_later() {
    for_each_url(async |url| {
        let studio = Studio::running(url, &[]).await;
        let mut anna = studio.anna().await;
        let cases = cases("LEAVES", AT_ONCE as u64);
        for (number, together) in cases.chunks(AT_ONCE).enumerate() {
            // Every second time sevDesk takes so long that one can leave after ten seconds.
            leave(&studio, &mut anna, together, number % 2 == 1).await;
        }
        tell(&format!(
            "left {} times while a draft was sent",
            cases.len()
        ));
        studio.close().await;
    })
    .await;
}

async fn leave(studio: &Studio, anna: &mut Browser, cases: &[u64], very_slow: bool) {
    let _case = Case(cases[0]);
    let (delay, leaves) = if very_slow {
        (12_000, &LEAVES[..])
    } else {
        (3_000, &LEAVES[..3])
    };
    let mut days = Vec::new();
    for case in cases {
        let day = studio.add_work(*case, 1).await;
        let invoice = walk::to_last_step(anna, &day.report).await;
        days.push((day, walk::create_draft(anna, &invoice).await));
        let fault = if case % 2 == 0 {
            "late_after_commit"
        } else {
            "late_before_commit"
        };
        studio
            .fault(json!({
                "tool": "sevdesk", "operation": "save_invoice", "fault": fault, "delay_ms": delay,
            }))
            .await;
    }
    let store = studio.store().await;
    let leaving = days.into_iter().zip(leaves.iter().cycle());
    let leaving = leaving.map(async |((day, form), after)| {
        let sending = begun(&store, &day);
        let left = async {
            sending.await;
            sleep(Duration::from_millis(*after)).await;
        };
        // Dropping the request closes the connection.
        let answered = tokio::select! {
            answer = form.send() => answer.unwrap().status().as_u16() == 303,
            () = left => false,
        };
        assert!(
            !answered || very_slow,
            "{}: answered before they left",
            day.date
        );
        day
    });
    let days = futures::future::join_all(leaving).await;
    let states = studio.settled().await;
    // A send that ended with its request would be found later, by looking for its draft.
    let doubts = "select count(*) from invoice_events where to_state = 'unknown'";
    assert_eq!(number(&store, doubts).await.unwrap(), 0, "looked for");
    store.close().await;
    let books = Books::close(studio).await;
    for day in days {
        assert_eq!(books.billed_of(&day.marks), 1, "{}: {states:?}", day.date);
    }
}

/// Waits until the day's invoice is being sent.
async fn begun(store: &Store, day: &Day) {
    let state = format!(
        "select state from invoices where period_from = '{}'",
        day.date
    );
    let sending = async {
        while texts(store, &state).await.unwrap() != ["sending"] {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_mins(1), sending).await.unwrap();
}
