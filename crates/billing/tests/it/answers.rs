//! Every kind of answer to a creating call, and what becomes of the invoice.

use std::sync::atomic::Ordering;
use std::time::Duration;

use billing::{Setback, State};
use chrono::TimeDelta;
use domain::Clock;
use domain::invoice::{Attention, InvoiceState};
use providers::{Outcome, ProviderError, Refusal, Uncertainty};
use store::testing::{execute, for_each_db};

use crate::office::{NET, Office};
use crate::scripted::{Fate, Scripted, office};

const INVALID: &str = "Tax rate does not fit the tax rule";

fn invalid() -> Refusal {
    Refusal::Invalid {
        message: INVALID.to_owned(),
    }
}

/// The wizard as it was: nothing locked, everything still reserved for it, and pressing again makes exactly one draft.
async fn assert_as_it_was(office: &Office, tool: &Scripted, id: domain::InvoiceId) {
    assert_eq!((office.locked().await, office.entries_in(1).await), (0, 12));
    let engine = office.engine("again");
    let state = office.create(&engine, id).await;
    assert_eq!(state.name(), InvoiceState::Done, "{state:?}");
    assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
}

fn setback(state: &State) -> &Setback {
    match state {
        State::Preparing {
            setback: Some(setback),
        } => setback,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_proves_that_nothing_was_written_leads_straight_back_to_the_wizard() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let again_at = office.clock.now() + TimeDelta::seconds(30);
        let detail = "connection refused".to_owned();
        let cases = [
            (
                Refusal::NotSent {
                    detail: detail.clone(),
                },
                Setback::NotSent { detail },
            ),
            (Refusal::Unauthorized, Setback::Unauthorized),
            (
                Refusal::RateLimited {
                    retry_after: Duration::from_secs(30),
                },
                Setback::RateLimited { again_at },
            ),
            (
                invalid(),
                Setback::Invalid {
                    message: INVALID.to_owned(),
                },
            ),
        ];
        for (refusal, expected) in cases {
            tool.will(Fate::answered(Outcome::NotExecuted(refusal), None));
            let state = office.create(&engine, id).await;
            assert_eq!(setback(&state), &expected);
        }
        assert_eq!(
            office.bench.refusals.load(Ordering::Relaxed),
            1,
            "a 401 is told to whoever shows the connection"
        );
        assert_as_it_was(&office, &tool, id).await;
        assert_eq!(
            office.attempts().await,
            ["refused", "refused", "refused", "refused", "created"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_refusal_is_believed_after_two_looks_a_minute_apart() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::answered(Outcome::Refused(invalid()), None));
        let pressed = office.clock.now();

        assert_eq!(
            office.create(&engine, id).await.name(),
            InvoiceState::Unknown
        );
        assert_eq!(office.locked().await, 12);
        let state = office.rest(&engine, id).await;

        assert_eq!(
            setback(&state),
            &Setback::Invalid {
                message: INVALID.to_owned()
            }
        );
        assert_eq!(office.clock.now() - pressed, TimeDelta::seconds(60));
        assert_as_it_was(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn a_refusal_that_wrote_the_draft_all_the_same_is_found_out() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::answered(
            Outcome::Refused(invalid()),
            Some(TimeDelta::zero()),
        ));
        office.create(&engine, id).await;

        let state = office.rest(&engine, id).await;

        assert_eq!(state.name(), InvoiceState::Done);
        assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_is_no_lost_draft() {
    for after in [TimeDelta::zero(), TimeDelta::minutes(14)] {
        for_each_db(async |store| {
            let (office, tool) = office(store).await;
            let engine = office.engine("a");
            let id = office.invoice().await;
            tool.will(Fate::lost(Some(after)));
            assert_eq!(
                office.create(&engine, id).await.name(),
                InvoiceState::Unknown
            );

            let state = office.rest(&engine, id).await;

            assert_eq!(state.name(), InvoiceState::Done, "{state:?}");
            assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
        })
        .await;
    }
}

/// The canary: an earlier invoice of ours that was deleted in the tool delays a conclusion, but not for ever.
#[tokio::test]
async fn an_earlier_invoice_that_was_deleted_does_not_block_the_look_ups() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let first = office.invoice().await;
        office.create(&engine, first).await;
        let free =
            "update time_entries set billed_source = null, billed_by = null, billed_at = null";
        store::testing::execute(&office.store, free).await.unwrap();
        tool.delete_all();

        let second = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, second).await;

        assert_eq!(
            setback(&office.rest(&engine, second).await),
            &Setback::Absent
        );
    })
    .await;
}

