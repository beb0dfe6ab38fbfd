//! The hours of one month, as they are sent.

use domain::money::Cents;
use domain::payload::{CustomerRef, Payload, PayloadPosition, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;

pub(crate) fn position(
    no: i32,
    text: &str,
    quantity: &str,
    unit: Unit,
    price: &str,
) -> PayloadPosition {
    PayloadPosition {
        no: PositionNo(no),
        text: text.to_owned(),
        quantity: quantity.parse().unwrap(),
        unit,
        price: price.parse().unwrap(),
        tax: TaxRate(1900),
    }
}

/// 12.5 hours at 95 euros and 3:20 hours at 110 euros.
pub(crate) fn september(customer: CustomerRef) -> Payload {
    Payload {
        target: Target::NewInvoice,
        customer,
        invoice_date: "2026-10-01".parse().unwrap(),
        service_from: "2026-09-01".parse().unwrap(),
        service_to: "2026-09-30".parse().unwrap(),
        header: "Rechnung September".to_owned(),
        intro: "Ihre Stunden im September:".to_owned(),
        closing: "Danke!".to_owned(),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![
            position(
                1,
                "Relaunch: Entwicklung\n01.09. bis 30.09.",
                "12.5",
                Unit::Hour,
                "95",
            ),
            position(2, "Relaunch: Beratung", "3.3333", Unit::Hour, "110"),
        ],
        net: Cents(155_416),
    }
}

pub(crate) fn named(id: &str, name: &str) -> CustomerRef {
    CustomerRef {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

pub(crate) fn acme() -> CustomerRef {
    named("c0de0000-0000-4000-8000-000000000002", "ACME GmbH")
}

pub(crate) fn mueller() -> CustomerRef {
    named(
        "c0de0000-0000-4000-8000-000000000001",
        "Müller & Söhne GmbH",
    )
}

/// The drafts of the two, as they are in the sample account.
pub(crate) const ACME_DRAFT: &str = "d0c00000-0000-4000-8000-000000000001";
pub(crate) const MUELLER_DRAFT: &str = "d0c00000-0000-4000-8000-000000000002";
