//! When nothing is added, because the draft is not what it was, or nobody can tell.

use providers::{DraftChange, Obstacle, Outcome, Refusal};
use sandbox::SevdeskOptions;

use crate::addition::{Scene, worked_on};

#[tokio::test]
async fn a_draft_that_somebody_edited_is_left_alone() {
    let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    let (id, line) = (&scene.before.remote_id, &scene.before.document.lines[3].id);
    scene
        .account
        .press(
            &format!("{id}/positions/{line}/rename"),
            &[("text", "umbenannt")],
        )
        .await;
    assert_eq!(
        scene.append().await,
        Outcome::NotExecuted(Refusal::DraftChanged(DraftChange::Edited))
    );
    assert_eq!(scene.account.count("save_invoice").await, 0);
}

#[tokio::test]
async fn a_draft_that_is_gone_or_final_is_not_made_anew() {
    for action in ["delete", "finalise"] {
        let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
        scene
            .account
            .press(&format!("{}/{action}", scene.before.remote_id), &[])
            .await;
        assert_eq!(
            scene.append().await,
            Outcome::NotExecuted(Refusal::DraftChanged(DraftChange::Gone))
        );
        assert_eq!(scene.account.count("save_invoice").await, 0);
    }
}

#[tokio::test]
async fn a_draft_of_somebody_else_is_left_alone() {
    let mut scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    scene.payload.customer.id = "138810483".to_owned();
    assert_eq!(
        scene.append().await,
        Outcome::NotExecuted(Refusal::NotSendable(Obstacle::OtherCustomer))
    );
    assert_eq!(scene.account.count("save_invoice").await, 0);
}

#[tokio::test]
async fn what_must_be_read_first_and_cannot_sends_nothing() {
    let scene = Scene::open(SevdeskOptions::default(), worked_on()).await;
    for operation in ["get_invoice", "get_positions"] {
        for fault in [
            "html_body",
            "lost_after_commit",
            "malformed_body",
            "error_in_200",
        ] {
            scene.account.fault(operation, fault).await;
            let outcome = scene.append().await;
            assert!(
                matches!(outcome, Outcome::NotExecuted(_)),
                "{operation} {fault}: {outcome:?}"
            );
        }
    }
    assert_eq!(scene.account.count("save_invoice").await, 0);
}
