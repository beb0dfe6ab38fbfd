//! What keeps a connection from sending.

use billing::{Brake, CreateError, Phase, Setback, State};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use store::Stamp;
use store::testing::{for_each_db, random};

use crate::office::Office;
use crate::scripted::{Fate, office};

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

#[tokio::test]
async fn after_five_sends_without_an_answer_the_sixth_waits() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        for _ in 0..5 {
            tool.will(Fate::lost(None));
            office.create(&engine, id).await;
            engine.it_is_not_there(id, office.ben).await.unwrap();
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
