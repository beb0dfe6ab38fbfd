//! An invoice with all that its page shows.

use billing::State;
use domain::InvoiceId;
use domain::capabilities::Addition;
use domain::document::Document;
use domain::invoice::InvoiceState;
use domain::payload::Payload;
use domain::role::Role;
use store::invoices::{Invoice, InvoiceEvent, LateAttempt, OldDraft, Run};

use super::wording::tool_name;
use crate::context::{Cx, PageError};
use crate::pages::wizard::{capabilities_of, document_for};

/// An invoice, read for its page.
pub struct Shown {
    /// The answers of the wizard.
    pub invoice: Invoice,
    /// What the engine keeps.
    pub run: Run,
    /// Where it stands, with what is known there.
    pub state: State,
    /// What was frozen to be sent, or would be sent.
    pub payload: Option<Payload>,
    /// Its positions, as the wizard left them; none while it still has them.
    pub document: Option<Document>,
    /// How many entries it is about, and their seconds.
    pub entries: Option<(i64, i64)>,
    /// What happened so far.
    pub events: Vec<InvoiceEvent>,
    /// Drafts of it that turned up after they were given up.
    pub late: Vec<LateAttempt>,
    /// The tool's name.
    pub tool: String,
    /// Whether that tool can only copy drafts, where positions are to be added to one.
    pub copies: bool,
    /// The draft that was copied.
    pub old: Option<OldDraft>,
}

/// Loads an invoice, for billers and admins.
pub async fn load(cx: &Cx, id: InvoiceId) -> Result<Shown, PageError> {
    cx.require(Role::Biller)?;
    let store = &cx.state.store;
    // First: what happens meanwhile is news to this page.
    let events = store.invoice_events(id).await?;
    let invoice = store.invoice(id).await?.ok_or(PageError::NotFound)?;
    let run = store.run(id).await?.ok_or(PageError::NotFound)?;
    let state = billing::state_of(&run.standing).map_err(unreadable)?;
    let payload = run.payload.as_deref().map(serde_json::from_str).transpose();
    let payload = payload.map_err(unreadable)?;
    let positioned = store.positioned_summary(id).await?;
    let entries = match positioned {
        Some(found) => Some(found),
        None => store.chosen_summary(id).await?,
    };
    let tool = capabilities_of(cx, &invoice).await?;
    let document = match invoice.state {
        InvoiceState::Preparing => None,
        _ => Some(document_for(cx, &invoice, tool.as_ref()).await?),
    };
    Ok(Shown {
        document,
        copies: tool.is_some_and(|tool| tool.addition == Some(Addition::Copy)),
        old: store.old_draft(id).await?,
        events,
        late: store.late_drafts(Some(id)).await?,
        tool: tool_name(cx.words(), invoice.tool),
        entries: entries.map(|(count, seconds, _, _)| (count, seconds)),
        invoice,
        run,
        state,
        payload,
    })
}

/// What is stored makes no sense: a newer version wrote it, or somebody's hand.
fn unreadable(error: impl std::fmt::Display) -> PageError {
    tracing::error!(%error, "an invoice cannot be read");
    PageError::Store(store::StoreError::Unknown {
        what: "the record of an invoice",
        value: error.to_string(),
    })
}
