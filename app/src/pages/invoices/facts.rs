//! What an invoice is about, whatever its state.

use domain::format;
use domain::invoice::InvoiceState;
use domain::payload::Target;
use leptos::prelude::*;
use texts::say;

use super::load::Shown;
use crate::components::{moment, moment_text};
use crate::context::Cx;

/// Client, customer, tool, entries, reference, and where it came from.
pub fn card(cx: &Cx, shown: &Shown) -> AnyView {
    let l = cx.words();
    let invoice = &shown.invoice;
    let entries = shown.entries.map(|(count, seconds)| {
        let entries = say!(l, common.entries, count = count);
        say!(
            l,
            invoices.entries_and_time,
            entries = entries,
            time = format::hours_minutes(seconds)
        )
    });
    let target = invoice.customer.as_ref().map(|_| match invoice.target {
        Target::NewInvoice => say!(l, invoices.target_new),
        Target::ExistingDraft { .. } if shown.copies => say!(l, invoices.target_copy),
        Target::ExistingDraft { .. } => say!(l, invoices.target_draft),
    });
    let begun = say!(
        l,
        invoices.begun_by,
        name = &invoice.created_by_name,
        when = moment_text(cx, invoice.created_at)
    );
    let period = invoice.period;
    let period = period
        .map(|(from, to)| format::period(from, to, cx.locale))
        .unwrap_or_default();
    let report = say!(l, invoices.report_link, period = period);
    // Back in the wizard, what was sent before says nothing any more.
    let sent = invoice.state != InvoiceState::Preparing;
    let net = shown.payload.as_ref().filter(|_| sent);
    view! {
        <section class="card">
            <dl class="facts">
                {fact(say!(l, invoices.client), invoice.client_name.clone())}
                {fact(say!(l, invoices.tool), invoice.tool.map(|_| shown.tool.clone()))}
                {fact(say!(l, invoices.customer), invoice.customer.as_ref().map(|customer| customer.name.clone()))}
                {fact(say!(l, invoices.target), target)}
                {fact(say!(l, invoices.entries), entries)}
                {fact(say!(l, invoices.net), net.map(|payload| format::money(payload.net, cx.locale)))}
                {invoice.marker.clone().filter(|_| sent).map(|marker| view! { <dt>{say!(l, invoices.reference)}</dt><dd><code>{marker}</code></dd> })}
                {fact(say!(l, invoices.number), invoice.remote_number.clone())}
                {fact(say!(l, invoices.begun), Some(begun))}
                {invoice.sent_at.filter(|_| sent).map(|at| view! { <dt>{say!(l, invoices.sent)}</dt><dd>{moment(cx, at)}</dd> })}
                <dt>{say!(l, invoices.report)}</dt>
                <dd><a href=invoice.report_url.clone()>{report}</a></dd>
            </dl>
        </section>
    }
    .into_any()
}

fn fact(name: String, value: Option<String>) -> impl IntoView {
    value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
}
