//! How an invoice comes to its end after something went wrong, and what the tool must hold then.

use billing::State;
use domain::InvoiceId;
use domain::invoice::InvoiceState;
use serde_json::Value;
use store::invoices::first_break;

use crate::office::Office;
use crate::simulated::{Simulated, lines_of};

/// Lets the worker go on, and presses again where the invoice is back in the wizard.
pub async fn finish(office: &Office, id: InvoiceId, what: &str) {
    let engine = office.engine("b");
    let mut state = office.rest(&engine, id).await;
    if let State::Preparing { .. } = state {
        office.create(&engine, id).await;
        state = office.rest(&engine, id).await;
    }
    assert_eq!(state.name(), InvoiceState::Done, "{what}: {state:?}");
    assert_eq!(office.entries_in(2).await, 12, "{what}");
}

/// One draft more than there were, whole.
pub async fn assert_one_whole_draft(tool: &Simulated, before: &[Value], what: &str) {
    let new = tool.documents_beside(before).await;
    assert_eq!(new.len(), 1, "{what}: {new:?}");
    assert_eq!(lines_of(&new[0]).len(), 12, "{what}");
    assert_eq!(new[0]["net"], "1520.00", "{what}");
}

/// One of the drafts that there were, with our lines behind its own.
pub async fn assert_added(tool: &Simulated, before: &[Value], remote_id: &str, what: &str) {
    let old = before.iter().find(|document| document["id"] == remote_id);
    let former = lines_of(old.unwrap());
    let changed = tool.documents_beside(before).await;
    assert_eq!(changed.len(), 1, "{what}: {changed:?}");
    assert_eq!(changed[0]["id"], remote_id, "{what}");
    let lines = lines_of(&changed[0]);
    assert_eq!(lines.len(), former.len() + 12, "{what}");
    assert_eq!(lines[..former.len()], former[..], "{what}");
}

/// The old draft as it was, and one copy of it with our lines.
pub async fn assert_one_copy(tool: &Simulated, before: &[Value], old: &str, what: &str) {
    let documents = tool.documents().await;
    let is_old = |document: &&Value| document["id"] == old;
    let old_before = before.iter().find(is_old).unwrap();
    assert_eq!(documents.iter().find(is_old), Some(old_before), "{what}");
    let new = tool.documents_beside(before).await;
    assert_eq!(new.len(), 1, "{what}: {new:?}");
    let former = lines_of(old_before);
    let lines = lines_of(&new[0]);
    assert_eq!(lines.len(), former.len() + 12, "{what}");
    assert_eq!(lines[..former.len()], former[..], "{what}");
}

/// Nothing in the invoice's log was changed, added or left out.
pub async fn assert_whole_log(office: &Office, id: InvoiceId) {
    let events = office.store.invoice_events(id).await.unwrap();
    assert_eq!(first_break(id, &events), None);
}
