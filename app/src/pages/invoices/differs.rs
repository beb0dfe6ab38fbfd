//! A draft that is not as it was sent.

use billing::Draft;
use leptos::prelude::*;
use providers::Difference;
use texts::say;

use super::compared::{say_value, say_what};
use super::link::link;
use super::load::Shown;
use super::questions::{Question, button};
use crate::components::Notice;
use crate::context::Cx;

/// In what it differs, and what can be done about it.
pub async fn section(cx: &Cx, shown: &Shown, draft: &Draft) -> AnyView {
    let l = cx.words();
    let tool = &shown.tool;
    let rows: Vec<_> = draft
        .differences
        .iter()
        .map(|difference| row(cx, difference))
        .collect();
    let link = link(cx, shown, &draft.remote.id).await;
    let title = say!(l, invoices.differs_title, tool = tool);
    let text = say!(l, invoices.differs_text, tool = tool);
    view! {
        <Notice kind="bad">
            <h2>{title}</h2>
            <p>{text}</p>
        </Notice>
        <div class="scroll" tabindex="0" role="region" aria-label=say!(l, invoices.differs)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say!(l, invoices.place)}</th>
                        <th scope="col">{say!(l, invoices.sent)}</th>
                        <th scope="col">{say!(l, invoices.found, tool = tool)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="actions">
            {link}
            {button("check", say!(l, invoices.compare_again), "")}
            {draft.said.then(|| button("another", say!(l, invoices.is_another), ""))}
            {Question::Accept.button(say!(l, invoices.accept))}
        </div>
    }
    .into_any()
}

fn row(cx: &Cx, difference: &Difference) -> impl IntoView + use<> {
    let l = cx.words();
    let what = say_what(l, difference.what);
    let place = match difference.line {
        Some(number) => say!(l, invoices.line, number = number, what = what),
        None => what,
    };
    view! {
        <tr>
            <th scope="row">{place}</th>
            <td class="text">{say_value(cx, difference.what, &difference.expected)}</td>
            <td class="text">{say_value(cx, difference.what, &difference.found)}</td>
        </tr>
    }
}
