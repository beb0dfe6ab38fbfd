//! What a person does to the document in the tool, at each place of the invoice on its way, and what comes of it.

use billing::{Document, State};
use domain::invoice::InvoiceState;
use providers::{ReadBack, RemoteStatus};
use store::Store;
use store::testing::for_each_db;

use crate::scripted::Scripted;
use crate::stages::{Scene, Stage};

#[derive(Clone, Copy, Debug)]
enum Change {
    Deleted,
    Edited,
    Shortened,
    Finalised,
    Cancelled,
}

const CHANGES: [Change; 5] = [
    Change::Deleted,
    Change::Edited,
    Change::Shortened,
    Change::Finalised,
    Change::Cancelled,
];

/// Where the invoice is six hours later, in the order of [`CHANGES`]: its state, and what a person is shown.
#[rustfmt::skip]
const TABLE: [(Stage, [&str; 5]); 9] = [
    (Stage::GivenUp,   ["done draft",        "preparing late_draft", "preparing late_draft", "preparing late_draft", "preparing late_draft"]),
    (Stage::Sending,   ["preparing absent",  "created mismatch",     "created mismatch",     "created mismatch",     "created mismatch"]),
    (Stage::Unknown,   ["preparing absent",  "created mismatch",     "created mismatch",     "created mismatch",     "created mismatch"]),
    (Stage::Created,   ["preparing absent",  "created mismatch",     "created mismatch",     "created mismatch",     "created mismatch"]),
    (Stage::Differing, ["preparing absent",  "created mismatch",     "created mismatch",     "created mismatch",     "created mismatch"]),
    (Stage::Done,      ["done remote_gone",  "done remote_changed",  "done remote_changed",  "done finalised",       "done remote_gone"]),
    (Stage::Kept,      ["done remote_gone",  "done remote_changed",  "done remote_changed",  "done remote_changed",  "done remote_gone"]),
    (Stage::Undoing,   ["released",          "released",             "released",             "done finalised",       "done remote_gone"]),
    (Stage::ByHand,    ["released",          "undoing ask",          "undoing ask",          "done finalised",       "done remote_gone"]),
];

impl Change {
    fn happens(self, tool: &Scripted) {
        match self {
            Self::Deleted => tool.delete_all(),
            Self::Edited => tool.edit(|draft| draft.lines[0].text.push('!')),
            Self::Shortened => tool.edit(|draft| drop(draft.lines.pop())),
            Self::Finalised => tool.edit(|draft| numbered(draft, RemoteStatus::Finalised)),
            Self::Cancelled => tool.edit(|draft| numbered(draft, RemoteStatus::Cancelled)),
        }
    }
}

fn numbered(draft: &mut ReadBack, status: RemoteStatus) {
    draft.status = status;
    draft.number = Some("RE-1".to_owned());
}

/// The state, and what a person is shown beside it.
fn said(state: &State) -> String {
    let shown = match (state.attention(), state) {
        (Some(attention), _) => attention.as_str().to_owned(),
        (None, State::Preparing { setback }) => {
            let json = serde_json::to_value(setback).unwrap();
            json["why"].as_str().unwrap_or_default().to_owned()
        }
        (None, State::Done(billed)) => match billed.truth.document {
            Document::Draft => "draft".to_owned(),
            Document::Finalised => "finalised".to_owned(),
            other => format!("{other:?}"),
        },
        _ => String::new(),
    };
    format!("{} {shown}", state.name().as_str())
        .trim_end()
        .to_owned()
}

async fn comes_to(store: Store, stage: Stage, change: Change, expected: &str) {
    let what = format!("{stage:?}, {change:?}");
    let scene = Scene::at(store, stage).await;
    change.happens(&scene.tool);
    let Scene {
        office, engine, id, ..
    } = &scene;
    match stage {
        Stage::GivenUp => drop(office.create(engine, *id).await),
        Stage::Differing => drop(engine.check_now(*id).await.unwrap()),
        _ => {}
    }
    let later = scene.hours_pass(engine).await;

    assert_eq!(said(&later), expected, "{what}");
    scene.assert_entries_fit(later.name(), &what).await;
    assert!(scene.tool.drafts().len() <= 1, "{what}: a second draft");
    if later.name() == InvoiceState::Released {
        assert_eq!(
            scene.tool.drafts().len(),
            0,
            "{what}: a draft whose entries are free"
        );
    }
}

#[tokio::test]
async fn whatever_a_person_does_to_the_document_comes_to_what_the_table_says() {
    for (stage, row) in TABLE {
        for (change, expected) in CHANGES.into_iter().zip(row) {
            for_each_db(async |store| comes_to(store, stage, change, expected).await).await;
        }
    }
}
