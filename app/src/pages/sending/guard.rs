//! That nothing is sent from here, and why.

use billing::Guard;
use domain::role::Role;
use leptos::prelude::*;
use texts::{Locale, say};

use super::{INSTALLATION, LOST_SENDS};
use crate::components::Notice;
use crate::context::{Cx, PageError};

/// Says that nothing is sent, with the way to the page for those who may decide; nothing while all is well.
pub async fn guard_notice(cx: &Cx) -> Result<Option<AnyView>, PageError> {
    let l = cx.words();
    let guard = cx.state.engine.guard().await?;
    Ok(guard.map(|guard| {
        let words = guard_words(l, &guard);
        let way = way_out(cx, &guard);
        view! { <Notice kind="bad"><p>{words}</p>{way}</Notice> }.into_any()
    }))
}

/// Why nothing is sent, in the reader's words.
pub fn guard_words(l: Locale, guard: &Guard) -> String {
    match guard {
        Guard::NotAdmitted => say!(l, sending.not_admitted),
        Guard::Restored { sends } => say!(l, sending.restored, count = *sends),
        Guard::Unreadable { detail } => {
            tracing::error!(detail, "nothing is sent");
            say!(l, sending.unreadable)
        }
    }
}

fn way_out(cx: &Cx, guard: &Guard) -> Option<AnyView> {
    let l = cx.words();
    if cx.require(Role::Admin).is_err() {
        return Some(view! { <p>{say!(l, sending.ask_admin)}</p> }.into_any());
    }
    let (url, label) = match guard {
        Guard::NotAdmitted => (INSTALLATION, say!(l, sending.to_installation)),
        Guard::Restored { .. } => (LOST_SENDS, say!(l, sending.to_lost_sends)),
        Guard::Unreadable { .. } => return None,
    };
    Some(view! { <p><a class="button" href=url>{label}</a></p> }.into_any())
}
