//! The account in the tool's own words. Fields that are empty are left out, as they are in official samples.

use chrono::{DateTime, SecondsFormat, SubsecRound as _, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use rust_decimal::Decimal;

use super::model::{Address, Contact, Discount, Invoice, Item, Line, Name, Payment, Shipping};
use super::seed::ORGANISATION;
use super::sums;
use crate::out::Out;

/// Fields of an object, in their order.
type Fields = Vec<(&'static str, Out)>;

/// An instant with Berlin's offset and three digits of milliseconds, the one form in which dates are taken too.
pub(super) fn timestamp(at: DateTime<Utc>) -> Out {
    let local = at.trunc_subsecs(3).with_timezone(&Berlin);
    Out::text(local.to_rfc3339_opts(SecondsFormat::Millis, false))
}

/// A contact.
pub(super) fn contact(contact: &Contact) -> Out {
    let mut roles: Fields = Vec::new();
    let role = |number: u32| Out::object([("number", Out::number(number))]);
    roles.extend(
        contact
            .customer_number
            .map(|number| ("customer", role(number))),
    );
    roles.extend(contact.vendor_number.map(|number| ("vendor", role(number))));
    let mut fields = vec![
        ("id", Out::text(&contact.id)),
        ("organizationId", Out::text(ORGANISATION)),
        ("version", Out::number(contact.version)),
        ("roles", Out::Object(roles)),
        name(&contact.name),
    ];
    if !contact.addresses.is_empty() {
        let billing = contact.addresses.iter().map(address).collect();
        fields.push(("addresses", Out::object([("billing", Out::List(billing))])));
    }
    if let Some(email) = &contact.email {
        let business = Out::List(vec![Out::text(email)]);
        fields.push(("emailAddresses", Out::object([("business", business)])));
    }
    fields.push(("archived", Out::Bool(contact.archived)));
    Out::Object(fields)
}

fn name(name: &Name) -> (&'static str, Out) {
    match name {
        Name::Company(name) => ("company", Out::object([("name", Out::text(name))])),
        Name::Person { first, last } => {
            let mut fields: Fields = Vec::new();
            text(&mut fields, "firstName", first.as_deref());
            text(&mut fields, "lastName", Some(last));
            ("person", Out::Object(fields))
        }
    }
}

fn text(fields: &mut Fields, key: &'static str, value: Option<&str>) {
    fields.extend(value.map(|value| (key, Out::text(value))));
}

fn address(address: &Address) -> Out {
    Out::Object(address_fields(address))
}

fn address_fields(address: &Address) -> Fields {
    let mut fields = Vec::new();
    text(&mut fields, "name", address.name.as_deref());
    text(&mut fields, "supplement", address.supplement.as_deref());
    text(&mut fields, "street", address.street.as_deref());
    text(&mut fields, "zip", address.zip.as_deref());
    text(&mut fields, "city", address.city.as_deref());
    text(&mut fields, "countryCode", Some(&address.country_code));
    fields
}

/// When an invoice is due.
pub(super) fn due(invoice: &Invoice) -> DateTime<Utc> {
    invoice.dated + TimeDelta::days(invoice.payment.days.into())
}

/// A row of the voucherlist: seconds without their fractions, as others have seen.
pub(super) fn row(invoice: &Invoice, customer: &str) -> Out {
    let is_draft = invoice.is_draft();
    let due = (!is_draft).then(|| timestamp(due(invoice)));
    let open = (!is_draft).then(|| Out::number(invoice.sums.gross));
    Out::object([
        ("id", Out::text(&invoice.id)),
        ("voucherType", Out::text("invoice")),
        ("voucherStatus", Out::text(invoice.status.as_str())),
        (
            "voucherNumber",
            Out::text(invoice.number.as_deref().unwrap_or_default()),
        ),
        ("voucherDate", timestamp(invoice.dated)),
        ("createdDate", timestamp(invoice.created.trunc_subsecs(0))),
        ("updatedDate", timestamp(invoice.updated.trunc_subsecs(0))),
        ("dueDate", due.unwrap_or(Out::Null)),
        ("contactId", Out::maybe(invoice.contact.as_ref())),
        ("contactName", Out::text(customer)),
        ("totalAmount", Out::number(invoice.sums.gross)),
        ("openAmount", open.unwrap_or(Out::Null)),
        ("currency", Out::text("EUR")),
        ("archived", Out::Bool(false)),
    ])
}

/// What a creation answers with: not the invoice.
pub(super) fn created(invoice: &Invoice, gateway: &str) -> Out {
    Out::object([
        ("id", Out::text(&invoice.id)),
        (
            "resourceUri",
            Out::text(format!("{gateway}/v1/invoices/{}", invoice.id)),
        ),
        ("createdDate", timestamp(invoice.created)),
        ("updatedDate", timestamp(invoice.updated)),
        ("version", Out::number(invoice.version)),
    ])
}

/// An invoice.
pub(super) fn invoice(invoice: &Invoice) -> Out {
    let mut fields = vec![
        ("id", Out::text(&invoice.id)),
        ("organizationId", Out::text(ORGANISATION)),
        ("createdDate", timestamp(invoice.created)),
        ("updatedDate", timestamp(invoice.updated)),
        ("version", Out::number(invoice.version)),
        ("language", Out::text(&invoice.language)),
        ("archived", Out::Bool(false)),
        ("voucherStatus", Out::text(invoice.status.as_str())),
        (
            "voucherNumber",
            Out::text(invoice.number.as_deref().unwrap_or_default()),
        ),
        ("voucherDate", timestamp(invoice.dated)),
    ];
    if !invoice.is_draft() {
        fields.push(("dueDate", timestamp(due(invoice))));
    }
    fields.push(("address", recipient(invoice)));
    if let Some(reference) = &invoice.buyer_reference {
        let own = Out::object([("buyerReference", Out::text(reference))]);
        fields.push(("xRechnung", own));
    }
    fields.push(("electronicDocumentProfile", Out::text("NONE")));
    let lines = invoice.lines.iter().map(|one| line(invoice, one));
    fields.push(("lineItems", Out::List(lines.collect())));
    fields.extend(conditions(invoice));
    fields.push(("closingInvoice", Out::Bool(false)));
    let related = invoice.preceding.iter().map(|id| {
        Out::object([
            ("id", Out::text(id)),
            ("voucherType", Out::text("quotation")),
        ])
    });
    fields.push(("relatedVouchers", Out::List(related.collect())));
    text(
        &mut fields,
        "printLayoutId",
        invoice.print_layout.as_deref(),
    );
    text(&mut fields, "title", Some(&invoice.title));
    text(&mut fields, "introduction", Some(&invoice.introduction));
    text(&mut fields, "remark", Some(&invoice.remark));
    Out::Object(fields)
}

fn recipient(invoice: &Invoice) -> Out {
    let mut fields: Fields = Vec::new();
    text(&mut fields, "contactId", invoice.contact.as_deref());
    fields.extend(address_fields(&invoice.address));
    Out::Object(fields)
}

fn conditions(invoice: &Invoice) -> Fields {
    let mut tax: Fields = vec![("taxType", Out::text(&invoice.tax.kind))];
    text(&mut tax, "taxSubType", invoice.tax.sub_type.as_deref());
    text(&mut tax, "taxTypeNote", invoice.tax.note.as_deref());
    let by_rate = invoice.sums.by_rate.iter().map(|(rate, tax, net)| {
        Out::object([
            ("taxRatePercentage", Out::number(*rate)),
            ("taxAmount", Out::number(*tax)),
            ("netAmount", Out::number(*net)),
        ])
    });
    vec![
        ("totalPrice", total(invoice)),
        ("taxAmounts", Out::List(by_rate.collect())),
        ("taxConditions", Out::Object(tax)),
        ("paymentConditions", payment(&invoice.payment)),
        ("shippingConditions", shipping(&invoice.shipping)),
    ]
}

fn total(invoice: &Invoice) -> Out {
    let mut fields = vec![
        ("currency", Out::text("EUR")),
        ("totalNetAmount", Out::number(invoice.sums.net)),
        ("totalGrossAmount", Out::number(invoice.sums.gross)),
        ("totalTaxAmount", Out::number(invoice.sums.tax)),
    ];
    fields.extend(invoice.discount.map(|discount| match discount {
        Discount::Absolute(off) => ("totalDiscountAbsolute", Out::number(off)),
        Discount::Percentage(percent) => ("totalDiscountPercentage", Out::number(percent)),
    }));
    Out::Object(fields)
}

fn payment(payment: &Payment) -> Out {
    let mut fields = vec![
        ("paymentTermLabel", Out::text(&payment.label)),
        ("paymentTermDuration", Out::number(payment.days)),
    ];
    if let Some((percent, days)) = payment.cash_discount {
        let discount = Out::object([
            ("discountPercentage", Out::number(percent)),
            ("discountRange", Out::number(days)),
        ]);
        fields.push(("paymentDiscountConditions", discount));
    }
    Out::Object(fields)
}

fn shipping(shipping: &Shipping) -> Out {
    let mut fields: Fields = Vec::new();
    fields.extend(shipping.from.map(|at| ("shippingDate", timestamp(at))));
    fields.extend(shipping.until.map(|at| ("shippingEndDate", timestamp(at))));
    text(&mut fields, "shippingType", Some(&shipping.kind));
    Out::Object(fields)
}

fn line(invoice: &Invoice, line: &Line) -> Out {
    let mut fields: Fields = Vec::new();
    text(&mut fields, "id", line.article.as_deref());
    text(&mut fields, "type", Some(&line.kind));
    text(&mut fields, "name", Some(&line.name));
    text(&mut fields, "description", line.description.as_deref());
    if let Some(item) = &line.item {
        fields.extend(item_fields(item, invoice.tax.is_gross()));
    }
    Out::Object(fields)
}

fn item_fields(item: &Item, is_gross: bool) -> Fields {
    let (net, gross) = both(item.price, item.tax_rate, is_gross);
    let price = Out::object([
        ("currency", Out::text("EUR")),
        ("netAmount", Out::number(net)),
        ("grossAmount", Out::number(gross)),
        ("taxRatePercentage", Out::number(item.tax_rate)),
    ]);
    vec![
        ("quantity", Out::number(item.quantity)),
        ("unitName", Out::text(&item.unit)),
        ("unitPrice", price),
        ("discountPercentage", Out::number(item.discount)),
        ("lineItemAmount", Out::number(item.amount)),
    ]
}

/// A price net and gross, of which the given one keeps its digits.
fn both(price: Decimal, rate: Decimal, is_gross: bool) -> (Decimal, Decimal) {
    let (net, tax) = sums::split(price, rate, is_gross);
    if is_gross {
        (net, price)
    } else {
        (price, sums::cents(price + tax))
    }
}
