//! `POST /Invoice/Factory/saveInvoice`: creates a draft, or changes one.
//!
//! Public sources: sevDesk's API document (`createInvoiceByFactory`, tag text "How to create/update an invoice position"),
//! and what was measured of it in `jernoxit/sevdesk-rs@cd8639c`.

mod corrupt;
mod discounts;
mod header;
mod positions;
mod rules;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};

use super::body::expects_reference;
use super::books::{Books, Change, Counters};
use super::envelope::{self, Refusal};
use super::model::{Invoice, Position};
use super::options::{SevdeskOptions, UnlistedPositions};
use super::{addresses, refuse_version, render, sums};
use crate::faults::Corruption;
use crate::json::Fields;
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;

/// What a call saved: the invoice, and the ids of the positions that the call listed, in its order.
struct Saved {
    invoice: Invoice,
    listed: Vec<u64>,
}

/// What saving is done with.
struct Desk<'a> {
    books: &'a Books,
    options: &'a SevdeskOptions,
    counters: Counters,
    now: DateTime<Utc>,
}

/// `POST /Invoice/Factory/saveInvoice`.
pub(crate) async fn save(
    State(sandbox): State<Sandbox>,
    corruption: Option<Extension<Corruption>>,
    headers: HeaderMap,
    request: Fields,
) -> Result<Response, Refusal> {
    refuse_version(&headers)?;
    let options = sandbox.options().sevdesk.clone();
    let shift = options.unit_shift;
    let saved = sandbox
        .write(move |world, now| {
            let books = &world.sevdesk;
            let mut desk = Desk {
                books,
                options: &options,
                counters: books.counters(),
                now,
            };
            let saved = desk.save(&request)?;
            let mut stored = saved.invoice.clone();
            if let Some(Extension(corruption)) = corruption {
                corrupt::corrupt(&mut stored, corruption, books, &mut desk.counters);
            }
            let changes = [
                Change::Counters(desk.counters),
                Change::Invoice(Box::new(stored)),
            ];
            Ok::<_, Refusal>((
                changes.into_iter().map(state::Change::Sevdesk).collect(),
                saved,
            ))
        })
        .await?;
    Ok(answer(&saved, shift))
}

fn answer(saved: &Saved, unit_shift: u64) -> Response {
    let invoice = render::invoice(&saved.invoice, None);
    let find = |id: &u64| {
        saved
            .invoice
            .positions
            .iter()
            .find(|position| position.id == *id)
    };
    let positions = saved.listed.iter().filter_map(find);
    let positions = positions
        .map(|position| render::position_as_saved(position, &invoice, unit_shift))
        .collect();
    envelope::created(Out::object([
        ("invoice", invoice),
        ("invoicePos", Out::List(positions)),
        ("vatdrop", Out::text("not relevant")),
    ]))
}

impl Desk<'_> {
    fn save(&mut self, request: &Fields) -> Result<Saved, Refusal> {
        let fields = invoice_object(request)?;
        let mut invoice = match fields.id()? {
            None => header::fresh(&fields, self)?,
            Some(id) => self.draft(id)?,
        };
        header::apply(&mut invoice, &fields, self)?;
        if request.flag("takeDefaultAddress")?.value() == Some(true) {
            take_default_address(&mut invoice, self.books);
        }
        let listed = positions::apply(&mut invoice, request, self)?;
        discounts::apply(&mut invoice, request, &mut self.counters)?;
        rules::check(&invoice, self.options)?;
        let all = self.options.unlisted_positions != UnlistedPositions::KeptOutOfTotal;
        sums::recompute(&mut invoice, |position: &Position| {
            all || listed.contains(&position.id)
        });
        invoice.updated = self.now;
        Ok(Saved { invoice, listed })
    }

    /// The draft that an update is about.
    fn draft(&self, id: u64) -> Result<Invoice, Refusal> {
        let invoice = self
            .books
            .invoice(id)
            .ok_or_else(|| Refusal::not_found("Invoice", id))?;
        if invoice.enshrined.is_some() {
            return Err(Refusal::invalid(
                "The invoice is enshrined and can't be changed.",
            ));
        }
        if !invoice.is_draft() {
            // Measured of orders and vouchers by `jernoxit/sevdesk-rs@cd8639c`; of invoices it isn't known.
            return Err(Refusal::refused(
                90400,
                "Only a draft can be changed. Use resetToDraft first.",
            ));
        }
        Ok(invoice.clone())
    }
}

/// The `invoice` object. Without `mapAll` none of its fields are taken over, and the complaint is about one of them
/// (`codecell-germany/sevdesk-agent-skill@9a361d2`, of orders).
fn invoice_object(request: &Fields) -> Result<Fields, Refusal> {
    let invoice = request.object("invoice")?.value();
    let invoice = invoice.ok_or_else(|| expects_reference("invoice"))?;
    if invoice.text("objectName")?.value().as_deref() != Some("Invoice") {
        return Err(expects_reference("invoice"));
    }
    if !is_mapped(&invoice)? {
        return Err(Refusal::bad_request("Currency is required."));
    }
    Ok(invoice)
}

fn is_mapped(fields: &Fields) -> Result<bool, Refusal> {
    Ok(fields.flag("mapAll")?.value() == Some(true))
}

/// Copies the contact's first address. Nobody else does: an invoice without it and without own fields has none.
fn take_default_address(invoice: &mut Invoice, books: &Books) {
    if let Some((block, country)) = addresses::letter_block(books, invoice.contact) {
        invoice.address = Some(block);
        invoice.country = Some(country);
    }
}
