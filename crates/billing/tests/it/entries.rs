//! Entries that change between the positions and `Create draft`, and after it.

use std::time::Duration;

use billing::{CreateError, Phase};
use chrono::TimeDelta;
use domain::Clock;
use domain::EntryId;
use domain::status::BilledSource;
use store::invoices::{Change, Details, Obstacle};
use store::testing::{execute, for_each_db, sample};

use crate::office::Office;
use crate::scripted::office;

async fn edit(
    office: &Office,
    entry: EntryId,
    seconds: i64,
    billable: bool,
) -> Result<(), store::EntryError> {
    let stored = office.store.entry(entry, None).await.unwrap().unwrap();
    let mut fields = sample::entry(office.anna, stored.project, 0);
    fields.started_at = stored.started_at;
    fields.seconds = seconds;
    fields.billable = billable;
    office
        .store
        .edit_entry(entry, stored.version, &fields, None)
        .await
}

fn change_of(obstacles: &[Obstacle], entry: EntryId) -> &Change {
    &obstacles
        .iter()
        .find(|obstacle| obstacle.entry == entry)
        .unwrap()
        .change
}

#[tokio::test]
async fn what_changed_while_the_positions_were_made_is_found_by_the_claim() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let made = office.made(id).await;
        edit(&office, office.entries[0], 7200, true).await.unwrap();
        office.write_positions(made).await;

        let error = office.press(&engine, id).await.unwrap_err();
        let CreateError::Entries(obstacles) = error else {
            panic!("{error:?}")
        };
        assert_eq!(obstacles.count, 1);
        assert_eq!(
            change_of(&obstacles.named, office.entries[0]),
            &Change::Edited
        );
        assert_eq!((office.locked().await, tool.calls()), (0, 0));

        office.make_positions(id).await;
        office.create(&engine, id).await;
        assert_eq!(tool.calls(), 1);
    })
    .await;
}

#[tokio::test]
async fn step_1_does_not_make_old_positions_good_for_changed_entries() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        edit(&office, office.entries[0], 7200, true).await.unwrap();
        let now = office.clock.now();
        let chosen = office.store.choose_client(id, office.client, false, now);
        assert_eq!(chosen.await.unwrap(), 12);
        let error = office.press(&engine, id).await.unwrap_err();
        assert!(matches!(error, CreateError::Entries(_)), "{error:?}");
        assert_eq!((office.locked().await, tool.calls()), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_changed_since_the_positions_were_made_is_listed_and_nothing_is_locked() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let version = office.stored(id).await.version;
        let [longer, unbillable, deleted, by_hand, ..] = office.entries[..] else {
            panic!()
        };
        edit(&office, longer, 7200, true).await.unwrap();
        edit(&office, unbillable, 4800, false).await.unwrap();
        let stored = office.store.entry(deleted, None).await.unwrap().unwrap();
        office
            .store
            .delete_entry(deleted, stored.version, None)
            .await
            .unwrap();
        bill_by_hand(&office, by_hand).await;

        let error = engine.create(id, office.anna, version).await.unwrap_err();

        let CreateError::Entries(obstacles) = error else {
            panic!("{error:?}")
        };
        assert_eq!(obstacles.count, 4);
        assert_eq!(change_of(&obstacles.named, longer), &Change::Edited);
        assert_eq!(
            change_of(&obstacles.named, unbillable),
            &Change::NotBillable
        );
        assert_eq!(change_of(&obstacles.named, deleted), &Change::Deleted);
        let billed = Change::Billed {
            source: BilledSource::Hand,
            invoice: None,
        };
        assert_eq!(change_of(&obstacles.named, by_hand), &billed);
        assert_eq!((office.locked().await, tool.calls()), (0, 0));
    })
    .await;
}

/// The entry that is the fourth from today, marked by hand.
async fn bill_by_hand(office: &Office, entry: EntryId) {
    let stored = office.store.entry(entry, None).await.unwrap().unwrap();
    let day = stored.local_date;
    let mark = format!("update time_entries set billed_source = 'hand' where local_date = '{day}'");
    assert_eq!(execute(&office.store, &mark).await.unwrap(), 1);
}

#[tokio::test]
async fn while_an_invoice_is_being_sent_its_entries_cannot_be_edited() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let id = office.invoice().await;
        let dying = office.dying_engine(Phase::AfterSendingMark);
        drop(office.press(&dying, id).await.unwrap());

        let entry = office.entries[0];
        let edited = edit(&office, entry, 7200, true).await;

        assert!(edited.is_err(), "{edited:?}");
        assert_eq!(
            office
                .store
                .entry(entry, None)
                .await
                .unwrap()
                .unwrap()
                .seconds,
            4800
        );
    })
    .await;
}

#[tokio::test]
async fn positions_that_lost_their_entries_are_not_sent() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        let unlink = "update invoice_entries set position_no = null where position_no <= 3";
        assert_eq!(execute(&office.store, unlink).await.unwrap(), 3);

        let error = office.press(&engine, id).await.unwrap_err();

        let CreateError::Entries(obstacles) = error else {
            panic!("{error:?}")
        };
        assert_eq!(
            (obstacles.count, tool.calls(), office.locked().await),
            (3, 0, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn from_the_claim_on_nobody_changes_what_is_sent() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let id = office.invoice().await;
        drop(
            office
                .press(&office.dying_engine(Phase::AfterClaim), id)
                .await
                .unwrap(),
        );
        for statement in [
            "update positions set text = 'another text'",
            "delete from positions",
            "update invoice_entries set position_no = null",
        ] {
            let error = execute(&office.store, statement)
                .await
                .unwrap_err()
                .to_string();
            assert!(error.contains("invoice is not in preparation"), "{error}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_title_that_is_edited_at_the_last_moment_is_not_lost() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let slow = office.pausing_engine(Phase::BeforeClaim, 400);
        let (version, anna) = (office.stored(id).await.version, office.anna);
        let press = tokio::spawn(async move { slow.create(id, anna, version).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        office.clock.advance(TimeDelta::seconds(1));
        let details = Details {
            header: "November".to_owned(),
            ..Details::default()
        };
        office
            .store
            .save_details(id, &details, office.clock.now())
            .await
            .unwrap();

        let error = press.await.unwrap().unwrap_err();

        assert!(matches!(error, CreateError::Edited), "{error:?}");
        assert_eq!((tool.calls(), office.locked().await), (0, 0));
    })
    .await;
}
