//! Drafts that turn up after they were given up.

use chrono::TimeDelta;
use domain::invoice::InvoiceState;
use store::testing::{for_each_db, texts};

use crate::scripted::{Fate, office};

#[tokio::test]
async fn a_draft_that_turns_up_late_is_shown_until_somebody_deletes_it() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        // Far beyond every quiet period.
        tool.will(Fate::lost(Some(TimeDelta::hours(3))));
        office.create(&engine, id).await;
        office.rest(&engine, id).await;
        assert_eq!(office.stored(id).await.state, InvoiceState::Preparing);

        office.clock.advance(TimeDelta::hours(1));
        engine.work().await.unwrap();
        assert_eq!(office.store.late_drafts(Some(id)).await.unwrap(), []);
        office.clock.advance(TimeDelta::hours(6));
        engine.work().await.unwrap();
        let late = office.store.late_drafts(None).await.unwrap();
        assert_eq!(late.len(), 1);
        assert_eq!(
            (late[0].invoice, late[0].turned_up.as_deref()),
            (id, Some("100"))
        );
        assert_eq!(
            office.create(&engine, id).await.name(),
            InvoiceState::Preparing,
            "nothing is sent"
        );
        assert_eq!(tool.calls(), 1);

        tool.delete_all();
        office.clock.advance(TimeDelta::days(1));
        engine.work().await.unwrap();
        assert_eq!(office.store.late_drafts(None).await.unwrap(), []);
        let kinds = "select kind from invoice_events where kind like 'late%' order by seq";
        let kinds = texts(&office.store, kinds).await.unwrap();
        assert_eq!(kinds, ["late_draft", "late_draft_gone"]);
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}

#[tokio::test]
async fn after_a_month_nobody_looks_any_more() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        office.rest(&engine, id).await;
        let looks = "select cast(looks as text) || case when look_at is null then ' over' else '' end from invoice_attempts";
        for _ in 0..40 {
            office.clock.advance(TimeDelta::days(1));
            engine.work().await.unwrap();
        }
        assert_eq!(texts(&office.store, looks).await.unwrap(), ["30 over"]);
    })
    .await;
}
