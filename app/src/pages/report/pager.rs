//! The pages of a report's rows.

use leptos::prelude::*;
use texts::say;

use super::page::Shown;
use crate::context::Cx;

/// Links to the other pages; nothing where there is one.
pub fn pager(cx: &Cx, shown: &Shown) -> impl IntoView + use<> {
    let (page, pages) = (shown.report.page, shown.report.pages);
    if pages < 2 {
        return ().into_any();
    }
    let l = cx.words();
    let link = |to: u32, label: String| {
        view! { <a class="button" href=shown.query.on_page(to).url()>{label}</a> }
    };
    let back = (page > 1).then(|| {
        [
            link(1, say!(l, report.first)),
            link(page - 1, say!(l, report.earlier)),
        ]
        .collect_view()
    });
    let on = (page < pages).then(|| {
        [
            link(page + 1, say!(l, report.later)),
            link(pages, say!(l, report.last)),
        ]
        .collect_view()
    });
    view! {
        <nav class="pages" aria-label=say!(l, report.pages)>
            {back}
            <span class="muted" aria-current="page">{say!(l, report.page_of, page = page, pages = pages)}</span>
            {on}
        </nav>
    }
    .into_any()
}
