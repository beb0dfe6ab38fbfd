//! An invoice that was given up at one place and then made at another.

use std::sync::Arc;

use async_trait::async_trait;
use billing::{Connected, Engine, EngineError, Setback, State, Tools, ToolsError};
use chrono::TimeDelta;
use domain::clock::Clock;
use domain::invoice::InvoiceState;
use domain::payload::Target;
use domain::{ConnectionId, InvoiceId};
use store::Store;
use store::testing::{for_each_db, sample};

use crate::additions::{DRAFT, existing};
use crate::office::{Bench, Office, connect};
use crate::scripted::{Fate, Scripted, office};

/// Two connections, each to a company of its own.
struct TwoCompanies {
    second: ConnectionId,
    benches: [Arc<Bench>; 2],
}

#[async_trait]
impl Tools for TwoCompanies {
    async fn connect(&self, connection: ConnectionId) -> Result<Connected, ToolsError> {
        let bench = &self.benches[usize::from(connection == self.second)];
        bench.connect(connection).await
    }

    async fn refused(&self, _: ConnectionId) {}
}

/// An invoice that was given up at the first company, and is to be made at the second one.
struct Scene {
    office: Office,
    engine: Engine,
    first: Arc<Scripted>,
    second: Arc<Scripted>,
    id: InvoiceId,
}

impl Scene {
    /// The draft is there so much after the request.
    async fn open(store: Store, later: TimeDelta) -> Self {
        let (office, first) = office(store).await;
        let second = Scripted::new(office.clock.clone());
        let connection = connect(&office.store, (office.ben, "Ben Wolf"), "0815").await;
        let mut parts = office.parts("a");
        let benches = [office.bench.clone(), Bench::new(second.clone(), "0815")];
        parts.tools = Arc::new(TwoCompanies {
            second: connection,
            benches,
        });
        let engine = Engine::new(parts);
        let id = office.invoice().await;
        first.will(Fate::lost(Some(later)));
        office.create(&engine, id).await;
        office.rest(&engine, id).await;
        office
            .choose(id, connection, Target::NewInvoice, None)
            .await;
        Self {
            office,
            engine,
            first,
            second,
            id,
        }
    }

    async fn late(&self) -> Vec<Option<String>> {
        let late = self.office.store.late_drafts(Some(self.id)).await.unwrap();
        late.into_iter().map(|late| late.turned_up).collect()
    }
}

#[tokio::test]
async fn a_draft_that_turns_up_at_the_first_company_is_seen_there() {
    for_each_db(async |store| {
        let scene = Scene::open(store, TimeDelta::hours(3)).await;
        let Scene {
            office, engine, id, ..
        } = &scene;
        assert_eq!(office.create(engine, *id).await.name(), InvoiceState::Done);
        office.clock.advance(TimeDelta::hours(8));
        engine.work().await.unwrap();
        assert_eq!(scene.late().await, [Some("100".to_owned())]);

        scene.first.delete_all();
        office.clock.advance(TimeDelta::days(1));
        engine.work().await.unwrap();
        assert_eq!(scene.late().await, []);
        assert_eq!(scene.second.drafts().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_to_the_second_company_while_the_first_has_the_draft() {
    for_each_db(async |store| {
        let scene = Scene::open(store, TimeDelta::hours(3)).await;
        let Scene {
            office, engine, id, ..
        } = &scene;
        office.clock.advance(TimeDelta::hours(3));
        let state = office.create(engine, *id).await;
        let State::Preparing { setback } = &state else {
            panic!("{state:?}")
        };
        let remote_id = "100".to_owned();
        assert_eq!(setback, &Some(Setback::LateDraft { remote_id }));
        assert_eq!(scene.second.calls(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_first_company_that_does_not_answer_keeps_nothing_from_the_second() {
    for_each_db(async |store| {
        let scene = Scene::open(store, TimeDelta::hours(3)).await;
        scene.first.goes_blind();
        let state = scene.office.create(&scene.engine, scene.id).await;
        assert_eq!(state.name(), InvoiceState::Done);
    })
    .await;
}

/// An invoice that is to be a copy of somebody's draft.
async fn copy(office: &Office, tool: &Scripted) -> InvoiceId {
    tool.copies();
    let image = serde_json::to_string(&existing()).unwrap();
    let remote_id = DRAFT.to_owned();
    let target = Target::ExistingDraft { remote_id };
    office.invoice_to(target, Some(image)).await
}

#[tokio::test]
async fn a_copy_that_was_given_up_keeps_no_new_invoice_from_being_made() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        tool.existing(existing().document);
        let engine = office.engine("a");
        let id = copy(&office, &tool).await;
        tool.will(Fate::lost(None));
        office.create(&engine, id).await;
        engine.it_is_not_there(id, office.ben).await.unwrap();

        let connection = office.connection;
        office
            .choose(id, connection, Target::NewInvoice, None)
            .await;
        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);
        office.clock.advance(TimeDelta::days(1));
        engine.work().await.unwrap();
        let now = office.clock.now();
        assert_eq!(office.store.due_attempts(now, 5).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_copy_belongs_to_one_invoice() {
    for_each_db(async |store| {
        let (office, tool) = office(store).await;
        let engine = office.engine("a");
        let mut ids = Vec::new();
        for _ in 0..2 {
            let id = copy(&office, &tool).await;
            tool.will(Fate::lost(None));
            office.create(&engine, id).await;
            ids.push(id);
            let project = office.store.entry(office.entries[0], None).await.unwrap();
            let more = sample::entry(office.anna, project.unwrap().project, -20);
            sample::add_entry(&office.store, &more).await;
        }
        let mut document = existing().document;
        document.remote_id = "900".to_owned();
        tool.existing(document);
        let state = engine.it_is_there(ids[0], "900", office.ben).await.unwrap();
        assert_eq!(state, InvoiceState::Created);
        let error = engine
            .it_is_there(ids[1], "900", office.ben)
            .await
            .unwrap_err();
        assert!(matches!(error, EngineError::DraftOfAnother), "{error:?}");
    })
    .await;
}
