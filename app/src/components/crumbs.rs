//! The way to a page.

use leptos::prelude::*;
use texts::say;

/// Links to the pages above this one, outermost first.
#[component]
pub fn Crumbs(l: texts::Locale, trail: Vec<(String, String)>) -> impl IntoView {
    let links = trail
        .into_iter()
        .map(|(url, label)| view! { <li><a href=url>{label}</a></li> });
    view! { <nav aria-label=say!(l, pieces.way)><ol class="crumbs">{links.collect_view()}</ol></nav> }
}
