//! What is sent to `POST /v1/invoices`.
//!
//! Public source: developers.lexware.io, "Create an Invoice" and "Invoices Properties".

use serde::Serialize;

use super::number::Number;

/// A new draft. What is left out becomes the company's own: title, texts, conditions of payment.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewInvoice {
    pub(super) voucher_date: String,
    pub(super) address: Recipient,
    pub(super) line_items: Vec<NewLine>,
    pub(super) total_price: Total,
    pub(super) tax_conditions: TaxConditions,
    pub(super) shipping_conditions: Shipping,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) introduction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remark: Option<String>,
}

/// A contact, whose billing address is printed.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Recipient {
    pub(super) contact_id: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Total {
    pub(super) currency: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaxConditions {
    pub(super) tax_type: &'static str,
}

/// When the service was done: a day, or from one to another.
#[derive(Debug, Serialize)]
#[serde(tag = "shippingType", rename_all = "lowercase")]
pub(super) enum Shipping {
    #[serde(rename_all = "camelCase")]
    Service { shipping_date: String },
    #[serde(rename_all = "camelCase")]
    ServicePeriod {
        shipping_date: String,
        shipping_end_date: String,
    },
}

/// A line with a price.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewLine {
    /// `custom`: not taken from an article.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) quantity: Number,
    pub(super) unit_name: &'static str,
    pub(super) unit_price: UnitPrice,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UnitPrice {
    pub(super) currency: &'static str,
    pub(super) net_amount: Number,
    /// In percent: 19.
    pub(super) tax_rate_percentage: Number,
}
