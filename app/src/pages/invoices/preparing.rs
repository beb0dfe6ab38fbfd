//! An invoice that is still in the wizard.

use leptos::prelude::*;
use texts::say;

use super::load::Shown;
use super::questions::Question;
use super::setback::setback_notice;
use crate::context::Cx;

/// Why the last attempt ended, if there was one, and the way on.
pub fn section(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let last_step = if shown.invoice.made_from.is_some() {
        "create"
    } else {
        "overview"
    };
    let text = if shown.run.attempt > 0 {
        say!(l, invoices.preparing_again_text)
    } else {
        say!(l, invoices.preparing_text)
    };
    view! {
        {setback_notice(cx, &shown.invoice, "warn")}
        <section class="card">
            <p>{text}</p>
            <div class="actions">
                <a class="button primary" href=format!("/invoices/{}/{last_step}", shown.invoice.id)>{say!(l, invoices.go_on)}</a>
                {Question::Discard.button(say!(l, invoices.discard))}
            </div>
        </section>
    }
    .into_any()
}
