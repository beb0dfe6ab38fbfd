//! Step 1: what will be invoiced, and why the rest will not.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{ClientId, InvoiceId, format};
use leptos::prelude::*;
use store::invoices::{ClientShare, Invoice, LeftOut, LeftOutReason};
use texts::say;

use super::load::{id_of_page, invoice_of_post, invoice_of_step, response, scope_of, send_to};
use super::step::{Step, bar, enter_continues, head};
use crate::components::{Notice, page};
use crate::context::{Cx, PageError};
use crate::forms::{Echo, Posted};

/// How many entries that are left out are listed; the rest is counted.
const LISTED: i64 = 200;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let (id, response) = (id_of_page(), response());
    let refused = Echo::of_form("").problem("");
    page(async move |cx| {
        let invoice = match invoice_of_step(&cx, id, Step::Overview).await? {
            Ok(invoice) => invoice,
            Err(url) => {
                send_to(&response, &url);
                return Ok(().into_any());
            }
        };
        let clients = cx.state.store.clients_of_invoice(invoice.id).await?;
        let chosen = invoice
            .client
            .or_else(|| clients.first().map(|client| client.id));
        let scope = scope_of(&invoice);
        let store = &cx.state.store;
        let entries = store
            .left_out(invoice.id, chosen, &scope, LISTED + 1)
            .await?;
        let clients_left_out = match chosen {
            Some(chosen) => store.other_clients(chosen, &scope).await?,
            None => Vec::new(),
        };
        let left_out = LeftOuts {
            entries,
            clients: clients_left_out,
        };
        let on_drafts = cx
            .state
            .store
            .entries_on_unmarked_drafts(invoice.id)
            .await?;
        Ok(show(&cx, &invoice, &clients, left_out, on_drafts, refused).into_any())
    })
}

/// What of the report is not on the invoice.
struct LeftOuts {
    /// One by one, with their reasons.
    entries: Vec<LeftOut>,
    /// Of other clients, each with a count.
    clients: Vec<ClientShare>,
}

fn show(
    cx: &Cx,
    invoice: &Invoice,
    clients: &[ClientShare],
    left_out: LeftOuts,
    on_drafts: i64,
    refused: Option<String>,
) -> impl IntoView + use<> {
    let l = cx.words();
    let period = invoice.period.map_or_else(
        || say!(l, wizard.all_time),
        |(from, to)| format::period(from, to, cx.locale),
    );
    let reserved = clients.iter().any(|client| client.reserved > 0);
    view! {
        {head(cx, invoice, Step::Overview)}
        {refused.map(|problem| view! { <Notice kind="bad">{problem}</Notice> })}
        {(on_drafts > 0).then(|| view! { <Notice kind="warn">{say!(l, wizard.on_drafts, count = on_drafts)}</Notice> })}
        <form method="post" id="step" class="card">
            {enter_continues()}
            <p class="muted">{say!(l, wizard.period, period = period)}" · "<a href=invoice.report_url.clone()>{say!(l, wizard.to_report)}</a></p>
            {client_choice(cx, invoice, clients)}
            {reserved.then(|| view! {
                <label class="check"><input type="checkbox" name="take_over" value="yes" />{say!(l, wizard.take_over)}</label>
            })}
        </form>
        {left_out_list(cx, left_out)}
        {bar(cx, Step::Overview, "step")}
    }
}

fn client_choice(cx: &Cx, invoice: &Invoice, clients: &[ClientShare]) -> impl IntoView + use<> {
    let l = cx.words();
    let chosen = invoice
        .client
        .filter(|id| clients.iter().any(|client| client.id == *id))
        .or_else(|| clients.first().map(|client| client.id));
    let options = clients
        .iter()
        .map(|client| {
            let what = share(cx, client);
            let reserved = (client.reserved > 0)
                .then(|| say!(l, wizard.client_reserved, entries = say!(l, common.entries, count = client.reserved)));
            view! {
                <label class="option">
                    <input type="radio" name="client" value=client.id.to_string() checked=Some(client.id) == chosen />
                    <span><strong>{client.name.clone()}</strong><span class="muted">{what}{reserved.map(|words| format!(" · {words}"))}</span></span>
                </label>
            }
        })
        .collect_view();
    let legend = if clients.len() > 1 {
        say!(l, wizard.which_client)
    } else {
        say!(l, wizard.will_be_invoiced)
    };
    let several = (clients.len() > 1)
        .then(|| view! { <small class="hint">{say!(l, wizard.one_customer)}</small> });
    let nothing = clients
        .is_empty()
        .then(|| view! { <Notice kind="warn">{say!(l, wizard.nothing_left)}</Notice> });
    view! { <fieldset><legend>{legend}</legend>{several}{options}{nothing}</fieldset> }
}

