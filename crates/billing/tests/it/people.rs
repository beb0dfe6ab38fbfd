//! What people say, and what it counts for.

use billing::{Billed, EngineError, Phase, Setback, State};
use chrono::TimeDelta;
use domain::invoice::{Attention, InvoiceState};
use domain::money::Cents;
use store::testing::{for_each_db, texts};

use crate::additions::{DRAFT, existing};
use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

/// An invoice of which nobody knows whether it arrived.
async fn unknown(
    office: &Office,
    tool: &Scripted,
    commits_after: Option<TimeDelta>,
) -> domain::InvoiceId {
    let id = office.invoice().await;
    tool.will(Fate::lost(commits_after));
    let state = office.create(&office.engine("a"), id).await;
    assert_eq!(state.name(), InvoiceState::Unknown);
    id
}

#[tokio::test]
async fn check_now_finds_what_is_there() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = unknown(&office, &tool, Some(TimeDelta::zero())).await;
        assert_eq!(
            office.engine("a").check_now(id).await.unwrap(),
            InvoiceState::Done
        );
    })
    .await;
}

#[tokio::test]
async fn it_is_there_is_read_back_before_anything_is_billed() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, Some(TimeDelta::zero())).await;
        tool.edit(|draft| draft.reference = "changed by somebody".to_owned());

        let state = engine.it_is_there(id, "100", office.ben).await.unwrap();
        assert_eq!(
            (state, office.entries_in(2).await),
            (InvoiceState::Created, 0)
        );
        assert_eq!(
            engine.state(id).await.unwrap().attention(),
            Some(Attention::Mismatch)
        );

        let state = engine.accept_difference(id, office.ben).await.unwrap();
        assert_eq!(
            (state, office.entries_in(2).await),
            (InvoiceState::Done, 12)
        );
        let said =
            "select actor from invoice_events where kind in ('said_there', 'difference_accepted')";
        assert_eq!(
            texts(&office.store, said).await.unwrap(),
            ["Ben Wolf", "Ben Wolf"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_was_named_by_mistake_is_taken_back_and_the_right_one_found() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, Some(TimeDelta::zero())).await;
        tool.existing(existing().document);
        let state = engine.it_is_there(id, DRAFT, office.ben).await.unwrap();
        assert_eq!(state, InvoiceState::Created);

        let state = engine.it_is_another(id, office.ben).await.unwrap();
        assert_eq!(
            (state, office.entries_in(2).await),
            (InvoiceState::Unknown, 0)
        );
        assert_eq!(office.locked().await, 12);
        let state = office.rest(&engine, id).await;
        let State::Done(billed) = state else {
            panic!("{state:?}")
        };
        assert_eq!(billed.remote.id, "100");
        assert_eq!(office.entries_in(2).await, 12);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_the_tool_named_is_no_other() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, Some(TimeDelta::zero())).await;
        tool.edit(|draft| draft.lines.truncate(1));
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Created);
        let error = engine.it_is_another(id, office.ben).await.unwrap_err();
        assert!(matches!(error, EngineError::Illegal(_)), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn it_is_not_there_frees_the_entries_and_leaves_the_name_in_the_log() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, None).await;

        let state = engine.it_is_not_there(id, office.ben).await.unwrap();

        assert_eq!((state, office.locked().await), (InvoiceState::Preparing, 0));
        let said = "select actor from invoice_events where kind = 'said_not_there'";
        assert_eq!(texts(&office.store, said).await.unwrap(), ["Ben Wolf"]);
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!(tool.drafts().len(), 1);
    })
    .await;
}

