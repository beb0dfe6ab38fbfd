//! Everything on the way to a draft is asked for twice: it stays one draft.

use store::Store;
use store::testing::{for_each_url, texts};

use super::books::Books;
use super::cases::{Case, cases, tell};
use super::habit::Habit;
use super::studio::{Day, Studio};
use super::wanderer::{Ended, Wanderer};

#[tokio::test]
async fn what_is_asked_for_twice_is_made_once() {
    for_each_url(async |url| {
        let studio = Studio::running(url, &[]).await;
        let anna = studio.anna().await;
        let store = studio.store().await;
        let cases = cases("TWICE", 50);
        let mut marks = Vec::new();
        for case in &cases {
            let case = Case(*case);
            let habit = Habit::TWICE[usize::try_from(case.0).unwrap() % Habit::TWICE.len()];
            let day = studio.add_work(case.0, 1).await;
            let wanderer = Wanderer::new(anna.clone(), habit);
            let walk = wanderer.bill(&day.report, false).await;
            assert_eq!(walk.ended, Ended::Created, "{habit:?}");
            check(&store, &day, habit).await;
            marks.extend(day.marks);
        }
        store.close().await;
        let books = Books::close(&studio).await;
        assert_eq!(books.billed_of(&marks), cases.len());
        assert_eq!(books.drafts.len(), cases.len(), "one draft each");
        tell(&format!("asked twice on the way to {} drafts", cases.len()));
        studio.close().await;
    })
    .await;
}

/// One invoice, which was sent once.
async fn check(store: &Store, day: &Day, habit: Habit) {
    let invoices = format!(
        "select state || ' ' || cast(attempt as text) from invoices where period_from = '{}'",
        day.date
    );
    let invoices = texts(store, &invoices).await.unwrap();
    assert_eq!(invoices, ["done 1"], "{habit:?}");
}