fn left_out_list(cx: &Cx, left_out: LeftOuts) -> impl IntoView + use<> {
    let l = cx.words();
    let LeftOuts { entries, clients } = left_out;
    if entries.is_empty() && clients.is_empty() {
        return view! { <p class="muted">{say!(l, wizard.all_in)}</p> }.into_any();
    }
    // One more than is listed is asked for, to know whether there are more.
    let listed = usize::try_from(LISTED).unwrap_or(usize::MAX);
    let more = entries.len() > listed;
    let of_others: i64 = clients.iter().map(|client| client.entries).sum();
    let one_by_one = i64::try_from(entries.len().min(listed)).unwrap_or(i64::MAX);
    let count = one_by_one + of_others;
    let count = if more {
        format!("{count}+")
    } else {
        count.to_string()
    };
    let others = (!clients.is_empty()).then(|| other_clients(cx, clients));
    let table = (!entries.is_empty()).then(|| entries_left_out(cx, entries, listed));
    view! {
        <details class="card">
            <summary>{say!(l, wizard.left_out, count = count)}</summary>
            {others}
            {table}
            {more.then(|| view! { <p class="muted">{say!(l, wizard.left_out_more, count = LISTED)}</p> })}
        </details>
    }
    .into_any()
}

/// Clients whose turn is another invoice.
fn other_clients(cx: &Cx, clients: Vec<ClientShare>) -> impl IntoView + use<> {
    let l = cx.words();
    let rows = clients
        .into_iter()
        .map(|client| {
            let share = format!(": {}", share(cx, &client));
            view! { <li><strong>{client.name}</strong>{share}</li> }
        })
        .collect_view();
    view! {
        <div>
            <p>{say!(l, wizard.left_out_clients)}</p>
            <ul>{rows}</ul>
        </div>
    }
}

/// How many entries a client has, and how much time.
fn share(cx: &Cx, client: &ClientShare) -> String {
    let l = cx.words();
    say!(
        l,
        wizard.client_share,
        entries = say!(l, common.entries, count = client.entries),
        hours = format::hours_minutes(client.seconds)
    )
}

fn entries_left_out(cx: &Cx, entries: Vec<LeftOut>, listed: usize) -> impl IntoView + use<> {
    let l = cx.words();
    let rows = entries
        .into_iter()
        .take(listed)
        .map(|entry| {
            let reason = reason(cx, &entry.reason);
            let project = if entry.project.is_empty() {
                say!(l, wizard.no_project)
            } else {
                entry.project
            };
            view! {
                <tr>
                    <td>{format::date(entry.local_date, cx.locale)}</td>
                    <td class="text">{project}</td>
                    <td>{entry.user}</td>
                    <td class="n">{format::duration(entry.seconds)}</td>
                    <td>{reason}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="scroll">
            <table>
                <thead><tr>
                    <th scope="col">{say!(l, wizard.day)}</th><th scope="col">{say!(l, wizard.project)}</th><th scope="col">{say!(l, wizard.user)}</th>
                    <th scope="col" class="n">{say!(l, wizard.time)}</th><th scope="col">{say!(l, wizard.reason)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn reason(cx: &Cx, reason: &LeftOutReason) -> AnyView {
    let l = cx.words();
    match reason {
        LeftOutReason::NotBillable => say!(l, wizard.reason_not_billable).into_any(),
        LeftOutReason::Billed(Some(invoice)) => view! { <a href=format!("/invoices/{invoice}")>{say!(l, wizard.reason_billed_here)}</a> }.into_any(),
        LeftOutReason::Billed(None) => say!(l, wizard.reason_billed).into_any(),
        LeftOutReason::Reserved { invoice, by } => view! { <a href=format!("/invoices/{invoice}")>{say!(l, wizard.reason_reserved, by = by.clone())}</a> }.into_any(),
        LeftOutReason::NoClient => say!(l, wizard.reason_no_client).into_any(),
        LeftOutReason::New => say!(l, wizard.reason_new).into_any(),
        LeftOutReason::Changed => say!(l, wizard.reason_changed).into_any(),
    }
}

/// Why nothing of a client could be reserved.
async fn nothing_of(posted: Posted, invoice: InvoiceId, client: ClientId) -> Response {
    let l = posted.cx.words();
    let clients = match posted.cx.state.store.clients_of_invoice(invoice).await {
        Ok(clients) => clients,
        Err(error) => return PageError::from(error).into_response(),
    };
    let reserved = |share: &ClientShare| share.id == client && share.reserved > 0;
    let why = if clients.iter().any(reserved) {
        say!(l, wizard.client_all_reserved)
    } else {
        say!(l, wizard.client_has_nothing)
    };
    posted.again(vec![("", why)]).await
}

/// Chooses the client and reserves its entries.
pub async fn post(Path(id): Path<String>, posted: Posted) -> Response {
    let invoice = match invoice_of_post(&posted.cx, &id, Step::Overview).await {
        Ok(invoice) => invoice,
        Err(answer) => return answer,
    };
    let l = posted.cx.words();
    let Ok(client) = posted.text("client").parse() else {
        return posted
            .again(vec![("", say!(l, wizard.choose_client))])
            .await;
    };
    let saved = posted
        .cx
        .state
        .store
        .choose_client(
            invoice.id,
            client,
            posted.ticked("take_over"),
            posted.cx.now(),
        )
        .await;
    match saved {
        Ok(0) => nothing_of(posted, invoice.id, client).await,
        Ok(_) => Redirect::to(&Step::Tool.url(invoice.id)).into_response(),
        Err(error) => PageError::from(error).into_response(),
    }
}
