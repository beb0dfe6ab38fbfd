//! `POST /v1/invoices`: a new draft, or at once a final invoice.
//!
//! developers.lexware.io, "Create an Invoice", "Invoices Properties", and the FAQ on texts in sales vouchers. What is
//! left out takes the company's usual text or condition, and what can only be read is not looked at, as in the official
//! samples, which send it as `null`.

mod conditions;
mod corrupt;
mod findings;
mod lines;
mod recipient;

use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};

use self::findings::{Findings, Place};
use super::books::{Books, Change, Counters};
use super::model::{Invoice, Payment, Status, Sums};
use super::options::LexwareOptions;
use super::problem::{Problem, json};
use super::query::Query;
use super::seed::QUOTATION;
use super::{ids, render, sums};
use crate::faults::Corruption;
use crate::json::Fields;
use crate::sandbox::Sandbox;
use crate::state;

const LONGEST_TEXT: usize = 2000;
const LONGEST_TITLE: usize = 25;

/// How the company is paid, unless an invoice says otherwise.
pub(super) fn usual_payment() -> Payment {
    Payment {
        label: "Zahlbar innerhalb von 14 Tagen".to_owned(),
        days: 14,
        cash_discount: None,
    }
}

/// Makes an invoice. Any value of `finalize` counts as its presence.
pub(super) async fn create(
    State(sandbox): State<Sandbox>,
    query: Query,
    corruption: Option<Extension<Corruption>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = parse(&headers, &body)?;
    let order = Order {
        options: sandbox.options().lexware.clone(),
        fields,
        preceding: query.get("precedingSalesVoucherId").map(str::to_owned),
        finalise: query.get("finalize").is_some(),
        corruption: corruption.map(|Extension(corruption)| corruption),
    };
    let invoice = sandbox
        .write(move |world, now| order.carry_out(&world.lexware, now))
        .await?;
    let gateway = gateway(&headers);
    let body = render::created(&invoice, &gateway);
    let location = format!("{gateway}/v1/invoices/{}", invoice.id);
    let answer = json(StatusCode::CREATED, &body);
    Ok(([(header::LOCATION, location)], answer).into_response())
}

fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Fields, Problem> {
    let media = headers
        .get(header::CONTENT_TYPE)
        .and_then(|media| media.to_str().ok());
    if !media.is_some_and(|media| media.starts_with("application/json")) {
        return Err(Problem::media_type());
    }
    Fields::parse(body).map_err(|error| Problem::bad_request(format!("Malformed JSON: {error}")))
}

fn gateway(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}/lexware", host.unwrap_or("127.0.0.1"))
}

/// A request with all that decides about it.
struct Order {
    options: LexwareOptions,
    fields: Fields,
    preceding: Option<String>,
    finalise: bool,
    corruption: Option<Corruption>,
}

impl Order {
    fn carry_out(
        self,
        books: &Books,
        now: DateTime<Utc>,
    ) -> Result<(Vec<state::Change>, Invoice), Problem> {
        if self.preceding.as_deref().is_some_and(|id| id != QUOTATION) {
            let message = "The preceding sales voucher cannot be pursued by an invoice";
            return Err(Problem::not_acceptable(message));
        }
        let mut counters = books.counters();
        let mut invoice = self.read(books, &mut counters, now)?;
        sums::recompute(&mut invoice);
        if self.finalise {
            finalise(&mut invoice, &mut counters);
        }
        if let Some(corruption) = self.corruption {
            corrupt::corrupt(&mut invoice, corruption, books);
        }
        let changes = [
            Change::Counters(counters),
            Change::Invoice(Box::new(invoice.clone())),
        ];
        let changes = changes.into_iter().map(state::Change::Lexware).collect();
        Ok((changes, invoice))
    }

    fn read(
        &self,
        books: &Books,
        counters: &mut Counters,
        now: DateTime<Utc>,
    ) -> Result<Invoice, Problem> {
        let mut findings = Findings::default();
        let place = Place {
            fields: &self.fields,
            path: "",
        };
        let recipient = recipient::read(&mut findings, &place);
        let has_contact = recipient.contact.is_some();
        let tax = conditions::tax(&mut findings, &place, &self.options, has_contact);
        let dated = findings.needed_instant(&place, "voucherDate");
        let lines = lines::read(&mut findings, &place, &tax);
        let discount = conditions::total(&mut findings, &place);
        let shipping = conditions::shipping(&mut findings, &place);
        let payment = conditions::payment(&mut findings, &place);
        let mut text = |key, longest, usual: &str| {
            let text = findings.text(&place, key, longest);
            text.unwrap_or_else(|| usual.to_owned())
        };
        let title = text("title", LONGEST_TITLE, "Rechnung");
        let introduction = text("introduction", LONGEST_TEXT, USUAL_INTRODUCTION);
        let remark = text(
            "remark",
            LONGEST_TEXT,
            "Vielen Dank für die gute Zusammenarbeit.",
        );
        let language = text("language", 2, "de");
        let print_layout = findings.text(&place, "printLayoutId", 36);
        let own = findings.optional_object(&place, "xRechnung");
        let buyer_reference = own.and_then(|fields| {
            let place = Place {
                fields: &fields,
                path: "xRechnung.",
            };
            findings.text(&place, "buyerReference", 255)
        });
        if !findings.0.is_empty() {
            return Err(Problem::invalid(findings.0));
        }
        let contact = recipient.contact.clone();
        Ok(Invoice {
            id: ids::uuid("invoice", counters.next_invoice()),
            created: now,
            updated: now,
            version: 1,
            status: Status::Draft,
            number: None,
            dated: dated.unwrap_or(now),
            contact,
            address: recipient::address(recipient, books)?,
            lines,
            tax,
            shipping,
            payment,
            title,
            introduction,
            remark,
            language,
            print_layout,
            buyer_reference,
            discount,
            preceding: self.preceding.clone(),
            sums: Sums::default(),
        })
    }
}

/// The company's own words above the lines.
const USUAL_INTRODUCTION: &str = "Für unsere Leistungen berechnen wir Ihnen:";

/// Makes a draft final: it gets a number, and nothing about it can be changed any more.
pub(super) fn finalise(invoice: &mut Invoice, counters: &mut Counters) {
    invoice.status = Status::Open;
    invoice.number = Some(format!("RE{}", counters.next_invoice_number()));
}
