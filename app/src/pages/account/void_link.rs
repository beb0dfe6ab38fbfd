//! What a one-time link says that no longer works.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use texts::say;

use crate::components::Title;

/// Why the link does nothing, and what to do instead.
pub fn void_link(l: texts::Locale, response: &ResponseOptions, hint: String) -> AnyView {
    response.set_status(http::StatusCode::GONE);
    let title = say!(l, account.link_void);
    view! {
        <Title text=title.clone() />
        <section class="empty">
            <h1>{title}</h1>
            <p>{hint}</p>
            <p><a class="button" href="/sign-in">{say!(l, account.sign_in)}</a></p>
        </section>
    }
    .into_any()
}
