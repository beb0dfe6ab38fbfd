//! The way from `Create draft` to billed, where nothing goes wrong.

use billing::{Billed, CreateError, NotReady, State};
use chrono::TimeDelta;
use domain::Clock;
use domain::invoice::InvoiceState;
use domain::money::Cents;
use store::invoices::Details;
use store::testing::{for_each_db, number, texts};

use crate::office::{NET, Office};
use crate::scripted::office;

#[tokio::test]
async fn a_draft_is_made_read_back_and_its_entries_are_billed() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;

        let state = office.create(&engine, id).await;

        let State::Done(Billed { remote, .. }) = state else {
            panic!("{state:?}")
        };
        let drafts = tool.drafts();
        assert_eq!(drafts.len(), 1);
        assert_eq!(
            (remote.id, remote.totals.unwrap().net),
            (drafts[0].remote_id.clone(), Cents(NET))
        );
        assert_eq!(drafts[0].lines.len(), 12);
        assert_eq!((office.entries_in(2).await, office.locked().await), (12, 0));
        let billed_on_it =
            "select count(*) from time_entries e join invoices i on i.id = e.billed_by
                            where e.billed_source = 'invoice' and e.billed_at is not null";
        assert_eq!(number(&office.store, billed_on_it).await.unwrap(), 12);
        assert_eq!(office.attempts().await, ["created"]);
        let marker = office.stored(id).await.marker.unwrap();
        assert!(marker.starts_with("BH-2026-11-"), "{marker}");
        assert_eq!(drafts[0].reference, marker);
    })
    .await;
}

#[tokio::test]
async fn without_marking_the_entries_are_open_again_and_the_invoice_remembers_them() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        office.store.choose_marking(id, false, office.clock.now()).await.unwrap();

        let state = office.create(&engine, id).await;

        assert_eq!(state.name(), InvoiceState::Done);
        assert_eq!((office.entries_in(0).await, office.locked().await), (12, 0));
        let remembered = "select count(*) from invoice_entries where position_no is not null and released_at is null";
        assert_eq!(number(&office.store, remembered).await.unwrap(), 12);
    })
    .await;
}

#[tokio::test]
async fn the_customers_own_reference_comes_first() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let details = Details {
            reference: " PO 4500017 ".to_owned(),
            ..Details::default()
        };
        office
            .store
            .save_details(id, &details, office.clock.now())
            .await
            .unwrap();

        office.create(&engine, id).await;

        let reference = &tool.drafts()[0].reference;
        assert!(
            reference.starts_with("PO 4500017 BH-2026-11-"),
            "{reference}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_second_press_shows_what_the_first_one_started() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        office.create(&engine, id).await;

        let again = office.press(&engine, id).await.unwrap();

        assert!(matches!(
            again,
            billing::Started::Before(InvoiceState::Done)
        ));
        assert_eq!(tool.calls(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_incomplete_wizard_locks_and_sends_nothing() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let begun = office.begun().await;
        let error = office.press(&engine, begun).await.unwrap_err();
        assert!(
            matches!(error, CreateError::NotReady(NotReady::Connection)),
            "{error:?}"
        );

        let ready = office.invoice().await;
        let version = office.stored(ready).await.version;
        let error = engine
            .create(ready, office.anna, version - 1)
            .await
            .unwrap_err();
        assert!(matches!(error, CreateError::Edited), "{error:?}");

        assert_refused_for_later_service(&office, &engine, ready).await;
        assert_eq!((tool.calls(), office.locked().await), (0, 0));
        assert_eq!(office.attempts().await, Vec::<String>::new());
        let nothing = texts(&office.store, "select kind from invoice_events")
            .await
            .unwrap();
        assert_eq!(nothing, Vec::<String>::new());
    })
    .await;
}

async fn assert_refused_for_later_service(
    office: &Office,
    engine: &billing::Engine,
    ready: domain::InvoiceId,
) {
    let today = office.clock.now().date_naive();
    let later = today + TimeDelta::days(1);
    let details = Details {
        service: Some((later, later)),
        ..Details::default()
    };
    office
        .store
        .save_details(ready, &details, office.clock.now())
        .await
        .unwrap();
    let error = office.press(engine, ready).await.unwrap_err();
    let expected = NotReady::PeriodStartsLater {
        starts: later,
        today,
    };
    assert!(
        matches!(&error, CreateError::NotReady(why) if *why == expected),
        "{error:?}"
    );
}
