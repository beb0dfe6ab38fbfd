//! What of a thing is done on its own page: archive, restore, delete.

use leptos::prelude::*;
use texts::say;

use crate::components::{ActionButton, Confirm};

/// A word beside the name of something archived.
#[component]
pub fn ArchivedMark(l: texts::Locale, archived: bool) -> impl IntoView {
    archived.then(|| view! { <span class="status idle">{say!(l, pieces.archived)}</span> })
}

/// The buttons `Archive` or `Restore`, and `Delete`; they post `archive`, `restore` and `delete`.
#[component]
pub fn Keeping(
    l: texts::Locale,
    archived: bool,
    #[prop(into)] archive_hint: String,
    #[prop(into)] delete_question: String,
) -> impl IntoView {
    let (action, label, hint) = if archived {
        ("restore", say!(l, pieces.restore), String::new())
    } else {
        ("archive", say!(l, pieces.archive), archive_hint)
    };
    view! {
        <section class="keeping">
            <ActionButton action=action label=label />
            <Confirm label=say!(l, pieces.delete) question=delete_question>
                <ActionButton action="delete" label=say!(l, pieces.delete_for_good) class="danger" />
            </Confirm>
            {(!hint.is_empty()).then(|| view! { <small class="hint">{hint}</small> })}
        </section>
    }
}
