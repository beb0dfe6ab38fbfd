//! A copy of the database does not send, and nothing is sent that was not written down before.

use billing::{Brake, CreateError, Engine, EngineError, Guard, Journal, Owner, Setback, State};
use chrono::TimeDelta;
use domain::Clock;
use domain::invoice::InvoiceState;
use providers::ProviderError;
use store::Installation;
use store::testing::{execute, for_each_db, sample};

use crate::office::Office;
use crate::scripted::{Fate, office};

/// What keeps an invoice of the office from being created.
pub async fn held(office: &Office, engine: &Engine) -> Guard {
    let id = office.invoice().await;
    match office.press(engine, id).await.unwrap_err() {
        CreateError::Brake(Brake::Guard(guard)) => guard,
        error => panic!("{error:?}"),
    }
}

/// The same database with another data folder, or under another address.
fn elsewhere(office: &Office, id: &str, origin: &str) -> (Engine, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut parts = office.parts("copy");
    parts.owner = Owner::new(id, "copy");
    parts.installation = Installation {
        id: id.to_owned(),
        origin: origin.to_owned(),
    };
    parts.journal = Journal::open(&folder.path().join("journal"), office.clock.now()).unwrap();
    (Engine::new(parts), folder)
}

#[tokio::test]
async fn the_first_installation_of_a_database_admits_itself_and_no_other_does() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        execute(&office.store, "delete from installations")
            .await
            .unwrap();
        let first = office.engine("a");
        first.recover().await.unwrap();
        assert_eq!(first.guard().await.unwrap(), None);

        for (id, origin) in [("copy", ""), ("office", "https://staging.example.com")] {
            let (copy, _folder) = elsewhere(&office, id, origin);
            copy.recover().await.unwrap();
            assert_eq!(
                held(&office, &copy).await,
                Guard::NotAdmitted,
                "{id} {origin}"
            );
        }
        assert_eq!((tool.calls(), office.locked().await), (0, 0));
        assert_eq!(first.guard().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_an_admin_admits_sends_and_the_one_before_it_does_not() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let (moved, _folder) = elsewhere(&office, "moved", "https://new.example.com");
        let new = Installation {
            id: "moved".to_owned(),
            origin: "https://new.example.com".to_owned(),
        };
        let stamp = sample::stamp(Some(office.anna));
        office
            .store
            .admit_installation(&new, false, &stamp)
            .await
            .unwrap();
        assert_eq!(held(&office, &office.engine("a")).await, Guard::NotAdmitted);
        let id = office.invoice().await;
        assert_eq!(office.create(&moved, id).await.name(), InvoiceState::Done);
        assert_eq!(tool.calls(), 1);
        let admitted = office.store.admitted_installations().await.unwrap();
        assert_eq!(admitted.len(), 1);
        assert_eq!(
            (&admitted[0].installation, admitted[0].by),
            (&new, Some(office.anna))
        );
    })
    .await;
}

#[tokio::test]
async fn a_copy_takes_nothing_back() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        office.create(&office.engine("a"), id).await;
        let (copy, _folder) = elsewhere(&office, "copy", "");
        let error = copy.undo(id, office.ben, "").await.unwrap_err();
        assert!(
            matches!(error, EngineError::Guard(Guard::NotAdmitted)),
            "{error:?}"
        );
        assert_eq!(office.stored(id).await.state, InvoiceState::Done);
        assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));
    })
    .await;
}

#[tokio::test]
async fn a_deletion_waits_while_a_guard_holds() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let id = office.invoice().await;
        let first = office.engine("a");
        office.create(&first, id).await;
        let lost = ProviderError::Unavailable {
            detail: "connection reset".to_owned(),
        };
        tool.will_delete(false, Err(lost));
        let state = first.undo(id, office.ben, "").await.unwrap();
        assert_eq!(state.name(), InvoiceState::Undoing);

        office.admit("copy", false).await;
        for _ in 0..3 {
            office.clock.advance(TimeDelta::hours(1));
            first.check_now(id).await.unwrap();
        }
        assert_eq!((tool.drafts().len(), office.entries_in(2).await), (1, 12));

        let (copy, _folder) = elsewhere(&office, "copy", "");
        office.rest(&copy, id).await;
        assert_eq!((tool.drafts().len(), office.entries_in(0).await), (0, 12));
    })
    .await;
}

#[tokio::test]
async fn the_line_is_on_the_disk_when_the_request_arrives() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        tool.counts_lines_of(office.folder.path().join("journal"));
        let engine = office.engine("a");
        let id = office.invoice().await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        engine.it_is_not_there(id, office.ben).await.unwrap();
        office.create(&engine, id).await;
        assert_eq!(tool.lines_seen(), [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_sent() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let journal = office.folder.path().join("journal");
        let hidden = office.folder.path().join("hidden");
        std::fs::rename(&journal, &hidden).unwrap();
        let engine = office.engine("a");
        let id = office.invoice().await;
        let state = office.create(&engine, id).await;
        let State::Preparing {
            setback: Some(Setback::NotWrittenDown { detail }),
        } = &state
        else {
            panic!("{state:?}")
        };
        assert!(detail.contains("Nothing is sent without it"), "{detail}");
        assert_eq!((tool.calls(), office.locked().await), (0, 0));
        assert_eq!(office.attempts().await, ["refused"]);

        std::fs::rename(&hidden, &journal).unwrap();
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
    })
    .await;
}
