//! Invoices to send.

use chrono::NaiveDate;
use domain::capabilities::Capabilities;
use domain::money::Cents;
use domain::payload::{CustomerRef, Payload, PayloadPosition, Target};
use domain::position::PositionNo;
use domain::tax::{TaxRate, Treatment};
use domain::unit::Unit;

/// The reference that a draft carries, where the tool keeps one.
pub(crate) const MARKER: &str = "BH-2026-10-7KQ2MD";
/// That of an invoice before it.
pub(crate) const EARLIER: &str = "BH-2026-09-AAAAAA";

pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// October for a customer: three lines at 19 and 7 %, with what letters there are, and a title and texts where the tool
/// takes them.
pub(crate) fn october(customer: CustomerRef, tool: &Capabilities) -> Payload {
    let given = |taken: bool, text: &str| {
        if taken {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let mut payload = Payload {
        target: Target::NewInvoice,
        customer,
        invoice_date: day(10, 31),
        service_from: day(10, 1),
        service_to: day(10, 30),
        header: given(tool.header, "Rechnung Oktober 2026"),
        intro: given(tool.texts, "Vielen Dank für den Auftrag."),
        closing: given(tool.texts, "Bis bald in Köln!"),
        reference: String::new(),
        treatment: Treatment::Standard,
        currency: "EUR".to_owned(),
        positions: vec![
            position(
                "Backend & <b>API</b>: „Größe“ 'so'\n12 Einträge\n- **keine** Liste",
                "16.25",
                Unit::Hour,
                "95",
            ),
            position("Workshop", "1", Unit::Day, "760.00"),
            position("Broschüre 👩‍💻", "250", Unit::Piece, "0.33"),
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
