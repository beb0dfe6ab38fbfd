//! What is sent to a billing tool: frozen before sending, never made anew from live data.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Cents;
use crate::position::PositionNo;
use crate::tax::{TaxRate, Treatment};
use crate::unit::Unit;

/// A customer in the billing tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRef {
    /// Its id there.
    pub id: String,
    /// Its name there.
    pub name: String,
}

/// Where the positions go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "target", rename_all = "snake_case")]
pub enum Target {
    /// A new draft.
    NewInvoice,
    /// A draft that exists, by its id in the tool.
    ExistingDraft {
        /// The draft's id.
        remote_id: String,
    },
}

/// The invoice as it was when `Create draft` was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// New or existing.
    #[serde(flatten)]
    pub target: Target,
    /// Who is invoiced.
    pub customer: CustomerRef,
    /// The date of the invoice.
    pub invoice_date: NaiveDate,
    /// The first day of service.
    pub service_from: NaiveDate,
    /// The last day of service.
    pub service_to: NaiveDate,
    /// The title of the document; empty for the tool's own.
    pub header: String,
    /// Text before the positions; may be empty.
    pub intro: String,
    /// Text after the positions; may be empty.
    pub closing: String,
    /// The customer's order number or the like; may be empty.
    pub reference: String,
    /// The tax treatment.
    pub treatment: Treatment,
    /// ISO 4217; only EUR for now.
    pub currency: String,
    /// The lines, in order.
    pub positions: Vec<PayloadPosition>,
    /// The sum of their amounts.
    pub net: Cents,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayloadPosition {
    /// Its key in our invoice.
    pub no: PositionNo,
    /// What it is for.
    pub text: String,
    /// How much.
    pub quantity: Decimal,
    /// Of what.
    pub unit: Unit,
    /// Net euro per unit.
    pub price: Decimal,
    /// The tax rate.
    pub tax: TaxRate,
}
