//! What a person does on an invoice's page.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use billing::{Document, EngineError, OldDraftLook, State};
use domain::invoice::InvoiceState;
use domain::role::Role;
use domain::{InvoiceId, UserId};
use texts::say;

use super::old_draft;
use super::page::FOUND;
use super::wording::tool_name;
use crate::context::{Cx, PageError};
use crate::forms::{Posted, reason_problem};
use crate::pages::sending::guard_words;

/// Does what the pressed button says.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let user = match posted.cx.require(Role::Biller) {
        Ok(user) => user.id,
        Err(error) => return error.into_response(),
    };
    let Ok(id) = id.parse() else {
        return PageError::NotFound.into_response();
    };
    if posted.text("do") == old_draft::LOOK {
        return look_at_old_draft(posted, id).await;
    }
    let Some(act) = Act::of(&posted) else {
        let words = say!(posted.cx.words(), invoices.not_understood);
        return posted.again(vec![("", words)]).await;
    };
    if matches!(&act, Act::There(draft) if draft.is_empty()) {
        let words = say!(posted.cx.words(), invoices.is_there_missing);
        return posted.again(vec![("number", words)]).await;
    }
    if let Some(problem) = unanswered(&posted.cx, id, &act).await {
        return posted.again(vec![problem]).await;
    }
    match act.run(&posted.cx, id, user).await {
        Ok(state) => {
            let found_after_all = act == Act::NotThere && state != InvoiceState::Preparing;
            let query = if found_after_all {
                format!("?{FOUND}=yes")
            } else {
                String::new()
            };
            Redirect::to(&format!("/invoices/{id}{query}")).into_response()
        }
        Err(EngineError::NoSuchInvoice) => PageError::NotFound.into_response(),
        Err(EngineError::Store(error)) => PageError::from(error).into_response(),
        Err(error) => {
            let tool = tool_of(&posted.cx, id).await;
            let words = problem(&posted.cx, &tool, &error);
            posted.again(vec![("", words)]).await
        }
    }
}

/// Looks whether the draft that was copied is still there.
async fn look_at_old_draft(posted: Posted, id: InvoiceId) -> Response {
    let cx = &posted.cx;
    match cx.state.engine.look_at_old_draft(id).await {
        Ok(OldDraftLook::None | OldDraftLook::Seen(_)) => {
            Redirect::to(&format!("/invoices/{id}")).into_response()
        }
        Ok(OldDraftLook::Unavailable(detail)) => {
            tracing::warn!(detail, "an old draft could not be looked at");
            let tool = tool_of(cx, id).await;
            let words = say!(cx.words(), invoices.old_unavailable, tool = tool);
            posted.again(vec![("", words)]).await
        }
        Err(EngineError::NoSuchInvoice) => PageError::NotFound.into_response(),
        Err(error) => {
            let words = problem(cx, &tool_of(cx, id).await, &error);
            posted.again(vec![("", words)]).await
        }
    }
}

/// The name of an invoice's tool.
async fn tool_of(cx: &Cx, id: InvoiceId) -> String {
    let invoice = cx.state.store.invoice(id).await.ok().flatten();
    tool_name(cx.words(), invoice.and_then(|invoice| invoice.tool))
}

/// What was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Check,
    There(String),
    Another,
    NotThere,
    Accept,
    Discard,
    Undo(String),
    StopUndo,
    Release(String),
    Keep(String),
}

impl Act {
    fn of(posted: &Posted) -> Option<Self> {
        let reason = || posted.text("reason").trim().to_owned();
        Some(match posted.text("do") {
            "check" => Self::Check,
            "there" => Self::There(draft_of(posted.text("draft"), posted.text("number"))),
            "another" => Self::Another,
            "not-there" => Self::NotThere,
            "accept" => Self::Accept,
            "discard" => Self::Discard,
            "undo" => Self::Undo(reason()),
            "stop-undo" => Self::StopUndo,
            "release" => Self::Release(reason()),
            "keep" => Self::Keep(reason()),
            _ => return None,
        })
    }

