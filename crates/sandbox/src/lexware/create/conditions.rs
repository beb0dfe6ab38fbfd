//! Tax, service and payment of a new invoice.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::findings::{Findings, Place};
use super::usual_payment;
use crate::lexware::model::{Discount, Payment, Shipping, TaxConditions};
use crate::lexware::options::{LexwareOptions, TaxType};

/// The tax types that a new invoice can have (developers.lexware.io, "Invoices: Purpose").
const TAX_TYPES: &[&str] = &[
    "net",
    "gross",
    "vatfree",
    "intraCommunitySupply",
    "constructionService13b",
    "externalService13b",
    "thirdPartyCountryService",
    "thirdPartyCountryDelivery",
];

const SHIPPING_TYPES: &[&str] = &[
    "service",
    "delivery",
    "serviceperiod",
    "deliveryperiod",
    "none",
];

pub(super) fn tax(
    findings: &mut Findings,
    place: &Place<'_>,
    options: &LexwareOptions,
    has_contact: bool,
) -> TaxConditions {
    let nothing = || TaxConditions {
        kind: String::new(),
        sub_type: None,
        note: None,
    };
    let Some(fields) = findings.object(place, "taxConditions") else {
        return nothing();
    };
    let place = Place {
        fields: &fields,
        path: "taxConditions.",
    };
    let kind = findings.word(&place, "taxType", TAX_TYPES);
    let mut refuse = |message| {
        findings.add(
            "INVALID_TAX_TYPE",
            "taxConditions.taxType".to_owned(),
            message,
        );
    };
    if options.tax_type == TaxType::VatFree && kind != "vatfree" {
        refuse("Nur steuerfreie Rechnungen sind möglich");
    }
    if !matches!(kind.as_str(), "net" | "gross" | "vatfree" | "") && !has_contact {
        refuse("Ein Kontakt ist erforderlich");
    }
    TaxConditions {
        kind,
        sub_type: findings.text(&place, "taxSubType", 255),
        note: findings.text(&place, "taxTypeNote", 2000),
    }
}

/// The date or period of the service: which dates are needed depends on the type.
pub(super) fn shipping(findings: &mut Findings, place: &Place<'_>) -> Shipping {
    let Some(fields) = findings.object(place, "shippingConditions") else {
        return Shipping {
            kind: String::new(),
            from: None,
            until: None,
        };
    };
    let place = Place {
        fields: &fields,
        path: "shippingConditions.",
    };
    let kind = findings.word(&place, "shippingType", SHIPPING_TYPES);
    let is_period = kind.ends_with("period");
    let mut from = None;
    let mut until = None;
    if kind != "none" {
        from = findings.needed_instant(&place, "shippingDate");
    }
    if is_period {
        until = findings.needed_instant(&place, "shippingEndDate");
    }
    if matches!((from, until), (Some(from), Some(until)) if until < from) {
        findings.add(
            "INVALID_PERIOD",
            "shippingConditions.shippingEndDate".to_owned(),
            "liegt vor dem Beginn",
        );
    }
    Shipping { kind, from, until }
}

/// The company's usual conditions, unless others are given. Others need their label
/// (`JannikWempe/mcp-lexware-office`, pull request 5).
pub(super) fn payment(findings: &mut Findings, place: &Place<'_>) -> Payment {
    let Some(fields) = findings.optional_object(place, "paymentConditions") else {
        return usual_payment();
    };
    let place = Place {
        fields: &fields,
        path: "paymentConditions.",
    };
    let label = findings.needed_text(&place, "paymentTermLabel", 255);
    let days = findings.decimal(&place, "paymentTermDuration", 0);
    let cash_discount = findings
        .optional_object(&place, "paymentDiscountConditions")
        .map(|fields| {
            let place = Place {
                fields: &fields,
                path: "paymentConditions.paymentDiscountConditions.",
            };
            let percent = findings.needed_decimal(&place, "discountPercentage", 2);
            let range = findings.needed_decimal(&place, "discountRange", 0);
            (percent, range.to_u32().unwrap_or_default())
        });
    Payment {
        label,
        days: days.as_ref().and_then(Decimal::to_u32).unwrap_or_default(),
        cash_discount,
    }
}

/// The currency, and a discount on the whole invoice, as an amount or in percent but not both.
pub(super) fn total(findings: &mut Findings, place: &Place<'_>) -> Option<Discount> {
    let fields = findings.object(place, "totalPrice")?;
    let place = Place {
        fields: &fields,
        path: "totalPrice.",
    };
    findings.euro(&place);
    let absolute = findings.decimal(&place, "totalDiscountAbsolute", 2);
    let percentage = findings.decimal(&place, "totalDiscountPercentage", 2);
    match (absolute, percentage) {
        (Some(_), Some(_)) => {
            findings.add(
                "INVALID_DISCOUNT",
                "totalPrice".to_owned(),
                "nur ein Rabatt ist möglich",
            );
            None
        }
        (Some(off), None) => Some(Discount::Absolute(off)),
        (None, percentage) => percentage.map(Discount::Percentage),
    }
}
