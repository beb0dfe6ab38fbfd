//! Many at once.

use std::sync::Arc;

use billing::{CreateError, Phase, Started};
use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use store::invoices::Change;
use store::testing::for_each_db;

use crate::office::SOON;
use crate::scripted::office;

#[tokio::test]
async fn sixteen_presses_on_two_engines_make_one_draft() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let office = Arc::new(office);
        let id = office.invoice().await;
        let engines = [office.engine("a"), office.engine("b")];
        let version = office.stored(id).await.version;
        let presses = (0..16).map(|n| {
            let (engine, anna) = (engines[n % 2].clone(), office.anna);
            tokio::spawn(async move { engine.create(id, anna, version).await })
        });
        let presses: Vec<_> = presses.collect();

        let mut first = 0;
        for press in presses {
            match press.await.unwrap().unwrap() {
                Started::Now(attempt) => {
                    first += 1;
                    assert!(attempt.ended(SOON).await);
                }
                Started::Before(state) => assert_ne!(state, InvoiceState::Preparing),
            }
        }

        assert_eq!((first, tool.calls(), tool.drafts().len()), (1, 1, 1));
        assert_eq!((office.entries_in(2).await, office.locked().await), (12, 0));
    })
    .await;
}

#[tokio::test]
async fn two_invoices_with_the_same_entries_cannot_both_have_them() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let mine = office.invoice().await;
        // The second invoice takes the reservation over; the first one still has its positions.
        let theirs = office.invoice().await;
        let engines = [office.engine("a"), office.engine("b")];

        let (first, second) = tokio::join!(
            office.press(&engines[0], mine),
            office.press(&engines[1], theirs)
        );

        let Started::Now(attempt) = second.unwrap() else {
            panic!()
        };
        assert!(attempt.ended(SOON).await);
        let Err(CreateError::Entries(obstacles)) = first else {
            panic!("{first:?}")
        };
        assert_eq!((obstacles.count, obstacles.named.len()), (12, 12));
        for obstacle in obstacles.named {
            let held = match obstacle.change {
                Change::TakenOver { invoice, by } | Change::OnInvoice { invoice, by } => {
                    Some((invoice, by))
                }
                Change::Billed { invoice, .. } => {
                    invoice.map(|invoice| (invoice, "Anna Berg".to_owned()))
                }
                _ => None,
            };
            assert_eq!(held, Some((theirs, "Anna Berg".to_owned())));
        }
        assert_eq!(tool.drafts().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_being_sent_on_one_invoice_cannot_be_claimed_by_another() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let (mine, theirs) = (office.invoice().await, office.invoice().await);
        // With the reservations lapsed, only the claim stands between the two.
        office.clock.advance(TimeDelta::hours(25));
        office.engine("a").work().await.unwrap();
        let dying = office.dying_engine(Phase::AfterSendingMark);
        drop(office.press(&dying, mine).await.unwrap());

        let error = office.press(&office.engine("b"), theirs).await.unwrap_err();

        let CreateError::Entries(obstacles) = error else {
            panic!("{error:?}")
        };
        let held = Change::OnInvoice {
            invoice: mine,
            by: "Anna Berg".to_owned(),
        };
        assert_eq!((obstacles.count, &obstacles.named[0].change), (12, &held));
        assert_eq!(tool.calls(), 0);
    })
    .await;
}
