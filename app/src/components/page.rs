//! The frame of every page: load, then show, or say why not.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::context::{Cx, PageResult};
use crate::raw_text::raw_text;

/// Loads a page and shows it; an error becomes a page of its own with the right status.
pub fn page<F, Fut>(load: F) -> impl IntoView
where
    F: FnOnce(Cx) -> Fut,
    Fut: Future<Output = PageResult> + Send + 'static,
{
    let cx = Cx::current();
    let locale = cx.locale;
    let work = load(cx);
    let response = expect_context::<ResponseOptions>();
    Suspend::new(async move {
        work.await.unwrap_or_else(|error| {
            response.set_status(error.status());
            let (title, hint) = error.say(locale);
            view! {
                <Title text=title.clone() />
                <section class="empty">
                    <h1>{title}</h1>
                    <p>{hint}</p>
                    <p><a class="button" href="/report">"Billhour"</a></p>
                </section>
            }
            .into_any()
        })
    })
}

/// The document's title.
#[component]
pub fn Title(text: String) -> impl IntoView {
    view! { <leptos_meta::Title text=raw_text(&format!("{text} · Billhour")) /> }
}