#[tokio::test]
async fn a_request_that_never_arrived_frees_the_entries_after_the_quiet_period() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        let pressed = office.clock.now();
        office.create(&engine, id).await;

        let state = office.rest(&engine, id).await;

        assert_eq!(setback(&state), &Setback::Absent);
        assert_eq!(office.clock.now() - pressed, TimeDelta::minutes(20));
        assert_as_it_was(&office, &tool, id).await;
        assert_eq!(office.attempts().await, ["absent", "created"]);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_turns_up_after_all_keeps_a_second_one_from_being_made() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(Some(TimeDelta::hours(2))));
        office.create(&engine, id).await;
        assert_eq!(setback(&office.rest(&engine, id).await), &Setback::Absent);
        office.clock.advance(TimeDelta::hours(2));

        let state = office.create(&engine, id).await;

        assert_eq!(
            setback(&state),
            &Setback::LateDraft {
                remote_id: "100".to_owned()
            }
        );
        assert_eq!(
            (tool.drafts().len(), tool.calls(), office.locked().await),
            (1, 1, 0)
        );
        tool.delete_all();
        assert_as_it_was(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn what_may_be_the_draft_of_an_earlier_attempt_keeps_a_second_one_from_being_made() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        assert_eq!(setback(&office.rest(&engine, id).await), &Setback::Absent);

        for alike in [true, false] {
            tool.leaves_doubts(Some(alike));
            let state = office.create(&engine, id).await;
            let setback = setback(&state);
            assert_eq!(
                (
                    matches!(setback, Setback::MayBeThere { .. }),
                    matches!(setback, Setback::NotSent { .. })
                ),
                (alike, !alike),
                "{setback:?}"
            );
            assert_eq!((tool.calls(), office.locked().await), (1, 0));
        }
        tool.leaves_doubts(None);
        assert_as_it_was(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn while_the_tool_cannot_be_asked_nothing_is_concluded() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let strange = Uncertainty::Status {
            status: 504,
            detail: "Gateway Timeout".to_owned(),
        };
        tool.will(Fate::answered(
            Outcome::Unknown(strange),
            Some(TimeDelta::zero()),
        ));
        tool.fails(Some(ProviderError::Unavailable {
            detail: "HTTP 503".to_owned(),
        }));
        office.create(&engine, id).await;
        for _ in 0..30 {
            office.clock.advance(TimeDelta::hours(1));
            engine.work().await.unwrap();
        }
        let state = engine.state(id).await.unwrap();
        assert_eq!(
            (state.name(), state.attention()),
            (InvoiceState::Unknown, Some(Attention::Ask))
        );

        tool.fails(Some(ProviderError::Unauthorized));
        office.clock.advance(TimeDelta::days(1));
        engine.work().await.unwrap();
        assert_eq!(
            engine.state(id).await.unwrap().attention(),
            Some(Attention::Auth)
        );
        assert_eq!(office.locked().await, 12);

        tool.fails(None);
        assert_eq!(office.rest(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_differs_is_not_billed_until_it_is_put_right_or_accepted() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.fails(Some(ProviderError::Unavailable {
            detail: "HTTP 503".to_owned(),
        }));
        assert_eq!(
            office.create(&engine, id).await.name(),
            InvoiceState::Created
        );
        tool.fails(None);
        tool.edit(|draft| draft.net.0 += 1);

        let state = office.rest(&engine, id).await;
        let State::Created(draft) = &state else {
            panic!("{state:?}")
        };
        assert_eq!(draft.attention, Some(Attention::Mismatch));
        assert_eq!(draft.differences.len(), 1);
        assert_eq!((office.entries_in(2).await, office.locked().await), (0, 12));

        tool.edit(|draft| draft.net.0 = NET);
        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Done);
        assert_eq!(office.entries_in(2).await, 12);
    })
    .await;
}

#[tokio::test]
async fn a_draft_deleted_before_it_was_read_back_frees_the_entries_in_time() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.fails(Some(ProviderError::Unavailable {
            detail: "HTTP 503".to_owned(),
        }));
        office.create(&engine, id).await;
        tool.fails(None);
        tool.delete_all();

        let state = office.rest(&engine, id).await;

        assert_eq!(setback(&state), &Setback::Absent);
        assert_as_it_was(&office, &tool, id).await;
    })
    .await;
}

#[tokio::test]
async fn lists_that_are_empty_by_mistake_prove_nothing_however_often_they_are_read() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let earlier = office.invoice().await;
        office.create(&engine, earlier).await;
        let free =
            "update time_entries set billed_source = null, billed_by = null, billed_at = null";
        execute(&office.store, free).await.unwrap();

        let id = office.invoice().await;
        tool.will(Fate::lost(Some(TimeDelta::zero())));
        tool.goes_blind();
        office.create(&engine, id).await;
        for _ in 0..60 {
            engine.check_now(id).await.unwrap();
            office.clock.advance(TimeDelta::minutes(20));
        }
        let state = engine.state(id).await.unwrap();
        assert_eq!(
            (state.name(), state.attention()),
            (InvoiceState::Unknown, Some(Attention::Ask))
        );
        assert_eq!(office.locked().await, 12);
    })
    .await;
}

#[tokio::test]
async fn an_absence_counts_from_when_it_was_looked_for_and_not_from_when_that_was_heard() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        office.clock.advance(TimeDelta::minutes(16));
        engine.check_now(id).await.unwrap();
        office.clock.advance(TimeDelta::minutes(1));
        tool.looks_take(TimeDelta::minutes(10));
        engine.check_now(id).await.unwrap();
        assert_eq!(
            office.stored(id).await.state,
            InvoiceState::Unknown,
            "a minute apart"
        );
        tool.looks_take(TimeDelta::zero());
        engine.check_now(id).await.unwrap();
        assert_eq!(office.stored(id).await.state, InvoiceState::Preparing);
    })
    .await;
}
