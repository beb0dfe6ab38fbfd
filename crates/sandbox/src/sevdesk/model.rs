//! What a sevDesk account holds, as far as it is simulated. Field names are ours; `render` has sevDesk's.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A customer, supplier or partner: an organisation when it has a name, else a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    /// Of an organisation.
    pub(crate) name: Option<String>,
    /// First name of a person; the API spells it `surename`.
    pub(crate) first_name: Option<String>,
    /// Last name of a person.
    pub(crate) last_name: Option<String>,
    pub(crate) customer_number: Option<String>,
    /// The organisation that a person belongs to.
    pub(crate) parent: Option<u64>,
    /// 2 supplier, 3 customer, 4 partner, 28 prospect.
    pub(crate) category: u64,
    /// 100 lead, 500 pending, 1000 active.
    pub(crate) status: u16,
    pub(crate) vat_number: Option<String>,
}

impl Contact {
    /// What people call it.
    pub(crate) fn display_name(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let parts = [&self.first_name, &self.last_name];
        let names: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        names.join(" ")
    }

    /// Whether it is an organisation. There is no field that says so.
    pub(crate) fn is_organisation(&self) -> bool {
        self.name.as_deref().is_some_and(|name| !name.is_empty())
    }
}

/// A postal address of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) id: u64,
    pub(crate) contact: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) name: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) zip: Option<String>,
    pub(crate) city: Option<String>,
    /// 1 is Germany.
    pub(crate) country: u64,
    /// 47 is the billing address.
    pub(crate) category: Option<u64>,
}

/// Status of a draft.
pub(crate) const DRAFT: u16 = 100;
/// Status of an invoice that is final and not paid.
pub(crate) const OPEN: u16 = 200;
/// Status of an invoice that is paid, or settled by a cancellation.
pub(crate) const PAID: u16 = 1000;

/// An invoice or a cancellation of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invoice {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    /// `RE`, `AR`, `TR` or `SR`.
    pub(crate) kind: String,
    pub(crate) status: u16,
    /// None on a draft, unless the client gave one.
    pub(crate) number: Option<String>,
    pub(crate) contact: u64,
    pub(crate) contact_person: u64,
    pub(crate) dated: DateTime<Utc>,
    pub(crate) delivery_date: Option<DateTime<Utc>>,
    pub(crate) delivery_until: Option<DateTime<Utc>>,
    pub(crate) header: Option<String>,
    pub(crate) head_text: Option<String>,
    pub(crate) foot_text: Option<String>,
    pub(crate) days_to_pay: Option<i64>,
    /// Percent of cash discount, and the days within which it is granted. It doesn't change the sums.
    pub(crate) cash_discount: i64,
    pub(crate) cash_discount_days: Option<i64>,
    /// The whole address in one text. Kept apart from [`Invoice::address_parts`], as sevDesk does.
    pub(crate) address: Option<String>,
    pub(crate) address_parts: AddressParts,
    pub(crate) country: Option<u64>,
    pub(crate) tax: Tax,
    pub(crate) tax_text: Option<String>,
    pub(crate) small_settlement: bool,
    /// Whether prices are net.
    pub(crate) show_net: bool,
    pub(crate) currency: String,
    /// The field "Referenz/Bestellnummer".
    pub(crate) reference: Option<String>,
    pub(crate) payment_method: Option<u64>,
    pub(crate) electronic: bool,
    pub(crate) enshrined: Option<DateTime<Utc>>,
    pub(crate) send_type: Option<String>,
    pub(crate) sent: Option<DateTime<Utc>>,
    /// The invoice that this one cancels.
    pub(crate) origin: Option<u64>,
    pub(crate) positions: Vec<Position>,
    pub(crate) discounts: Vec<Discount>,
    /// As computed when it was saved.
    pub(crate) sums: Sums,
}

impl Invoice {
    /// An empty draft in euros, with net prices under the rule of taxable sales.
    pub(crate) fn draft(id: u64, contact: u64, contact_person: u64, now: DateTime<Utc>) -> Self {
        Self {
            id,
            created: now,
            updated: now,
            kind: "RE".to_owned(),
            status: DRAFT,
            number: None,
            contact,
            contact_person,
            dated: now,
            delivery_date: None,
            delivery_until: None,
            header: None,
            head_text: None,
            foot_text: None,
            days_to_pay: None,
            cash_discount: 0,
            cash_discount_days: None,
            address: None,
            address_parts: AddressParts::default(),
            country: None,
            tax: Tax::Rule(1),
            tax_text: None,
            small_settlement: false,
            show_net: true,
            currency: "EUR".to_owned(),
            reference: None,
            payment_method: None,
            electronic: false,
            enshrined: None,
            send_type: None,
            sent: None,
            origin: None,
            positions: Vec::new(),
            discounts: Vec::new(),
            sums: Sums::default(),
        }
    }

    /// Whether it can still be changed and deleted.
    pub(crate) fn is_draft(&self) -> bool {
        self.status == DRAFT
    }

    /// The positions as they are printed: by number, and as they came where numbers are equal.
    pub(crate) fn printed_positions(&self) -> Vec<&Position> {
        let mut positions: Vec<&Position> = self.positions.iter().collect();
        positions.sort_by_key(|position| position.number);
        positions
    }
}

/// The address in separate fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AddressParts {
    pub(crate) name: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) zip: Option<String>,
    pub(crate) city: Option<String>,
}

/// How an invoice is taxed: by rule since bookkeeping 2.0, by type before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tax {
    Rule(u64),
    Type(String),
}

/// A line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    pub(crate) id: u64,
    pub(crate) created: DateTime<Utc>,
    pub(crate) updated: DateTime<Utc>,
    /// Where it stands in the list.
    pub(crate) number: i64,
    /// The article that it is taken from.
    pub(crate) part: Option<u64>,
    pub(crate) name: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) quantity: Decimal,
    pub(crate) price: Decimal,
    pub(crate) unit: u64,
    pub(crate) tax_rate: Decimal,
    /// Percent.
    pub(crate) discount: Option<Decimal>,
    /// As computed when it was saved.
    pub(crate) sums: Sums,
}

impl Position {
    /// A line that says and costs nothing yet.
    pub(crate) fn blank(id: u64, number: i64, now: DateTime<Utc>) -> Self {
        Self {
            id,
            created: now,
            updated: now,
            number,
            part: None,
            name: None,
            text: None,
            quantity: Decimal::ZERO,
            price: Decimal::ZERO,
            unit: 0,
            tax_rate: Decimal::ZERO,
            discount: None,
            sums: Sums::default(),
        }
    }
}

/// A discount or surcharge on the whole invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Discount {
    pub(crate) id: u64,
    /// Else it is a surcharge.
    pub(crate) reduces: bool,
    pub(crate) text: Option<String>,
    /// Else the value is an amount.
    pub(crate) percentage: bool,
    pub(crate) value: Decimal,
}

/// Amounts in the invoice's currency, with two decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sums {
    pub(crate) net: Decimal,
    pub(crate) tax: Decimal,
    pub(crate) gross: Decimal,
    pub(crate) discount: Decimal,
}
