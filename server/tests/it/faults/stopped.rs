//! Told to stop while drafts are being sent, Billhour finishes them first.

use futures::future::join_all;
use serde_json::json;
use store::testing::{for_each_url, texts};
use tokio::time::sleep;

use super::books::Books;
use super::cases::{Case, Dice, cases, tell};
use super::studio::Studio;
use crate::walk;

/// So many drafts are on their way at once.
const DRAFTS: u64 = 4;
/// In a long run each stop of this many comes upon answers that are later than Billhour waits.
const VERY_LATE: u64 = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_waits_for_drafts_on_their_way() {
    for_each_url(async |url| {
        let mut studio = Studio::open(url).await;
        let (mut finished, mut early) = (0, 0);
        let cases = cases("STOPS", 3);
        for case in &cases {
            let case = Case(*case);
            let states = stop(&mut studio, &case).await;
            finished += states.iter().filter(|state| *state == "done").count();
            early += states.iter().filter(|state| *state == "preparing").count();
        }
        tell(&format!(
            "stopped {} times: {finished} drafts were finished, {early} had not begun",
            cases.len()
        ));
        studio.start(&[]).await;
        studio.close().await;
    })
    .await;
}

/// Stops it with drafts on their way; answers where their invoices stood between the stop and the next start.
async fn stop(studio: &mut Studio, case: &Case) -> Vec<String> {
    let very_late = case.0.is_multiple_of(VERY_LATE);
    let delay = if very_late { 60_000 } else { 1_500 };
    studio.start(&[]).await;
    let mut anna = studio.anna().await;
    let (mut days, mut forms) = (Vec::new(), Vec::new());
    for number in 1..=DRAFTS {
        let day = studio.add_work(case.0 * DRAFTS + number, 1).await;
        let invoice = walk::to_last_step(&mut anna, &day.report).await;
        forms.push(walk::create_draft(&mut anna, &invoice).await);
        days.push((day, invoice));
    }
    studio
        .fault(json!({
            "tool": "sevdesk", "operation": "save_invoice", "fault": "late_after_commit",
            "count": DRAFTS, "delay_ms": delay,
        }))
        .await;
    let pressed = forms.into_iter().map(reqwest::RequestBuilder::send);
    let pressed = tokio::spawn(join_all(pressed));
    sleep(Dice::of(case.0).up_to(900)).await;
    studio.stop().await;
    drop(pressed.await);

    let dates: Vec<_> = days
        .iter()
        .map(|(day, _)| format!("'{}'", day.date))
        .collect();
    let states = format!(
        "select state from invoices where period_from in ({})",
        dates.join(", ")
    );
    let store = studio.store().await;
    let states = texts(&store, &states).await.unwrap();
    store.close().await;
    let at_rest = |state: &String| ["done", "preparing"].contains(&state.as_str());
    assert!(very_late || states.iter().all(at_rest), "{states:?}");

    // Whatever was left is taken up at the next start; what had not begun is pressed again.
    studio.forget_faults().await;
    studio.start(&[]).await;
    studio.settled().await;
    let mut anna = studio.anna().await;
    for (day, invoice) in &days {
        let page = anna.get(invoice).await;
        if page.text.contains(&format!("{invoice}/create")) {
            let form = walk::create_draft(&mut anna, invoice).await;
            assert_eq!(anna.send(form).await.status, 303, "{}", day.date);
        }
    }
    studio.settled().await;
    let books = Books::close(studio).await;
    for (day, _) in &days {
        assert_eq!(books.billed_of(&day.marks), 1, "{}: {states:?}", day.date);
    }
    studio.stop().await;
    states
}
