//! Questions whose answer has a reason, kept in the invoice's log.

use billing::{Document, State, Tools as _};
use domain::payload::Target;
use leptos::prelude::*;
use texts::say;

use super::{Question, confirm};
use crate::context::Cx;
use crate::pages::invoices::load::Shown;

/// Take the draft back?
pub async fn undo(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    let added = shown
        .payload
        .as_ref()
        .is_some_and(|payload| matches!(payload.target, Target::ExistingDraft { .. }));
    let text = if added && shown.copies {
        say!(l, invoices.undo_text_copied, tool = tool)
    } else if added {
        say!(l, invoices.undo_text_added, tool = tool)
    } else if deletes(cx, shown).await {
        say!(l, invoices.undo_text, tool = tool)
    } else {
        say!(l, invoices.undo_text_by_hand, tool = tool)
    };
    let title = say!(l, invoices.undo_title);
    confirm(cx, Question::Undo, title, text, say!(l, invoices.undo))
}

/// Whether drafts can be deleted through the tool's API. A tool that is not connected will be asked later.
async fn deletes(cx: &Cx, shown: &Shown) -> bool {
    let Some(connection) = shown.invoice.connection else {
        return false;
    };
    let connected = cx.state.tools.connect(connection).await;
    connected.is_ok_and(|connected| connected.provider.capabilities().deletes)
}

/// Release the entries?
pub fn release(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let State::Done(billed) = &shown.state else {
        return ().into_any();
    };
    let text = match billed.truth.document {
        Document::Cancelled => say!(l, invoices.release_text_void, tool = &shown.tool),
        Document::Gone => say!(l, invoices.release_text_gone, tool = &shown.tool),
        Document::Draft | Document::Finalised => {
            say!(l, invoices.release_text_lines)
        }
    };
    let title = say!(l, invoices.release_title);
    confirm(
        cx,
        Question::Release,
        title,
        text,
        say!(l, invoices.release),
    )
}

/// Keep them as billed?
pub fn keep(cx: &Cx) -> AnyView {
    let l = cx.words();
    let (title, text) = (say!(l, invoices.keep_title), say!(l, invoices.keep_text));
    confirm(
        cx,
        Question::Keep,
        title,
        text,
        say!(l, invoices.keep_billed),
    )
}
