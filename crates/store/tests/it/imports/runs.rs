//! Runs of an import: who was given up writes nothing, and nothing stays behind.

use chrono::TimeDelta;
use store::imports::{ImportState, ImportStepError, Overlapping};
use store::testing::sample::{berlin, now, set_up};
use store::testing::{for_each_db, number};

use super::file::{begin, check, current, finish, import, row, stage};

fn is_over<T: std::fmt::Debug>(result: Result<T, ImportStepError>) -> bool {
    matches!(result, Err(ImportStepError::Over))
}

#[tokio::test]
async fn progress_is_seen() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let run = begin(&store, anna).await;
        store.note_import_read(run, 40, 100, now()).await.unwrap();
        let reading = current(&store, run).await;
        assert_eq!(
            (reading.state, reading.step_done, reading.step_total),
            (ImportState::Reading, 40, 100)
        );
        stage(&store, run, anna, &[row("a"), row("b"), row("c")]).await;
        let staging = current(&store, run).await;
        assert_eq!(
            (staging.state, staging.step_done, staging.step_total),
            (ImportState::Staging, 3, 3)
        );
        assert_eq!(store.imports(10).await.unwrap(), [staging]);
    })
    .await;
}

#[tokio::test]
async fn a_run_that_was_given_up_writes_nothing() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let old = begin(&store, anna).await;
        let (comparison, book) = stage(&store, old, anna, &[row("a")]).await;
        let seen = current(&store, old).await;
        let too_early = store.restart_import(&seen, berlin(), now()).await;
        assert!(is_over(too_early), "somebody works on it");
        let later = now() + TimeDelta::minutes(10);
        let new = store.restart_import(&seen, berlin(), later).await.unwrap();
        assert!(is_over(store.stage_rows(old, &[], now()).await));
        assert!(is_over(store.note_import_read(old, 1, 2, now()).await));
        assert!(is_over(store.fail_import(old, "{}", now()).await));
        let names = book.needed(&comparison);
        assert!(is_over(store.finish_check(old, &names, "{}", now()).await));
        assert!(
            is_over(store.restart_import(&seen, berlin(), later).await),
            "two at once"
        );

        store.clear_staged(new.import()).await.unwrap();
        let (comparison, _) = stage(&store, new, anna, &[row("a")]).await;
        assert_eq!(comparison.fresh.rows, 1);
    })
    .await;
}

#[tokio::test]
async fn an_import_is_moved_once() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (checked, _) = check(&store, anna, &[row("a")]).await;
        let moving = store.begin_moving(&checked, now()).await.unwrap();
        assert!(
            is_over(store.begin_moving(&checked, now()).await),
            "pressed twice"
        );
        let seen = current(&store, moving).await;
        assert!(
            is_over(store.begin_moving(&seen, now()).await),
            "it is under way"
        );

        // The process was gone for an hour; somebody presses again; then it comes back.
        let later = now() + TimeDelta::hours(1);
        let again = store.begin_moving(&seen, later).await.unwrap();
        let stamp = store::testing::sample::stamp(None);
        assert!(is_over(
            store.finish_import(moving, Overlapping::Add, &stamp).await
        ));
        let entries = number(&store, "select count(*) from time_entries").await;
        assert_eq!(entries.unwrap(), 0);
        let added = store.finish_import(again, Overlapping::Add, &stamp).await;
        assert_eq!(added.unwrap().entries, 1);
    })
    .await;
}

#[tokio::test]
async fn what_failed_while_moving_can_be_moved_again() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (checked, _) = check(&store, anna, &[row("a")]).await;
        let run = store.begin_moving(&checked, now()).await.unwrap();
        store.stop_moving(run, now()).await.unwrap();
        let checked = current(&store, run).await;
        assert_eq!(checked.state, ImportState::Checked);
        assert_eq!(
            finish(&store, &checked, Overlapping::Add)
                .await
                .unwrap()
                .entries,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn silence_means_that_nobody_works_on_it() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let run = begin(&store, anna).await;
        let reading = current(&store, run).await;
        assert!(!reading.is_stalled(now() + TimeDelta::seconds(30)));
        assert!(reading.is_stalled(now() + TimeDelta::minutes(10)));
        let (checked, _) = check(&store, anna, &[row("a")]).await;
        assert!(!checked.is_stalled(now() + TimeDelta::days(3)));
    })
    .await;
}

#[tokio::test]
async fn a_discarded_import_leaves_nothing() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let run = begin(&store, anna).await;
        stage(&store, run, anna, &[row("a"), row("b")]).await;
        let seen = current(&store, run).await;
        store.discard_import(&seen, now()).await.unwrap();
        assert_eq!(store.import(run.import()).await.unwrap(), None);
        assert!(
            is_over(store.stage_rows(run, &[], now()).await),
            "its reader is told"
        );
        let left = number(&store, "select count(*) from import_rows").await;
        assert_eq!(left.unwrap(), 0);

        import(&store, anna, &[row("a")]).await;
        let done = store.imports(1).await.unwrap().remove(0);
        assert!(
            is_over(store.discard_import(&done, now()).await),
            "what is done stays"
        );
    })
    .await;
}

#[tokio::test]
async fn what_nobody_decided_for_a_day_is_swept() {
    for_each_db(async |store| {
        let anna = set_up(&store).await;
        let (done, _) = check(&store, anna, &[row("a")]).await;
        finish(&store, &done, Overlapping::Add).await.unwrap();
        let (undecided, _) = check(&store, anna, &[row("b")]).await;
        let swept = store
            .sweep_imports(now() + TimeDelta::hours(2))
            .await
            .unwrap();
        assert_eq!(swept, []);
        let left = "select count(*) from import_rows";
        assert_eq!(
            number(&store, left).await.unwrap(),
            1,
            "the rows that were moved are gone"
        );
        let swept = store
            .sweep_imports(now() + TimeDelta::hours(25))
            .await
            .unwrap();
        assert_eq!(swept, [undecided.id]);
        assert_eq!(number(&store, left).await.unwrap(), 0);
        assert_eq!(store.imports(10).await.unwrap().len(), 1);
    })
    .await;
}
