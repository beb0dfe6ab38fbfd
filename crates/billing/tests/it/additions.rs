//! A draft that positions were to be added to, where nobody knows whether they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use billing::{EngineError, Setback, State};
use chrono::TimeDelta;
use domain::InvoiceId;
use domain::invoice::{Attention, InvoiceState};
use domain::money::Cents;
use domain::payload::Target;
use domain::tax::Treatment;
use providers::{BeforeImage, DraftSummary, ReadBack, RemoteStatus};
use store::Store;
use store::testing::for_each_db;

use crate::office::Office;
use crate::scripted::{Fate, ORGANISATION, Scripted, office};

pub const DRAFT: &str = "55";

pub fn existing() -> BeforeImage {
    let document = ReadBack {
        remote_id: DRAFT.to_owned(),
        status: RemoteStatus::Draft,
        organisation_id: ORGANISATION.to_owned(),
        customer_id: "7".to_owned(),
        reference: "PO 1".to_owned(),
        number: None,
        lines: Vec::new(),
        net: Cents(0),
        tax: Cents(0),
        gross: Cents(0),
        discount: Cents(0),
        details: BTreeMap::new(),
    };
    let summary = DraftSummary {
        remote_id: DRAFT.to_owned(),
        header: String::new(),
        reference: document.reference.clone(),
        date: None,
        net: document.net,
        unusable: None,
    };
    BeforeImage {
        remote_id: DRAFT.to_owned(),
        treatment: Treatment::Standard,
        summary,
        document,
        raw: String::new(),
    }
}

/// An addition whose answer was lost; the positions arrived or not.
async fn unknown(store: Store, arrived: Option<TimeDelta>) -> (Office, Arc<Scripted>, InvoiceId) {
    let (office, tool) = office(store).await;
    let image = existing();
    tool.existing(image.document.clone());
    let image = serde_json::to_string(&image).unwrap();
    let id = office
        .invoice_to(
            Target::ExistingDraft {
                remote_id: DRAFT.to_owned(),
            },
            Some(image),
        )
        .await;
    tool.will(Fate::lost(arrived));
    let state = office.create(&office.engine("a"), id).await;
    assert_eq!(state.name(), InvoiceState::Unknown);
    (office, tool, id)
}

#[tokio::test]
async fn a_draft_that_somebody_else_changed_too_is_for_a_person() {
    for_each_db(async |store| {
        let (office, tool, id) = unknown(store, Some(TimeDelta::zero())).await;
        let engine = office.engine("a");
        tool.edit(|draft| draft.lines[0].text = "changed by somebody".to_owned());

        assert_eq!(engine.check_now(id).await.unwrap(), InvoiceState::Unknown);
        assert_eq!(
            engine.state(id).await.unwrap().attention(),
            Some(Attention::Ask)
        );

        let error = engine.it_is_there(id, "56", office.ben).await.unwrap_err();
        assert!(
            matches!(&error, EngineError::OtherDraft { expected } if expected == DRAFT),
            "{error:?}"
        );
        assert_eq!(
            engine.it_is_there(id, DRAFT, office.ben).await.unwrap(),
            InvoiceState::Created
        );
        let State::Created(draft) = engine.state(id).await.unwrap() else {
            panic!()
        };
        assert_eq!(draft.differences.len(), 1, "{:?}", draft.differences);
        assert_eq!(office.locked().await, 12);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_was_deleted_took_the_positions_with_it() {
    for_each_db(async |store| {
        let (office, tool, id) = unknown(store, Some(TimeDelta::zero())).await;
        tool.delete_all();

        let state = office.rest(&office.engine("a"), id).await;

        assert_eq!(
            state,
            State::Preparing {
                setback: Some(Setback::Absent)
            }
        );
        assert_eq!((office.locked().await, office.entries_in(1).await), (0, 12));
    })
    .await;
}

#[tokio::test]
async fn an_addition_has_no_marker_and_leaves_the_reference_alone() {
    for_each_db(async |store| {
        let (office, tool, id) = unknown(store, None).await;
        let engine = office.engine("a");
        assert_eq!(
            office.rest(&engine, id).await,
            State::Preparing {
                setback: Some(Setback::Absent)
            }
        );

        assert_eq!(office.create(&engine, id).await.name(), InvoiceState::Done);

        assert_eq!(office.stored(id).await.marker, None);
        let drafts = tool.drafts();
        assert_eq!((drafts.len(), drafts[0].lines.len()), (1, 12));
        assert_eq!(drafts[0].reference, "PO 1");
    })
    .await;
}
