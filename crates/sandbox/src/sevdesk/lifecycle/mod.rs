//! What happens to an invoice after it was written: finalising, cancelling, enshrining, going back to draft.
//!
//! Public sources: sevDesk's API document (`invoiceSendBy`, `cancelInvoice`, `invoiceEnshrine`, `invoiceResetToDraft`,
//! `invoiceGetPdf`); measured in `jernoxit/sevdesk-rs@cd8639c`.

mod cancel;

use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::books::{Books, Change, Counters};
use super::envelope::{self, Refusal};
use super::invoices::find;
use super::model::{DRAFT, Invoice, OPEN};
use super::options::SevdeskOptions;
use super::query::Query;
use super::render;
use crate::json::Fields;
use crate::out::Out;
use crate::sandbox::Sandbox;
use crate::state;
pub(crate) use cancel::cancel;

/// Base64 of `%PDF-1.4`, which is all there is to the simulated PDF.
const PDF: &str = "JVBERi0xLjQK";

/// Changes to make, and the invoice that they lead to.
type Step = Result<(Vec<state::Change>, Invoice), Refusal>;

/// `PUT /Invoice/{id}/sendBy`: marks an invoice as sent, which finalises a draft.
pub(crate) async fn send_by(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let kind = fields.text("sendType")?.value();
    let kind = kind.filter(|kind| ["VPR", "VP", "VM", "VPDF"].contains(&kind.as_str()));
    let kind =
        kind.ok_or_else(|| Refusal::bad_request("sendType must be one of VPR, VP, VM, VPDF"))?;
    let only_internal = fields.flag("sendDraft")?.value();
    let only_internal =
        only_internal.ok_or_else(|| Refusal::bad_request("sendDraft is required."))?;
    let options = sandbox.options().sevdesk.clone();
    let invoice = sandbox
        .write(move |world, now| {
            if only_internal {
                return Ok((Vec::new(), find(&world.sevdesk, &id)?.clone()));
            }
            finalise(&world.sevdesk, &id, &kind, &options, now)
        })
        .await;
    invoice.map(|invoice| envelope::ok(render::invoice(&invoice, None)))
}

/// Makes an invoice final: it gets its number, and status 200. One that is final already is only sent again.
pub(crate) fn finalise(
    books: &Books,
    id: &str,
    kind: &str,
    options: &SevdeskOptions,
    now: DateTime<Utc>,
) -> Step {
    let mut invoice = find(books, id)?.clone();
    let mut counters = books.counters();
    if invoice.is_draft() {
        if invoice.sums.gross < Decimal::ZERO {
            return Err(Refusal::invalid_with(
                7100,
                "The sum of an invoice must not be negative.",
            ));
        }
        invoice.status = OPEN;
        invoice.number = invoice.number.or_else(|| Some(number(&mut counters)));
        invoice.enshrined = options.enshrine_on_send.then_some(now);
    }
    invoice.send_type = Some(kind.to_owned());
    invoice.sent = Some(now);
    Ok(stored(invoice, counters, now))
}

fn number(counters: &mut Counters) -> String {
    format!("RE-{}", counters.next_invoice_number())
}

fn stored(
    mut invoice: Invoice,
    counters: Counters,
    now: DateTime<Utc>,
) -> (Vec<state::Change>, Invoice) {
    invoice.updated = now;
    let changes = [
        Change::Counters(counters),
        Change::Invoice(Box::new(invoice.clone())),
    ];
    (
        changes.into_iter().map(state::Change::Sevdesk).collect(),
        invoice,
    )
}

/// `GET /Invoice/{id}/getPdf`. Without `preventSendBy=true` it finalises a draft, although it is a GET.
pub(crate) async fn pdf(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    let only_look = query.is_true("preventSendBy");
    let options = sandbox.options().sevdesk.clone();
    let invoice = sandbox
        .write(move |world, now| {
            let invoice = find(&world.sevdesk, &id)?;
            if invoice.electronic && invoice.is_draft() {
                return Err(Refusal::unavailable("Invoice number is required"));
            }
            if only_look || !invoice.is_draft() {
                return Ok((Vec::new(), invoice.clone()));
            }
            finalise(&world.sevdesk, &id, "VPDF", &options, now)
        })
        .await?;
    Ok(envelope::ok(Out::object([
        (
            "filename",
            Out::text(format!("{}.pdf", invoice.number.unwrap_or_default())),
        ),
        ("mimetype", Out::text("application/pdf")),
        ("base64Encoded", Out::Bool(true)),
        ("content", Out::text(PDF)),
    ])))
}

/// `PUT /Invoice/{id}/enshrine`: fixes a final invoice for ever.
pub(crate) async fn enshrine(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    sandbox
        .write(move |world, now| {
            let invoice = find(&world.sevdesk, &id)?.clone();
            if invoice.status < OPEN {
                return Err(Refusal::invalid(
                    "Only an invoice with status 200 or higher can be enshrined.",
                ));
            }
            let enshrined = Invoice {
                enshrined: invoice.enshrined.or(Some(now)),
                ..invoice
            };
            Ok(stored(enshrined, world.sevdesk.counters(), now))
        })
        .await?;
    Ok(envelope::ok(Out::Null))
}

/// `PUT /Invoice/{id}/resetToDraft`: takes a final invoice back, unless it is paid or enshrined.
pub(crate) async fn reset_to_draft(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let invoice = sandbox
        .write(move |world, now| {
            let invoice = find(&world.sevdesk, &id)?.clone();
            if invoice.status != OPEN || invoice.enshrined.is_some() {
                return Err(Refusal::invalid(
                    "Only an open invoice that is not enshrined can become a draft again.",
                ));
            }
            Ok(stored(
                Invoice {
                    status: DRAFT,
                    ..invoice
                },
                world.sevdesk.counters(),
                now,
            ))
        })
        .await?;
    Ok(envelope::ok(render::invoice(&invoice, None)))
}

/// `GET /SevSequence/Factory/getByType`: how the next number is made. The pattern is not for clients to fill in.
pub(crate) async fn next_number(State(sandbox): State<Sandbox>) -> Response {
    let next = sandbox.read(|world| world.sevdesk.counters().next_invoice_number());
    envelope::ok(Out::object([
        ("objectName", Out::text("SevSequence")),
        ("objectType", Out::text("Invoice")),
        ("type", Out::text("RE")),
        ("format", Out::text("RE-%NUMBER")),
        ("nextSequence", Out::text(next)),
    ]))
}
