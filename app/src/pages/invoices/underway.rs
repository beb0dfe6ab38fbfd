//! An invoice whose draft is being created.

use domain::invoice::InvoiceState as S;
use leptos::prelude::*;
use texts::say;

use super::live::follow;
use super::load::Shown;
use crate::components::Icon;
use crate::context::Cx;

/// How far it is, and that nobody has to wait here.
pub fn section(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let reached = match shown.invoice.state {
        S::Claimed | S::Sending => 1,
        _ => 2,
    };
    let tool = &shown.tool;
    let text = if reached == 2 {
        say!(l, invoices.comparing_text, tool = tool)
    } else {
        say!(l, invoices.underway_text, tool = tool)
    };
    let steps = [
        say!(l, invoices.step_claimed),
        say!(l, invoices.step_sending, tool = tool),
        say!(l, invoices.step_comparing),
        say!(l, invoices.step_done),
    ];
    let steps = steps.into_iter().zip(0..);
    let steps: Vec<_> = steps
        .map(|(step, place)| view_step(step, place, reached))
        .collect();
    view! {
        <section class="card" role="status">
            <p>{text}</p>
            <ol class="progress">{steps}</ol>
            <p class="muted">{say!(l, invoices.underway_still)}</p>
            <noscript><meta http-equiv="refresh" content="3" /></noscript>
        </section>
        {follow(shown)}
    }
    .into_any()
}

fn view_step(step: String, place: u8, reached: u8) -> impl IntoView {
    let done = place < reached;
    let now = (place == reached).then_some("step");
    view! {
        <li class:done=done aria-current=now>
            {done.then(|| view! { <Icon name="check" /> })}
            <span>{step}</span>
        </li>
    }
}
