//! Positions that are made anew: what a person touched, and entries that changed meanwhile.

use domain::InvoiceId;
use domain::document::Op;
use domain::level::{Level, Recipe};
use domain::position::PositionNo;
use store::{EntryFields, Store};

use store::testing::sample::{add_client, add_project, entry, now};
use store::testing::{execute, for_each_db};

use crate::wizard::{make_anew, office, read_made, recipe, with_positions};

/// The touched positions that making anew would lose.
async fn at_risk(store: &Store, id: InvoiceId, recipe: &Recipe) -> Vec<PositionNo> {
    let (_, document, made) = read_made(store, id, recipe).await;
    let lost = store.changes_at_risk(id, &document, &made).await.unwrap();
    lost.iter().map(|position| position.no).collect()
}

#[tokio::test]
async fn making_anew_keeps_what_was_touched_or_asks() {
    for_each_db(async |store| {
        let office = office(&store).await;
        let (invoice, before) = with_positions(&store, &office, "token").await;
        let mut after = before.clone();
        let touched = before.positions[1].no;
        after
            .apply(&Op::Text {
                no: touched,
                text: "By hand".to_owned(),
            })
            .unwrap();
        after.apply(&Op::Add).unwrap();
        store
            .save_document(invoice.id, invoice.version, &before, &after, now())
            .await
            .unwrap();

        make_anew(&store, invoice.id, &recipe()).await;
        let same_bundles = store.document(&invoice, (2, 2)).await.unwrap();
        let texts: Vec<_> = same_bundles
            .positions
            .iter()
            .map(|p| p.text.as_str())
            .collect();
        assert_eq!(texts, ["Relaunch", "By hand", "Relaunch", ""]);
        assert_eq!(same_bundles.positions[1].no, touched);

        let groups = Recipe {
            level: Level::Groups,
            ..recipe()
        };
        assert_eq!(at_risk(&store, invoice.id, &groups).await, [touched]);
    })
    .await;
}

#[tokio::test]
async fn what_was_touched_is_not_kept_for_other_times_or_rates() {
    for change in ["seconds = 10800", "rate_cents = 12000"] {
        for_each_db(async |store: Store| {
            let office = office(&store).await;
            let (invoice, before) = with_positions(&store, &office, "token").await;
            let mut after = before.clone();
            let no = before.positions[1].no;
            let text = "By hand".to_owned();
            after.apply(&Op::Text { no, text }).unwrap();
            store
                .save_document(invoice.id, invoice.version, &before, &after, now())
                .await
                .unwrap();
            let edit = format!("update time_entries set {change}, version = version + 1");
            execute(&store, &edit).await.unwrap();
            assert_eq!(
                at_risk(&store, invoice.id, &recipe()).await,
                [no],
                "{change}"
            );

            make_anew(&store, invoice.id, &recipe()).await;
            let invoice = store.invoice(invoice.id).await.unwrap().unwrap();
            let document = store.document(&invoice, (2, 2)).await.unwrap();
            assert!(document.positions.iter().all(|position| !position.touched));
        })
        .await;
    }
}

#[tokio::test]
async fn an_entry_that_was_given_to_another_client_is_on_no_position() {
    for step_1_again in [true, false] {
        for_each_db(async |store: Store| {
            let office = office(&store).await;
            let other = add_client(&store, "Gleis 7").await;
            let other = add_project(&store, other, "App", None).await;
            let (invoice, _) = with_positions(&store, &office, "token").await;
            let moved = office.entries[0];
            let stored = store.entry(moved, None).await.unwrap().unwrap();
            let fields = EntryFields {
                project: Some(other),
                ..entry(office.anna, None, 0)
            };
            store
                .edit_entry(moved, stored.version, &fields, None)
                .await
                .unwrap();
            if step_1_again {
                let chosen = store.choose_client(invoice.id, office.kitchen, true, now());
                assert_eq!(chosen.await.unwrap(), 2);
            }
            make_anew(&store, invoice.id, &recipe()).await;
            let on_positions = store.positioned_entries(invoice.id).await.unwrap();
            let on_positions: Vec<_> = on_positions.iter().map(|(entry, _)| *entry).collect();
            assert_eq!(on_positions.len(), 2);
            assert!(!on_positions.contains(&moved));
        })
        .await;
    }
}
