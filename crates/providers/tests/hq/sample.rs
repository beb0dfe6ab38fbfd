//! Invoices to send.

use chrono::NaiveDate;
use domain::money::Cents;
use domain::payload::{CustomerRef, Payload, PayloadPosition, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;

pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// October for a customer: three lines at 19 and 7 %, and none of the texts that only v1 takes.
pub(crate) fn october(customer: CustomerRef) -> Payload {
    let mut payload = Payload {
        target: Target::NewInvoice,
        customer,
        invoice_date: day(10, 31),
        service_from: day(10, 1),
        service_to: day(10, 31),
        header: String::new(),
        intro: String::new(),
        closing: String::new(),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![
            position(
                "Backend & <b>API</b>\n12 Einträge",
                "16.25",
                Unit::Hour,
                "95",
            ),
            position("Workshop", "1", Unit::Day, "760.00"),
            position("Broschüre", "250", Unit::Piece, "0.33"),
        ],
        net: Cents::ZERO,
    };
    payload.positions[2].tax = TaxRate(700);
    sum_up(&mut payload);
    payload
}

pub(crate) fn position(text: &str, quantity: &str, unit: Unit, price: &str) -> PayloadPosition {
    PayloadPosition {
        no: PositionNo(1),
        text: text.to_owned(),
        quantity: quantity.parse().unwrap(),
        unit,
        price: price.parse().unwrap(),
        tax: TaxRate(1900),
    }
}

/// Makes the net total what the positions are worth.
pub(crate) fn sum_up(payload: &mut Payload) {
    let amounts = payload
        .positions
        .iter()
        .map(|line| Cents::from_euro(line.quantity * line.price).unwrap());
    payload.net = amounts.sum();
}