/// Somebody who has looked knows that what resembles it is something else.
#[tokio::test]
async fn it_is_not_there_counts_although_the_looks_leave_doubts() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, None).await;
        tool.leaves_doubts(Some(true));
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Unknown);

        let state = engine.it_is_not_there(id, office.ben).await.unwrap();

        assert_eq!(state, InvoiceState::Preparing);
        // A list that could not be read to its end is no matter for a person.
        tool.leaves_doubts(Some(false));
        let state = office.create(&engine, id).await;
        assert_eq!((state.name(), tool.calls()), (InvoiceState::Preparing, 1));
        tool.leaves_doubts(Some(true));
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!((tool.drafts().len(), tool.calls()), (1, 2));
    })
    .await;
}

/// The draft turned up after a person had said that it is not there, and was changed since: it is no stranger any more.
#[tokio::test]
async fn it_is_not_there_ends_where_the_draft_has_turned_up() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = unknown(&office, &tool, Some(TimeDelta::minutes(30))).await;
        engine.it_is_not_there(id, office.ben).await.unwrap();
        office.clock.advance(TimeDelta::hours(2));
        engine.work().await.unwrap();
        assert_eq!(office.store.late_drafts(Some(id)).await.unwrap().len(), 1);
        tool.edit(|draft| draft.reference = "Projekt Nord".to_owned());
        tool.leaves_doubts(Some(true));

        let state = office.create(&engine, id).await;

        assert_eq!((state.name(), tool.calls()), (InvoiceState::Preparing, 1));
    })
    .await;
}

#[tokio::test]
async fn whoever_says_that_it_is_not_there_while_it_is_does_no_harm() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = unknown(&office, &tool, Some(TimeDelta::zero())).await;

        let state = office
            .engine("a")
            .it_is_not_there(id, office.ben)
            .await
            .unwrap();

        assert_eq!(
            (state, tool.drafts().len(), office.entries_in(2).await),
            (InvoiceState::Done, 1, 12)
        );
    })
    .await;
}

#[tokio::test]
async fn a_draft_of_another_invoice_cannot_be_taken() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let first = office.invoice().await;
        office.create(&engine, first).await;
        store::testing::execute(
            &office.store,
            "update time_entries set billed_source = null",
        )
        .await
        .unwrap();
        let second = unknown(&office, &tool, None).await;

        let error = engine
            .it_is_there(second, "100", office.ben)
            .await
            .unwrap_err();

        assert!(matches!(error, EngineError::DraftOfAnother), "{error:?}");
        assert_eq!(
            engine.state(second).await.unwrap().name(),
            InvoiceState::Unknown
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_not_sent_yet_can_be_cancelled_and_then_discarded() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        drop(
            office
                .press(&office.dying_engine(Phase::AfterClaim), id)
                .await
                .unwrap(),
        );

        assert_eq!(
            engine.cancel(id, office.anna).await.unwrap(),
            InvoiceState::Preparing
        );
        let State::Preparing { setback } = engine.state(id).await.unwrap() else {
            panic!()
        };
        assert_eq!(setback, Some(Setback::Cancelled));

        assert_eq!(
            engine.discard(id, office.anna).await.unwrap(),
            InvoiceState::Released
        );
        assert_eq!((office.entries_in(0).await, tool.calls()), (12, 0));
    })
    .await;
}

#[tokio::test]
async fn what_does_not_apply_is_refused_with_the_state() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        office.create(&engine, id).await;
        let errors = [
            engine.cancel(id, office.anna).await.unwrap_err(),
            engine.discard(id, office.anna).await.unwrap_err(),
            engine.it_is_not_there(id, office.anna).await.unwrap_err(),
            engine
                .it_is_there(id, "100", office.anna)
                .await
                .unwrap_err(),
            engine.accept_difference(id, office.anna).await.unwrap_err(),
        ];
        for error in errors {
            let EngineError::Illegal(illegal) = error else {
                panic!("{error:?}")
            };
            assert_eq!(illegal.state, InvoiceState::Done);
        }
        let State::Done(Billed { remote, .. }) = engine.state(id).await.unwrap() else {
            panic!()
        };
        assert_eq!(remote.totals.unwrap().net, Cents(crate::office::NET));
    })
    .await;
}
