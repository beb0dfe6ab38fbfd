//! An invoice of which nobody knows whether its draft exists.

use billing::Doubt;
use domain::invoice::Attention;
use leptos::prelude::*;
use texts::say;

use super::live::follow;
use super::load::Shown;
use super::questions::{Question, button};
use super::wording::say_cause;
use crate::components::{Notice, moment_exact};
use crate::context::Cx;

/// Since when, what Billhour does about it, and what a person can do.
pub fn section(cx: &Cx, shown: &Shown, doubt: &Doubt) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    view! {
        {doubt.attention.map(|attention| please(l, tool, attention))}
        <section class="card">
            <h2>{say!(l, invoices.unknown_title)}</h2>
            <p>{say_cause(l, tool, &doubt.cause)}</p>
            <p>{say!(l, invoices.unknown_text, tool = tool)}</p>
            {watch(cx, shown, doubt)}
            <div class="actions">
                {button("check", say!(l, invoices.check_now), "primary")}
                {Question::There.button(say!(l, invoices.is_there))}
                {Question::NotThere.button(say!(l, invoices.is_not_there))}
            </div>
        </section>
        {follow(shown)}
    }
    .into_any()
}

fn watch(cx: &Cx, shown: &Shown, doubt: &Doubt) -> impl IntoView + use<> {
    let l = cx.words();
    let watch = &doubt.watch;
    let last = match watch.checked_at {
        Some(at) => moment_exact(cx, at).into_any(),
        None => say!(l, invoices.never).into_any(),
    };
    let next = match watch.next {
        Some(at) => moment_exact(cx, at).into_any(),
        None => say!(l, invoices.by_hand).into_any(),
    };
    let reference = shown.run.sent_reference.clone();
    let target = shown.run.target_remote_id.clone();
    let target_name = if shown.copies {
        say!(l, invoices.draft_id_copied)
    } else {
        say!(l, invoices.draft_id, tool = &shown.tool)
    };
    view! {
        <dl class="facts">
            <dt>{say!(l, invoices.unknown_since)}</dt><dd>{moment_exact(cx, watch.since)}</dd>
            <dt>{say!(l, invoices.last_check)}</dt><dd>{last}</dd>
            <dt>{say!(l, invoices.next_check)}</dt><dd>{next}</dd>
            {reference.map(|it| view! { <dt>{say!(l, invoices.looked_for)}</dt><dd><code>{it}</code></dd> })}
            {target.map(|it| view! { <dt>{target_name}</dt><dd><code>{it}</code></dd> })}
        </dl>
    }
}

fn please(l: texts::Locale, tool: &str, attention: Attention) -> impl IntoView + use<> {
    match attention {
        Attention::Auth => {
            let text = say!(l, invoices.ask_auth, tool = tool);
            view! {
                <Notice kind="bad">
                    <p>{text}</p>
                    <p><a href="/settings/integrations">{say!(l, invoices.ask_auth_link)}</a></p>
                </Notice>
            }
            .into_any()
        }
        Attention::Duplicate => {
            let text = say!(l, invoices.ask_duplicate, tool = tool);
            view! { <Notice kind="warn">{text}</Notice> }.into_any()
        }
        Attention::Ask | Attention::Mismatch | Attention::RemoteGone | Attention::RemoteChanged => {
            let text = say!(l, invoices.ask_person, tool = tool);
            view! { <Notice kind="warn">{text}</Notice> }.into_any()
        }
    }
}
