//! The log of an invoice.

use store::invoices::{ExportedLog, LogProblem, first_break};
use store::testing::{execute, for_each_db};

use crate::scripted::{Fate, office};

#[tokio::test]
async fn every_move_is_in_the_log_with_who_did_it() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(Some(chrono::TimeDelta::zero())));
        office.create(&engine, id).await;
        office.rest(&engine, id).await;

        let events = office.store.invoice_events(id).await.unwrap();

        let rows: Vec<_> = events
            .iter()
            .map(|event| {
                (
                    event.kind.as_str(),
                    event.actor.as_str(),
                    event.to_state.as_deref().unwrap(),
                )
            })
            .collect();
        let expected = [
            ("create_pressed", "Anna Berg", "claimed"),
            ("sending_begun", "Billhour", "sending"),
            ("answered", "Billhour", "unknown"),
            ("looked_up", "Billhour", "created"),
            ("read_back", "Billhour", "done"),
        ];
        assert_eq!(rows, expected);
        assert!(
            events[1]
                .detail
                .contains(office.stored(id).await.marker.as_deref().unwrap())
        );
        assert_eq!(first_break(id, &events), None);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_the_log_unseen() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let engine = office.engine("a");
        let id = office.invoice().await;
        office.create(&engine, id).await;
        for statement in [
            "update invoice_events set actor = 'nobody'",
            "delete from invoice_events",
        ] {
            execute(&office.store, statement).await.unwrap_err();
        }

        let events = office.store.invoice_events(id).await.unwrap();
        let mut changed = events.clone();
        changed[1].detail = "{}".to_owned();
        assert_eq!(first_break(id, &changed), Some(2));
        let mut shorter = events.clone();
        shorter.remove(0);
        assert_eq!(first_break(id, &shorter), Some(2));
        let mut swapped = events;
        swapped.swap(1, 2);
        assert_eq!(first_break(id, &swapped), Some(3));
    })
    .await;
}

#[tokio::test]
async fn an_exported_log_is_verified_without_the_database() {
    for_each_db(async |store| {
        let (office, _) = office(store).await;
        let id = office.invoice().await;
        office.create(&office.engine("a"), id).await;
        let exported = office.store.exported_log(id).await.unwrap();
        let text = exported.to_json().unwrap();
        let log = ExportedLog::parse(&text).unwrap();
        assert_eq!(log, exported);
        let last = &log.events.last().unwrap().hash;
        assert_eq!(log.verify().unwrap(), last);

        let forged = text.replace("Anna Berg", "Ben Wolf");
        let forged = ExportedLog::parse(&forged).unwrap();
        assert!(matches!(forged.verify(), Err(LogProblem::Broken(1))));
        let other = text.replace(&id.to_string(), "019a0000-0000-7000-8000-000000000000");
        let other = ExportedLog::parse(&other).unwrap();
        assert!(matches!(other.verify(), Err(LogProblem::Broken(1))));
        let later = text.replace("billhour-log-1", "billhour-log-2");
        assert!(matches!(
            ExportedLog::parse(&later),
            Err(LogProblem::Format(_))
        ));
        assert!(matches!(
            ExportedLog::parse("{}"),
            Err(LogProblem::Unreadable(_))
        ));
    })
    .await;
}