    async fn run(&self, cx: &Cx, id: InvoiceId, user: UserId) -> Result<InvoiceState, EngineError> {
        let engine = &cx.state.engine;
        match self {
            Self::Check => engine.check_now(id).await,
            Self::There(draft) => engine.it_is_there(id, draft, user).await,
            Self::Another => engine.it_is_another(id, user).await,
            Self::NotThere => engine.it_is_not_there(id, user).await,
            Self::Accept => engine.accept_difference(id, user).await,
            Self::Discard => engine.discard(id, user).await,
            Self::Undo(reason) => engine.undo(id, user, reason).await.map(name),
            Self::StopUndo => engine.stop_undo(id, user).await.map(name),
            Self::Release(reason) => engine.release(id, user, reason).await.map(name),
            Self::Keep(reason) => engine.keep_as_billed(id, user, reason).await.map(name),
        }
    }
}

fn name(state: State) -> InvoiceState {
    state.name()
}

/// What is wrong with the answer to a question: `(field, sentence)`.
async fn unanswered(cx: &Cx, id: InvoiceId, act: &Act) -> Option<(&'static str, String)> {
    let l = cx.words();
    let (Act::Undo(reason) | Act::Release(reason) | Act::Keep(reason)) = act else {
        return None;
    };
    if let Some(words) = reason_problem(l, reason) {
        return Some(("reason", words));
    }
    if *act == Act::Keep(String::new()) {
        return Some(("reason", say!(l, invoices.reason_missing)));
    }
    // What was cancelled had gone out to the customer.
    let cancelled = matches!(
        cx.state.engine.state(id).await,
        Ok(State::Done(billed)) if billed.truth.document == Document::Cancelled
    );
    if !cancelled || !matches!(act, Act::Release(_)) {
        return None;
    }
    if cx.require(Role::Admin).is_err() {
        return Some(("", say!(l, invoices.release_admins)));
    }
    reason
        .is_empty()
        .then(|| ("reason", say!(l, invoices.reason_missing)))
}

/// The draft's id: what was typed, otherwise what was chosen. Of the address of its page the last part is meant.
fn draft_of(chosen: &str, typed: &str) -> String {
    let address = typed.split('?').next().unwrap_or_default();
    let last = address.rsplit('/').find(|part| !part.is_empty());
    last.unwrap_or(chosen).to_owned()
}

fn problem(cx: &Cx, tool: &str, error: &EngineError) -> String {
    let l = cx.words();
    match error {
        EngineError::DraftOfAnother => say!(l, invoices.draft_of_another),
        EngineError::OtherDraft { expected } => say!(l, invoices.other_draft, draft = expected),
        EngineError::OldDraft => say!(l, invoices.is_old_draft),
        EngineError::Guard(guard) => guard_words(l, guard),
        EngineError::Unavailable(detail) => {
            tracing::warn!(detail, "a draft could not be told from others");
            say!(l, invoices.tool_needed, tool = tool)
        }
        EngineError::Record(error) => {
            tracing::error!(%error, "an invoice cannot be read");
            say!(l, invoices.unreadable)
        }
        _ => say!(l, invoices.moved_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_named_by_its_number_or_by_its_address() {
        assert_eq!(draft_of("", "4711"), "4711");
        assert_eq!(draft_of("12", ""), "12", "a chosen one");
        assert_eq!(draft_of("12", "4711"), "4711", "typing is the later wish");
        for address in [
            "https://my.sevdesk.de/fi/edit/type/RE/id/4711",
            "https://my.sevdesk.de/#/fi/edit/type/RE/id/4711/",
            "http://127.0.0.1:4000/sevdesk/fi/edit/type/RE/id/4711?tab=1",
        ] {
            assert_eq!(draft_of("", address), "4711", "{address}");
        }
        assert_eq!(draft_of("", "/"), "");
    }
}
