//! What became of a billed document in the tool, and what a person can do about it.

use billing::{Billed, Document};
use domain::format;
use domain::payload::Payload;
use leptos::prelude::*;
use providers::{Fate, Fated};
use texts::say;

use super::compared::{say_value, say_what};
use super::load::Shown;
use super::questions::{Question, button};
use crate::components::{Notice, moment_exact};
use crate::context::Cx;

/// What is to be looked at; nothing while the document is as it was billed, or a person has seen what became of it.
pub fn notice(cx: &Cx, shown: &Shown, billed: &Billed) -> Option<AnyView> {
    let l = cx.words();
    let tool = &shown.tool;
    billed.truth.attention()?;
    let (title, text) = match billed.truth.document {
        Document::Gone => (
            say!(l, invoices.gone_title, tool = tool),
            say!(l, invoices.gone_text),
        ),
        Document::Cancelled => (
            say!(l, invoices.void_title, tool = tool),
            say!(l, invoices.void_text),
        ),
        Document::Draft | Document::Finalised => (
            say!(l, invoices.lines_changed_title, tool = tool),
            say!(l, invoices.lines_changed_text),
        ),
    };
    let lines: Vec<_> = billed
        .truth
        .fated
        .iter()
        .map(|fated| line(cx, shown.payload.as_ref(), fated))
        .collect();
    Some(
        view! {
            <Notice kind="bad">
                <h2>{title}</h2>
                <p>{text}</p>
                {(!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })}
            </Notice>
            <div class="actions">
                {Question::Release.button(say!(l, invoices.release))}
                {Question::Keep.button(say!(l, invoices.keep_billed))}
            </div>
        }
        .into_any(),
    )
}

fn line(cx: &Cx, payload: Option<&Payload>, fated: &Fated) -> impl IntoView + use<> {
    let l = cx.words();
    let position = payload.and_then(|payload| {
        let mut positions = payload.positions.iter();
        positions.find(|position| position.no == fated.no)
    });
    let text = position
        .and_then(|position| position.text.lines().next())
        .unwrap_or_default();
    let sentence = match &fated.fate {
        Fate::Deleted => say!(l, invoices.line_deleted, text = text),
        Fate::Changed(differences) => {
            let changes: Vec<_> = differences
                .iter()
                .map(|it| {
                    let what = say_what(l, it.what);
                    say!(
                        l,
                        invoices.line_change,
                        what = what,
                        sent = say_value(cx, it.what, &it.expected),
                        found = say_value(cx, it.what, &it.found)
                    )
                })
                .collect();
            say!(
                l,
                invoices.line_changed,
                text = text,
                changes = changes.join("; ")
            )
        }
    };
    view! { <li class="text">{sentence}</li> }
}

/// Where the document stands, when that was last looked at, and the way back while it is a draft.
pub fn card(cx: &Cx, shown: &Shown, billed: &Billed) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    let stands = match billed.truth.document {
        Document::Draft => say!(l, invoices.stands_draft),
        Document::Finalised => say!(l, invoices.stands_final),
        Document::Cancelled => say!(l, invoices.stands_void),
        Document::Gone => say!(l, invoices.stands_gone),
    };
    let looked = billed.watch.checked_at.unwrap_or(billed.watch.since);
    let net = billed
        .remote
        .totals
        .map(|totals| format::money(totals.net, cx.locale));
    let is_draft = billed.truth.document == Document::Draft;
    view! {
        <section class="card">
            <h2>{say!(l, invoices.in_tool, tool = tool)}</h2>
            <dl class="facts">
                <dt>{say!(l, invoices.stands)}</dt><dd>{stands}</dd>
                {net.map(|net| view! { <dt>{say!(l, invoices.net)}</dt><dd>{net}</dd> })}
                <dt>{say!(l, invoices.last_check)}</dt><dd>{moment_exact(cx, looked)}</dd>
                {billed.watch.next.map(|next| view! { <dt>{say!(l, invoices.next_check)}</dt><dd>{moment_exact(cx, next)}</dd> })}
            </dl>
            <div class="actions">
                {button("check", say!(l, invoices.check_now), "")}
                {is_draft.then(|| Question::Undo.button(say!(l, invoices.undo)))}
            </div>
        </section>
    }
    .into_any()
}
