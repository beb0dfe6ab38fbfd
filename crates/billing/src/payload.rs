//! From the wizard's answers to what is sent.

use chrono::NaiveDate;
use domain::document::{Document, DocumentProblem, Field, FieldProblem};
use domain::payload::{Payload, PayloadPosition, Target};
use domain::position::Position;
use domain::typed::NumberProblem;
use store::invoices::Invoice;

use crate::error::NotReady;

/// The payload, if the wizard is complete. `worked` is the first and last day of the entries on positions.
pub(crate) fn build(
    invoice: &Invoice,
    document: &Document,
    worked: Option<(NaiveDate, NaiveDate)>,
    today: NaiveDate,
) -> Result<Payload, NotReady> {
    let customer = invoice.customer.clone().ok_or(NotReady::Customer)?;
    let adds = matches!(invoice.target, Target::ExistingDraft { .. });
    if adds && invoice.before_image.is_none() {
        return Err(NotReady::BeforeImage);
    }
    let problems = document.problems();
    if !problems.is_empty() {
        return Err(NotReady::Document(problems));
    }
    let (service_from, service_to) = invoice.details.service.or(worked).unwrap_or((today, today));
    // A draft that is added to keeps its own dates.
    if service_from > today && !adds {
        return Err(NotReady::PeriodStartsLater {
            starts: service_from,
            today,
        });
    }
    let details = &invoice.details;
    Ok(Payload {
        target: invoice.target.clone(),
        customer,
        invoice_date: today,
        service_from,
        service_to,
        header: details.header.clone(),
        intro: details.intro.clone(),
        closing: details.closing.clone(),
        reference: details.reference.trim().to_owned(),
        treatment: document.treatment,
        currency: "EUR".to_owned(),
        positions: document
            .positions
            .iter()
            .map(line)
            .collect::<Result<_, _>>()?,
        net: document.net_by_rate().into_values().sum(),
    })
}

/// A number that is missing is among the document's problems already; here it cannot be overlooked either.
fn line(position: &Position) -> Result<PayloadPosition, NotReady> {
    let missing = |field| {
        let problem = FieldProblem::Number(NumberProblem::Empty);
        NotReady::Document(vec![DocumentProblem::Field {
            no: position.no,
            field,
            problem,
        }])
    };
    Ok(PayloadPosition {
        no: position.no,
        text: position.text.clone(),
        quantity: position
            .quantity
            .settled()
            .ok_or_else(|| missing(Field::Quantity))?,
        unit: position.unit,
        price: position
            .price
            .settled()
            .ok_or_else(|| missing(Field::Price))?,
        tax: position.tax,
    })
}

/// The reference that a new draft carries: the customer's own first, as they look for it there.
pub(crate) fn reference(payload: &Payload, marker: &str) -> String {
    format!("{} {marker}", payload.reference)
        .trim_start()
        .to_owned()
}
