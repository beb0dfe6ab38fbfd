//! The list of invoices.

use domain::format;
use domain::role::Role;
use leptos::prelude::*;
use store::invoices::ListedInvoice;
use texts::say;

use super::wording;
use crate::components::{Title, moment, page};
use crate::context::Cx;

/// How many are on a page.
const PER_PAGE: i64 = 50;

/// All invoices, those that wait first.
#[component]
pub fn InvoicesPage() -> impl IntoView {
    page(async |cx| {
        cx.require(Role::Biller)?;
        let number = cx.query_value("page").and_then(|page| page.parse().ok());
        let number = number
            .filter(|number| (1..=100_000).contains(number))
            .unwrap_or(1);
        let mut invoices = cx
            .state
            .store
            .invoices(PER_PAGE + 1, (number - 1) * PER_PAGE)
            .await?;
        let more = invoices.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
        invoices.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
        let l = cx.words();
        let body = if invoices.is_empty() {
            empty(&cx, number).into_any()
        } else {
            table(&cx, invoices)
        };
        Ok(view! {
            <Title text=say!(l, invoices.title) />
            <div class="titlebar"><h1>{say!(l, invoices.title)}</h1></div>
            {body}
            {pages(&cx, number, more)}
        }
        .into_any())
    })
}

fn empty(cx: &Cx, number: i64) -> impl IntoView + use<> {
    let l = cx.words();
    if number > 1 {
        return view! { <p class="muted">{say!(l, invoices.no_more)}</p> }.into_any();
    }
    view! {
        <section class="empty">
            <h2>{say!(l, invoices.none)}</h2>
            <p>{say!(l, invoices.none_hint)}</p>
            <a class="button primary" href="/report">{say!(l, invoices.to_report)}</a>
        </section>
    }
    .into_any()
}

fn table(cx: &Cx, invoices: Vec<ListedInvoice>) -> AnyView {
    let l = cx.words();
    let rows: Vec<_> = invoices
        .into_iter()
        .map(|invoice| row(cx, invoice))
        .collect();
    view! {
        <table class="rows invoices">
            <thead>
                <tr>
                    <th scope="col">{say!(l, invoices.client)}</th>
                    <th scope="col">{say!(l, invoices.state)}</th>
                    <th scope="col">{say!(l, invoices.customer)}</th>
                    <th scope="col">{say!(l, invoices.reference)}</th>
                    <th scope="col" class="n">{say!(l, invoices.entries)}</th>
                    <th scope="col" class="n">{say!(l, invoices.net)}</th>
                    <th scope="col">{say!(l, invoices.by)}</th>
                    <th scope="col">{say!(l, invoices.changed)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(cx: &Cx, invoice: ListedInvoice) -> impl IntoView + use<> {
    let l = cx.words();
    let tool = wording::tool_name(l, invoice.tool);
    let (look, words) = wording::state(l, invoice.state, invoice.attention);
    let attention = invoice
        .attention
        .and_then(|a| wording::attention(l, a, &tool));
    let customer = invoice
        .customer
        .map(|customer| format!("{customer} · {tool}"));
    let net = invoice.net.map(|net| format::money(net, cx.locale));
    let client = invoice
        .client
        .unwrap_or_else(|| say!(l, invoices.no_client));
    view! {
        <tr>
            <th scope="row"><a href=format!("/invoices/{}", invoice.id)>{client}</a></th>
            <td>
                <span class=format!("status {look}")>{words}</span>
                {attention.map(|words| view! { " " <span class="status bad">{words}</span> })}
                {invoice.old_draft.then(|| view! { " " <span class="status wait">{say!(l, invoices.needs_deletion)}</span> })}
            </td>
            <td class="text">{customer}</td>
            <td>{invoice.marker.map(|marker| view! { <code>{marker}</code> })}</td>
            <td class="n">{invoice.entries}</td>
            <td class="n">{net}</td>
            <td>{invoice.by}</td>
            <td>{moment(cx, invoice.changed_at)}</td>
        </tr>
    }
}

fn pages(cx: &Cx, number: i64, more: bool) -> impl IntoView + use<> {
    let l = cx.words();
    let newer = (number > 1).then(|| (number - 1, say!(l, invoices.newer)));
    let older = more.then(|| (number + 1, say!(l, invoices.older)));
    let links: Vec<_> = [newer, older]
        .into_iter()
        .flatten()
        .map(|(page, words)| view! { <a class="button" href=format!("/invoices?page={page}")>{words}</a> })
        .collect();
    (!links.is_empty()).then(|| view! { <nav class="pages">{links}</nav> })
}
