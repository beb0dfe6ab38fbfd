//! How far an import is. The page is loaded anew by itself until there is something to read.

use domain::{Decimal, format};
use leptos::prelude::*;
use store::imports::{Import, ImportState};
use texts::say;

use crate::context::Cx;

/// A running import.
pub fn running(cx: &Cx, import: &Import) -> AnyView {
    let l = cx.words();
    let (title, step) = match import.state {
        ImportState::Moving => (say!(l, import.moving), say!(l, import.moving_text)),
        ImportState::Staging => (say!(l, import.checking), say!(l, import.staging_step)),
        _ => (say!(l, import.checking), say!(l, import.reading_step)),
    };
    // Not leptos_meta's: that goes to the head only if the page is made before the head is written, and sometimes it is not.
    view! {
        <meta http-equiv="refresh" content="2" />
        <section class="card" role="status">
            <h2>{title}</h2>
            <p>{step}</p>
            {bar(cx, import)}
            <p class="muted">{say!(l, import.leave)}</p>
        </section>
    }
    .into_any()
}

fn bar(cx: &Cx, import: &Import) -> AnyView {
    let l = cx.words();
    let number = |n: i64| format::decimal(Decimal::from(n), cx.locale);
    let (done, total) = (import.step_done, import.step_total);
    let said = match import.state {
        ImportState::Reading if total > 0 => {
            say!(l, import.percent, percent = done * 100 / total)
        }
        ImportState::Staging => say!(
            l,
            import.rows_of,
            done = number(done),
            total = number(total)
        ),
        // Nobody knows how far one statement is.
        _ => return view! { <progress aria-label=say!(l, import.moving)></progress> }.into_any(),
    };
    view! {
        <progress max=total.to_string() value=done.to_string() aria-label=said.clone()></progress>
        <p>{said}</p>
    }
    .into_any()
}
