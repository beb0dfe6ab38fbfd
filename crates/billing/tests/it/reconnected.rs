//! Somebody connects another company while an invoice of the first one is open: what that one does not have proves
//! nothing, and what it has is none of ours.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use billing::{Engine, State};
use domain::invoice::{Attention, InvoiceState};
use store::Store;
use store::testing::for_each_db;

use crate::office::Bench;
use crate::scripted::Scripted;
use crate::stages::{Scene, Stage};

/// The stages at which the tool is asked about a draft, and what a person is shown when it cannot be.
const STAGES: [(Stage, Option<Attention>); 5] = [
    (Stage::Unknown, Some(Attention::Auth)),
    (Stage::Created, Some(Attention::Auth)),
    (Stage::Undoing, Some(Attention::Auth)),
    // The person who is to delete the draft is still to.
    (Stage::ByHand, Some(Attention::Auth)),
    // Nothing is amiss with what was billed.
    (Stage::Done, None),
];

/// An engine whose connection belongs to another company, whose tool is empty.
fn elsewhere(scene: &Scene) -> (Engine, Arc<Scripted>) {
    let other = Scripted::new(scene.office.clock.clone());
    let mut parts = scene.office.parts("elsewhere");
    parts.tools = Bench::new(other.clone(), "0815");
    (Engine::new(parts), other)
}

async fn proves_nothing(store: Store, stage: Stage, attention: Option<Attention>) {
    let scene = Scene::at(store, stage).await;
    let before = scene.engine.state(scene.id).await.unwrap().name();
    let (engine, other) = elsewhere(&scene);

    for _ in 0..12 {
        let later = scene.hours_pass(&engine).await;
        assert_eq!(
            (later.name(), later.attention()),
            (before, attention),
            "{stage:?}: {later:?}"
        );
    }
    assert_eq!(
        engine.check_now(scene.id).await.unwrap(),
        before,
        "{stage:?}"
    );
    scene.assert_entries_fit(before, "elsewhere").await;
    assert_eq!(
        (other.calls(), other.asked()),
        (0, 0),
        "{stage:?}: the other company is left alone"
    );

    // Somebody connects the first company again.
    let checked = scene.engine.check_now(scene.id).await.unwrap();
    scene.assert_entries_fit(checked, "reconnected").await;
    let expected = match stage {
        Stage::Undoing => InvoiceState::Released,
        Stage::ByHand => InvoiceState::Undoing,
        _ => InvoiceState::Done,
    };
    assert_eq!(checked, expected, "{stage:?}");
    assert_eq!(scene.office.bench.refusals.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_another_company_does_not_have_is_not_absent() {
    for (stage, attention) in STAGES {
        for_each_db(async |store| proves_nothing(store, stage, attention).await).await;
    }
}

#[tokio::test]
async fn a_draft_that_was_given_up_at_one_company_is_not_looked_for_at_another() {
    for_each_db(async |store| {
        let scene = Scene::at(store, Stage::GivenUp).await;
        let (engine, other) = elsewhere(&scene);
        let state = scene.hours_pass(&engine).await;
        assert!(matches!(state, State::Preparing { .. }), "{state:?}");
        assert_eq!(other.asked(), 0);
        let late = async || scene.office.store.late_drafts(None).await.unwrap().len();
        assert_eq!(late().await, 0);
        for _ in 0..4 {
            scene.hours_pass(&scene.engine).await;
        }
        assert_eq!(late().await, 1, "the looks go on at home");
    })
    .await;
}
