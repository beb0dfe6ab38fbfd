//! What keeps a connection from sending.

use billing::{Brake, CreateError, Phase, Setback, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use providers::{Outcome, Refusal};
use store::Stamp;
use store::testing::{for_each_db, random};

use crate::office::Office;
use crate::scripted::{Fate, Scripted, office};

fn stamp(office: &Office) -> Stamp {
    Stamp {
        by: Some(office.anna),
        at: domain::Clock::now(&*office.clock),
        random: random(),
    }
}

async fn stop(office: &Office, why: &str) {
    let (store, stamp) = (&office.store, stamp(office));
    store
        .stop_sending(office.connection, why, &stamp)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_stopped_connection_sends_nothing_until_it_is_allowed_again() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        stop(&office, "audit").await;
        let error = office.press(&engine, id).await.unwrap_err();
        let CreateError::Brake(Brake::Stopped(stopped)) = error else {
            panic!("{error:?}")
        };
        assert_eq!(stopped.why, "audit");
        assert_eq!((tool.calls(), office.locked().await), (0, 0));

        let (store, stamp) = (&office.store, stamp(&office));
        store
            .allow_sending(office.connection, &stamp)
            .await
            .unwrap();
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}

#[tokio::test]
async fn a_stop_counts_for_what_is_claimed_already() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let slow = office.pausing_engine(Phase::AfterClaim, 300);
        let started = office.press(&slow, id).await.unwrap();
        stop(&office, "").await;
        let billing::Started::Now(attempt) = started else {
            panic!("{started:?}")
        };
        assert!(attempt.ended(crate::office::SOON).await);
        let state = slow.state(id).await.unwrap();
        let why = matches!(
            &state,
            State::Preparing {
                setback: Some(Setback::Held { .. })
            }
        );
        assert!(why, "{state:?}");
        assert_eq!((tool.calls(), office.locked().await), (0, 0));
    })
    .await;
}

/// Sends a draft that is not there, as a person says; whatever the tool answered, the outcome was unknown until then.
async fn fail(office: &Office, tool: &Scripted, id: InvoiceId, fate: Fate) {
    let engine = office.engine("a");
    tool.will(fate);
    let state = office.create(&engine, id).await;
    assert_eq!(state.name(), InvoiceState::Unknown);
    engine.it_is_not_there(id, office.ben).await.unwrap();
}

#[tokio::test]
async fn after_five_sends_without_an_answer_the_sixth_waits() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        for _ in 0..5 {
            fail(&office, &tool, id, Fate::lost(None)).await;
        }
        let error = office.press(&engine, id).await.unwrap_err();
        assert!(
            matches!(
                &error,
                CreateError::Brake(Brake::Unanswered { unknowns: 5, .. })
            ),
            "{error:?}"
        );
        assert_eq!(tool.calls(), 5);
        office.clock.advance(TimeDelta::minutes(10));
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}

#[tokio::test]
async fn sends_that_are_refused_are_answered() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let message = "the tax rule does not fit".to_owned();
        let refused = Outcome::Refused(Refusal::Invalid { message });
        for _ in 0..4 {
            fail(&office, &tool, id, Fate::lost(None)).await;
        }
        for _ in 0..5 {
            let fate = Fate::answered(refused.clone(), None);
            fail(&office, &tool, id, fate).await;
        }
        let engine = office.engine("a");
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        assert_eq!(tool.calls(), 10);
    })
    .await;
}
