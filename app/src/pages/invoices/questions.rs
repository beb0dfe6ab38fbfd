//! Questions before something that cannot be taken back. Each has its own URL, so none needs JavaScript.

mod reasons;
mod there;

use billing::{Document, State};
use leptos::prelude::*;
use texts::say;

use super::load::Shown;
use crate::components::{HiddenField, TextField};
use crate::context::Cx;

/// A question that is asked on an invoice's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// `It is there`: which draft?
    There,
    /// `It is not there`: really?
    NotThere,
    /// The draft differs: take it all the same?
    Accept,
    /// Give the invoice up?
    Discard,
    /// Take the draft back?
    Undo,
    /// Release the entries that are no longer on the document?
    Release,
    /// Keep them as billed?
    Keep,
}

impl Question {
    const ALL: [Self; 7] = [
        Self::There,
        Self::NotThere,
        Self::Accept,
        Self::Discard,
        Self::Undo,
        Self::Release,
        Self::Keep,
    ];

    /// The name in the URL, and what the answer is posted as.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::There => "there",
            Self::NotThere => "not-there",
            Self::Accept => "accept",
            Self::Discard => "discard",
            Self::Undo => "undo",
            Self::Release => "release",
            Self::Keep => "keep",
        }
    }

    /// Reads [`Self::as_str`] back.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|question| question.as_str() == text)
    }

    /// Whether an invoice in this state can be asked.
    pub fn applies(self, state: &State) -> bool {
        match self {
            Self::There | Self::NotThere => matches!(state, State::Unknown(_)),
            Self::Accept => matches!(state, State::Created(draft) if !draft.differences.is_empty()),
            Self::Discard => matches!(state, State::Preparing { .. }),
            Self::Undo => {
                matches!(state, State::Done(billed) if billed.truth.document == Document::Draft)
            }
            Self::Release | Self::Keep => {
                matches!(state, State::Done(billed) if billed.truth.attention().is_some())
            }
        }
    }

    /// Whether the answer has a reason, which is kept in the invoice's log.
    const fn wants_reason(self) -> bool {
        matches!(self, Self::Undo | Self::Release | Self::Keep)
    }

    /// The button that leads to the question.
    pub fn button(self, label: String) -> impl IntoView {
        view! {
            <form method="get">
                <HiddenField name="ask" value=self.as_str() />
                <button>{label}</button>
            </form>
        }
    }
}

/// A button that does something at once.
pub fn button(what: &'static str, label: String, look: &'static str) -> impl IntoView {
    view! {
        <form method="post">
            <HiddenField name="do" value=what />
            <button class=look>{label}</button>
        </form>
    }
}

/// Asks a question.
pub async fn ask(cx: &Cx, shown: &Shown, question: Question) -> AnyView {
    let l = cx.words();
    match question {
        Question::There => there::form(cx, shown).await,
        Question::NotThere => {
            let title = say!(l, invoices.is_not_there_title);
            let yes = say!(l, invoices.is_not_there_yes);
            confirm(cx, question, title, not_there_text(l, shown), yes)
        }
        Question::Accept => {
            let title = say!(l, invoices.accept_title);
            let text = if shown.invoice.mark_billed {
                say!(l, invoices.accept_text)
            } else {
                say!(l, invoices.accept_text_unmarked)
            };
            confirm(cx, question, title, text, say!(l, invoices.accept))
        }
        Question::Discard => {
            let title = say!(l, invoices.discard_question);
            let text = say!(l, invoices.discard_text);
            confirm(cx, question, title, text, say!(l, invoices.discard_yes))
        }
        Question::Undo => reasons::undo(cx, shown).await,
        Question::Release => reasons::release(cx, shown),
        Question::Keep => reasons::keep(cx),
    }
}

fn not_there_text(l: texts::Locale, shown: &Shown) -> String {
    let tool = &shown.tool;
    let customer = shown
        .invoice
        .customer
        .as_ref()
        .map(|customer| customer.name.clone());
    match (&shown.run.sent_reference, customer) {
        (Some(reference), Some(customer)) => say!(
            l,
            invoices.is_not_there_text,
            tool = tool,
            customer = customer,
            reference = reference
        ),
        (_, Some(customer)) if shown.copies => {
            say!(
                l,
                invoices.is_not_there_text_copied,
                tool = tool,
                customer = customer
            )
        }
        _ => say!(l, invoices.is_not_there_text_draft, tool = tool),
    }
}

fn confirm(cx: &Cx, question: Question, title: String, text: String, yes: String) -> AnyView {
    let l = cx.words();
    let back = cx.uri.path().to_owned();
    let reason = question.wants_reason().then(|| {
        let (label, hint) = (say!(l, invoices.reason), say!(l, invoices.reason_hint));
        view! {
            <div class="fields">
                <TextField name="reason" label=label hint=hint autocomplete="off" />
            </div>
        }
    });
    view! {
        <form method="post" class="card">
            <h2>{title}</h2>
            <p>{text}</p>
            <HiddenField name="do" value=question.as_str() />
            {reason}
            <div class="actions">
                <button class="danger">{yes}</button>
                <a class="button" href=back>{say!(l, invoices.cancel)}</a>
            </div>
        </form>
    }
    .into_any()
}
