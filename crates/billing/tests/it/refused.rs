//! Credentials that the tool takes away before, while and after an invoice is made: nothing is concluded from it, whoever
//! shows the connection is told, and it goes on when somebody has reconnected.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use billing::{Engine, Phase, Setback, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use serde_json::{Value, json};
use store::testing::for_each_db;

use crate::at_moment::AtMoment;
use crate::endings::{assert_one_whole_draft, finish};
use crate::office::Office;
use crate::simulated::{Simulated, Tool, office_with};

/// An office whose tool is about to refuse everything.
struct Scene {
    office: Office,
    tool: Arc<Simulated>,
    id: InvoiceId,
    before: Vec<Value>,
}

impl Scene {
    async fn open(store: store::Store, tool: Tool) -> Self {
        let (office, tool) = office_with(store, tool).await;
        let id = office.invoice().await;
        Self {
            before: tool.documents().await,
            office,
            tool: Arc::new(tool),
            id,
        }
    }

    /// An engine whose credentials are taken away at this moment.
    fn revoked_at(&self, phase: Phase) -> Engine {
        let tool = self.tool.clone();
        let moments = AtMoment::new(phase, async move { revoke(&tool).await });
        self.office.engine("a").telling(Arc::new(moments))
    }

    fn assert_told(&self) {
        assert!(self.office.bench.refusals.load(Ordering::Relaxed) > 0);
    }

    /// Somebody connects the tool anew, and it goes on.
    async fn reconnected(&self, what: &str) {
        self.assert_told();
        self.tool.no_more_faults().await;
        self.office.clock.advance(TimeDelta::hours(1));
        finish(&self.office, self.id, what).await;
        assert_one_whole_draft(&self.tool, &self.before, what).await;
    }
}

async fn revoke(tool: &Simulated) {
    let order = json!({"status": 401, "count": 1_000_000});
    tool.fault_at("any", "status_before_commit", &order).await;
}

#[tokio::test]
async fn before_it_is_sent_nothing_was_made() {
    for tool in Tool::ALL {
        for_each_db(async |store| {
            let scene = Scene::open(store, tool).await;
            let engine = scene.revoked_at(Phase::AfterSendingMark);
            let state = scene.office.create(&engine, scene.id).await;
            let setback = Some(Setback::Unauthorized);
            assert_eq!(state, State::Preparing { setback }, "{tool:?}");
            assert_eq!(scene.office.locked().await, 0, "{tool:?}");
            assert_eq!(scene.tool.documents().await, scene.before, "{tool:?}");
            scene.reconnected("before").await;
        })
        .await;
    }
}

#[tokio::test]
async fn what_was_made_waits_for_somebody_to_reconnect() {
    // With the answer, and without.
    for (fault, expected) in [
        ("late_after_commit", InvoiceState::Created),
        ("lost_after_commit", InvoiceState::Unknown),
    ] {
        for tool in Tool::ALL {
            for_each_db(async |store| {
                let what = format!("{tool:?}, {fault}");
                let scene = Scene::open(store, tool).await;
                scene.tool.fault(fault, &json!({})).await;
                let engine = scene.revoked_at(Phase::AnswerReceived);
                scene.office.create(&engine, scene.id).await;
                for _ in 0..30 {
                    scene.office.clock.advance(TimeDelta::hours(1));
                    engine.work().await.unwrap();
                }
                let state = engine.state(scene.id).await.unwrap();
                let found = (state.name(), state.attention());
                assert_eq!(
                    found,
                    (expected, Some(Attention::Auth)),
                    "{what}: {state:?}"
                );
                assert_eq!(scene.office.locked().await, 12, "{what}");
                scene.office.clock.advance(TimeDelta::days(1));
                scene.reconnected(&what).await;
            })
            .await;
        }
    }
}

#[tokio::test]
async fn what_is_being_taken_back_stays_billed_until_somebody_reconnects() {
    for tool in [Tool::Sevdesk, Tool::HqV1, Tool::HqV2] {
        for_each_db(async |store| {
            let scene = Scene::open(store, tool).await;
            let (office, id) = (&scene.office, scene.id);
            let engine = office.engine("a");
            office.create(&engine, id).await;
            revoke(&scene.tool).await;
            let state = engine.undo(id, office.anna, "").await.unwrap();
            let found = (state.name(), state.attention());
            let expected = (InvoiceState::Undoing, Some(Attention::Auth));
            assert_eq!(found, expected, "{tool:?}: {state:?}");
            assert_eq!(office.entries_in(2).await, 12);
            scene.assert_told();
            scene.tool.no_more_faults().await;
            assert_eq!(
                engine.check_now(id).await.unwrap(),
                InvoiceState::Released,
                "{tool:?}"
            );
            assert_eq!(scene.tool.documents().await, scene.before, "{tool:?}");
        })
        .await;
    }
}
