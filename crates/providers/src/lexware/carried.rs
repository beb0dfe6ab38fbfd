//! What a copy of a draft has of it, told by the draft as it was received.

use super::copy::{ADDRESS, HEAD, LINE, TOTAL, part};
use super::received::Object;
use crate::carried::{CarriedOver, Kept, Lost};
use crate::provider::BeforeImage;

/// What a copy has, by the name of the field; in the order in which people are told.
const PARTS: &[(&str, Kept)] = &[
    ("title", Kept::Title),
    ("introduction", Kept::Intro),
    ("remark", Kept::Closing),
    ("voucherDate", Kept::Date),
    ("shippingConditions", Kept::ServicePeriod),
    ("paymentConditions", Kept::Payment),
    ("taxConditions", Kept::Tax),
    ("language", Kept::Language),
    ("printLayoutId", Kept::Layout),
    ("xRechnung", Kept::BuyerReference),
];

/// Discounts on the whole, among what is copied of the totals.
const DISCOUNTS: &[&str] = &["totalDiscountAbsolute", "totalDiscountPercentage"];

/// What belongs to the document that it is, or follows from the rest: a copy has its own (developers.lexware.io, "Invoices
/// Properties", the fields marked as read-only).
const ITS_OWN: &[&str] = &[
    "id",
    "organizationId",
    "createdDate",
    "updatedDate",
    "version",
    "archived",
    "voucherStatus",
    "voucherNumber",
    "dueDate",
    "electronicDocumentProfile",
    "taxAmounts",
    "claimedGrossAmount",
    "downPaymentDeductions",
    "closingInvoice",
    "recurringTemplateId",
    "relatedVouchers",
    "files",
    "address",
    "lineItems",
    "totalPrice",
];
const ADDRESS_ITS_OWN: &[&str] = &["contactPerson"];
const TOTAL_ITS_OWN: &[&str] = &["totalNetAmount", "totalGrossAmount", "totalTaxAmount"];
const LINE_ITS_OWN: &[&str] = &["unitPrice", "lineItemAmount"];

/// What a copy of this draft keeps and loses; `None` if the draft cannot be read.
pub(super) fn over(before: &BeforeImage) -> Option<CarriedOver> {
    let whole: Object = serde_json::from_str(&before.raw).ok()?;
    let address: Object = part(&whole, "address").ok()?;
    let total: Object = part(&whole, "totalPrice").ok()?;
    let lines: Vec<Object> = part(&whole, "lineItems").ok()?;

    let mut kept = vec![Kept::Address];
    let parts = PARTS.iter().filter(|(key, _)| says(&whole, key));
    kept.extend(parts.map(|(_, part)| *part));
    if DISCOUNTS.iter().any(|key| says(&total, key)) {
        kept.push(Kept::Discount);
    }

    let number = says(&whole, "voucherNumber").then_some(Lost::Number);
    let person = says(&address, "contactPerson").then_some(Lost::ContactPerson);
    let mut lost: Vec<Lost> = number.into_iter().chain(person).collect();
    lost.push(Lost::Unseen);
    let mut unknown = others(&whole, HEAD, ITS_OWN);
    unknown.extend(others(&address, ADDRESS, ADDRESS_ITS_OWN));
    unknown.extend(others(&total, TOTAL, TOTAL_ITS_OWN));
    for line in &lines {
        unknown.extend(others(line, LINE, LINE_ITS_OWN));
    }
    unknown.sort();
    unknown.dedup();
    lost.extend(unknown.into_iter().map(Lost::Field));
    Some(CarriedOver {
        lines: lines.len(),
        kept,
        lost,
    })
}

/// The fields that say something and are neither copied nor the document's own.
fn others(object: &Object, copied: &[&str], its_own: &[&str]) -> Vec<String> {
    let names = object.keys().map(String::as_str);
    names
        .filter(|name| !copied.contains(name) && !its_own.contains(name) && says(object, name))
        .map(str::to_owned)
        .collect()
}

/// Whether a field says something.
fn says(object: &Object, key: &str) -> bool {
    const NOTHING: [&str; 7] = ["null", "\"\"", "[]", "{}", "0", "0.0", "0.00"];
    object
        .get(key)
        .is_some_and(|raw| !NOTHING.contains(&raw.get()))
}
