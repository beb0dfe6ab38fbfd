//! The draft that was copied, in a tool that cannot add to one: a person deletes it there.

use leptos::prelude::*;
use store::invoices::{OldDraft, OldDraftSeen};
use texts::say;

use super::link::link_to;
use super::load::Shown;
use super::questions::button;
use crate::components::{Icon, Notice, moment_text};
use crate::context::Cx;

/// What the button posts.
pub const LOOK: &str = "look-at-old-draft";

/// The way to the old draft and what was seen of it; nothing where no draft was copied.
pub async fn section(cx: &Cx, shown: &Shown) -> Option<AnyView> {
    let old = shown.old.as_ref()?;
    let l = cx.words();
    Some(match old.seen {
        None | Some(OldDraftSeen::There | OldDraftSeen::Edited) => to_delete(cx, shown, old).await,
        Some(OldDraftSeen::Gone) => {
            let gone = say!(l, invoices.old_gone);
            view! { <Notice kind="good">{gone}</Notice> }.into_any()
        }
        Some(OldDraftSeen::Finished) => finished(cx, shown, old).await,
    })
}

async fn to_delete(cx: &Cx, shown: &Shown, old: &OldDraft) -> AnyView {
    let l = cx.words();
    let label = say!(l, invoices.old_open);
    let edited = (old.seen == Some(OldDraftSeen::Edited)).then(|| say!(l, invoices.old_edited));
    view! {
        <section class="card warn">
            <h2>{say!(l, invoices.old_title)}</h2>
            <p>{say!(l, invoices.old_text, tool = &shown.tool)}</p>
            {edited.map(|words| view! { <Notice kind="warn">{words}</Notice> })}
            <div class="actions">
                {way(cx, shown, old, label).await}
                {button(LOOK, say!(l, invoices.old_look), "")}
            </div>
            <p class="muted" role="status">{last_look(cx, old)}</p>
        </section>
    }
    .into_any()
}

async fn finished(cx: &Cx, shown: &Shown, old: &OldDraft) -> AnyView {
    let l = cx.words();
    let way = way(cx, shown, old, say!(l, invoices.old_open_finished)).await;
    let text = say!(l, invoices.old_finished_text, tool = &shown.tool);
    view! {
        <Notice kind="bad">
            <h2>{say!(l, invoices.old_finished_title)}</h2>
            <p>{text}</p>
            <p>{way}</p>
        </Notice>
    }
    .into_any()
}

async fn way(cx: &Cx, shown: &Shown, old: &OldDraft, label: String) -> Option<AnyView> {
    let url = link_to(cx, shown, &old.remote_id).await?;
    let link = view! { <a class="button" href=url rel="noreferrer">{label}<Icon name="out" /></a> };
    Some(link.into_any())
}

fn last_look(cx: &Cx, old: &OldDraft) -> String {
    let l = cx.words();
    let Some(at) = old.checked_at else {
        return say!(l, invoices.old_not_seen);
    };
    let when = moment_text(cx, at);
    if old.next_check_at.is_some() {
        say!(l, invoices.old_there, when = when)
    } else {
        say!(l, invoices.old_there_by_hand, when = when)
    }
}
