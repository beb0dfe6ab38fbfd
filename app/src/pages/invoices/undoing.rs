//! An invoice whose draft is being taken back.

use billing::Undo;
use leptos::prelude::*;
use texts::say;

use super::link::link;
use super::live::follow;
use super::load::Shown;
use super::questions::button;
use crate::components::{Notice, moment_exact};
use crate::context::Cx;

/// What is still to be done, by Billhour or by a person.
pub async fn section(cx: &Cx, shown: &Shown, undo: &Undo) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    let progress = &undo.progress;
    let refused = progress
        .refused
        .as_ref()
        .map(|message| say!(l, invoices.undoing_refused, tool = tool, message = message));
    let link = link(cx, shown, &undo.remote.id).await;
    let text = match (progress.by_hand, undo.gone_at) {
        (_, Some(_)) => say!(l, invoices.undoing_gone_once, tool = tool),
        (true, None) if shown.copies && shown.run.target_remote_id.is_some() => {
            say!(l, invoices.undoing_copy_by_hand, tool = tool)
        }
        (true, None) if shown.run.target_remote_id.is_some() => {
            say!(l, invoices.undoing_lines_by_hand, tool = tool)
        }
        (true, None) => say!(l, invoices.undoing_by_hand, tool = tool),
        (false, None) => say!(l, invoices.undoing_text, tool = tool),
    };
    let stoppable = progress.deleted_at.is_none();
    let next = undo.watch.next;
    view! {
        {refused.map(|refused| view! { <Notice kind="warn">{refused}</Notice> })}
        <section class="card" role="status">
            <h2>{say!(l, invoices.undoing_title)}</h2>
            <p>{text}</p>
            <p class="muted">{say!(l, invoices.undoing_locked)}</p>
            {next.map(|next| view! { <dl class="facts"><dt>{say!(l, invoices.next_check)}</dt><dd>{moment_exact(cx, next)}</dd></dl> })}
            <div class="actions">
                {link}
                {button("check", say!(l, invoices.check_now), "")}
                {stoppable.then(|| button("stop-undo", say!(l, invoices.stop_undo), ""))}
            </div>
        </section>
        {follow(shown)}
    }
    .into_any()
}
