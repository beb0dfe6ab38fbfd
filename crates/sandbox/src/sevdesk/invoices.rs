//! Reading invoices and their positions, and deleting drafts.

use axum::extract::{Path, State};
use axum::response::Response;

use super::books::{Books, Change};
use super::envelope::{self, Refusal};
use super::model::{Contact, Invoice};
use super::query::Query;
use super::render::{self, ReadForm};
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;

/// `GET /Invoice`. Newest first; sevDesk documents no order.
///
/// `invoiceType` is among the documented filters, but was not seen to work (`jernoxit/sevdesk-rs@cd8639c`), so it is
/// ignored here, as is the misspelt `customerIntenalNote` of the documentation.
pub(crate) async fn list(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let page = query.page()?;
    sandbox.read(|world| {
        let books = &world.sevdesk;
        let mut invoices: Vec<&Invoice> = books
            .invoices()
            .rev()
            .filter(|invoice| wanted(invoice, &query))
            .collect();
        sort(&mut invoices, &query);
        let (invoices, total) = page.cut(invoices);
        let rows = invoices
            .into_iter()
            .map(|invoice| with_customer(books, invoice, &query))
            .collect();
        Ok(envelope::list(rows, total))
    })
}

fn wanted(invoice: &Invoice, query: &Query) -> bool {
    let status = query
        .get("status")
        .is_none_or(|status| invoice.status.to_string() == status);
    let number = query
        .get("invoiceNumber")
        .is_none_or(|number| invoice.number.as_deref() == Some(number));
    let contact = query
        .reference("contact", "Contact")
        .is_none_or(|id| invoice.contact == id);
    // Exact, letter by letter. A cancellation carries the note of what it cancels, so it is found as well.
    let note = query
        .get("customerInternalNote")
        .is_none_or(|note| invoice.reference.as_deref() == Some(note));
    status
        && number
        && contact
        && note
        && is_dated(invoice, query)
        && has_text(invoice, query)
        && query.spans("create", invoice.created)
        && query.spans("update", invoice.updated)
}

fn is_dated(invoice: &Invoice, query: &Query) -> bool {
    let date = invoice.dated;
    query.time("startDate").is_none_or(|start| date >= start)
        && query.time("endDate").is_none_or(|end| date <= end)
}

fn has_text(invoice: &Invoice, query: &Query) -> bool {
    let header = invoice.header.as_deref().unwrap_or_default();
    let number = invoice.number.as_deref().unwrap_or_default();
    let starts = query
        .get("headerStartsWith")
        .is_none_or(|start| header.starts_with(start));
    let either = query
        .get("headerOrNumber")
        .is_none_or(|part| header.contains(part) || number.contains(part));
    starts && either
}

fn sort(invoices: &mut [&Invoice], query: &Query) {
    match query.get("orderByInvoiceNumber") {
        Some("ASC") => invoices.sort_by_key(|invoice| &invoice.number),
        Some("DESC") => invoices.sort_by_key(|invoice| std::cmp::Reverse(&invoice.number)),
        _ => {}
    }
}

fn with_customer(books: &Books, invoice: &Invoice, query: &Query) -> Out {
    let customer: Option<&Contact> = query
        .embeds("contact")
        .then(|| books.contact(invoice.contact))
        .flatten();
    render::invoice(invoice, customer.map(render::contact))
}

/// `GET /Invoice/{id}`: a list of one.
pub(crate) async fn get(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    sandbox.read(|world| {
        let invoice = find(&world.sevdesk, &id)?;
        Ok(envelope::list(
            vec![with_customer(&world.sevdesk, invoice, &query)],
            None,
        ))
    })
}

/// The invoice with an id as it stands in a path.
pub(crate) fn find<'a>(books: &'a Books, id: &str) -> Result<&'a Invoice, Refusal> {
    let invoice = id.parse().ok().and_then(|id| books.invoice(id));
    invoice.ok_or_else(|| Refusal::not_found("Invoice", id))
}

/// `GET /Invoice/{id}/getPositions`.
pub(crate) async fn positions(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    let form = read_form(&sandbox, &query);
    let page = query.page()?;
    sandbox.read(|world| {
        let invoice = find(&world.sevdesk, &id)?;
        let (positions, total) = page.cut(invoice.printed_positions());
        let rows = positions
            .into_iter()
            .map(|position| render::position_as_read(position, invoice, &form))
            .collect();
        Ok(envelope::list(rows, total))
    })
}

/// `GET /InvoicePos`: the positions of one invoice, or of all when the filter is incomplete.
pub(crate) async fn all_positions(
    State(sandbox): State<Sandbox>,
    query: Query,
) -> Result<Response, Refusal> {
    let form = read_form(&sandbox, &query);
    let page = query.page()?;
    let of = query.reference("invoice", "Invoice");
    sandbox.read(|world| {
        let invoices = world
            .sevdesk
            .invoices()
            .filter(|invoice| of.is_none_or(|id| invoice.id == id));
        let all = invoices.flat_map(|invoice| {
            invoice
                .printed_positions()
                .into_iter()
                .map(move |position| (invoice, position))
        });
        let (positions, total) = page.cut(all.collect());
        let rows = positions
            .into_iter()
            .map(|(invoice, position)| render::position_as_read(position, invoice, &form))
            .collect();
        Ok(envelope::list(rows, total))
    })
}

fn read_form(sandbox: &Sandbox, query: &Query) -> ReadForm {
    ReadForm {
        embed_unit: query.embeds("unity"),
        embed_part: query.embeds("part"),
        unit_shift: sandbox.options().sevdesk.unit_shift,
    }
}

/// `DELETE /Invoice/{id}`, which is not documented but works for drafts (`jernoxit/sevdesk-rs@cd8639c`).
pub(crate) async fn delete(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    sandbox
        .write(move |world, _| delete_draft(&world.sevdesk, &id))
        .await?;
    Ok(envelope::list(vec![Out::Null], None))
}

/// Deletes a draft, whoever asks for it.
pub(crate) fn delete_draft(books: &Books, id: &str) -> Result<(Vec<state::Change>, ()), Refusal> {
    let invoice = find(books, id)?;
    if !invoice.is_draft() {
        let message = format!(
            "Invoice can only be deleted in status 100 but is status {}",
            invoice.status
        );
        return Err(Refusal::conflict(159, message));
    }
    Ok((
        vec![state::Change::Sevdesk(Change::InvoiceDeleted(invoice.id))],
        (),
    ))
}
