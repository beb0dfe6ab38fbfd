//! An invoice as received, and in our words.
//!
//! Public source: developers.lexware.io, "Retrieve an Invoice". Fields that are empty may be missing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::money::Cents;
use domain::tax::TaxRate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::calls::{Api, parsed, unexpected};
use super::number::Number;
use super::{dates, units};
use crate::error::ProviderError;
use crate::provider::{ReadBack, RemoteLine, RemoteStatus};
use crate::texts::joined;

/// An object whose values are the text that was received: no digit and no field of it is lost.
pub(super) type Object = BTreeMap<String, Box<RawValue>>;

/// An invoice twice over: what we understand of it, and all of it.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) invoice: Invoice,
    pub(super) object: Object,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invoice {
    pub(super) id: String,
    organization_id: String,
    voucher_status: String,
    voucher_number: Option<String>,
    voucher_date: Option<String>,
    address: Address,
    line_items: Vec<Line>,
    total_price: Total,
    pub(super) tax_conditions: TaxConditions,
    shipping_conditions: Option<Shipping>,
    title: Option<String>,
    #[serde(rename = "closingInvoice")]
    closing: Option<bool>,
    recurring_template_id: Option<String>,
    related_vouchers: Option<Vec<IgnoredAny>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    /// None for a one-time address.
    contact_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    name: Option<String>,
    description: Option<String>,
    quantity: Option<Number>,
    unit_name: Option<String>,
    unit_price: Option<UnitPrice>,
    #[serde(rename = "lineItemAmount")]
    amount: Option<Number>,
    #[serde(default)]
    discount_percentage: Option<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnitPrice {
    net_amount: Option<Number>,
    tax_rate_percentage: Number,
}

#[derive(Debug, Deserialize)]
struct Total {
    currency: String,
    #[serde(rename = "totalNetAmount")]
    net: Number,
    #[serde(rename = "totalGrossAmount")]
    gross: Number,
    #[serde(rename = "totalTaxAmount")]
    tax: Number,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TaxConditions {
    pub(super) tax_type: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shipping {
    shipping_date: Option<String>,
    shipping_end_date: Option<String>,
}

/// `GET /v1/invoices/{id}`; `None` if the tool says that there is none.
pub(super) async fn read(api: &Api, remote_id: &str) -> Result<Option<Received>, ProviderError> {
    let Some(body) = api.one(&["invoices", remote_id]).await? else {
        return Ok(None);
    };
    let received = Received::parse(&body)?;
    if received.invoice.id != remote_id {
        return Err(unexpected("another invoice than was asked for"));
    }
    Ok(Some(received))
}

impl Received {
    pub(super) fn parse(body: &[u8]) -> Result<Self, ProviderError> {
        Ok(Self {
            invoice: parsed(body)?,
            object: parsed(body)?,
        })
    }

    /// All of it as one text, in which an invoice that did not change is the same again.
    pub(super) fn raw(&self) -> Result<String, ProviderError> {
        serde_json::to_string(&self.object).map_err(|error| unexpected(&error.to_string()))
    }

    /// In our words. An answer that lacks what every invoice has is an error, not a zero.
    pub(super) fn read(&self) -> Result<ReadBack, ProviderError> {
        let invoice = &self.invoice;
        let net = cents(invoice.total_price.net)?;
        Ok(ReadBack {
            remote_id: invoice.id.clone(),
            status: invoice.status(),
            organisation_id: invoice.organization_id.clone(),
            customer_id: invoice.customer_id().to_owned(),
            reference: String::new(),
            number: invoice
                .voucher_number
                .clone()
                .filter(|number| !number.is_empty()),
            lines: invoice.lines()?,
            net,
            tax: cents(invoice.total_price.tax)?,
            gross: cents(invoice.total_price.gross)?,
            discount: invoice.sum_of_lines()? - net,
            details: self.details(),
        })
    }

    /// What else belongs to it, as received.
    fn details(&self) -> BTreeMap<String, String> {
        const SHOWN: [&str; 6] = [
            "voucherDate",
            "shippingConditions",
            "paymentConditions",
            "title",
            "introduction",
            "remark",
        ];
        let shown = SHOWN.iter().filter_map(|key| {
            let raw = self.object.get(*key)?;
            Some(((*key).to_owned(), raw.get().to_owned()))
        });
        shown.collect()
    }
}

impl Invoice {
    /// Words that we do not know are of documents that are final.
    pub(super) fn status(&self) -> RemoteStatus {
        match self.voucher_status.as_str() {
            "draft" => RemoteStatus::Draft,
            "voided" => RemoteStatus::Cancelled,
            _ => RemoteStatus::Finalised,
        }
    }

    /// Empty for a one-time address.
    pub(super) fn customer_id(&self) -> &str {
        self.address.contact_id.as_deref().unwrap_or_default()
    }

    pub(super) fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }

    pub(super) fn is_in_euro(&self) -> bool {
        self.total_price.currency == "EUR"
    }

    /// Whether it belongs to a chain of documents, or to a template.
    pub(super) fn is_linked(&self) -> bool {
        let related = self.related_vouchers.as_ref();
        self.closing == Some(true)
            || self.recurring_template_id.is_some()
            || related.is_some_and(|related| !related.is_empty())
    }

    /// The date of the invoice.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        self.voucher_date.as_deref().and_then(day)
    }

    /// The first and the last day of service.
    pub(super) fn service(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let shipping = self.shipping_conditions.as_ref();
        let of = |read: fn(&Shipping) -> Option<&String>| {
            shipping.and_then(read).and_then(|text| day(text))
        };
        let from = of(|shipping| shipping.shipping_date.as_ref());
        let to = of(|shipping| shipping.shipping_end_date.as_ref());
        (from, to.or(from))
    }

    fn lines(&self) -> Result<Vec<RemoteLine>, ProviderError> {
        let lines = self.line_items.iter().enumerate();
        lines.map(|(index, line)| line.read(index)).collect()
    }

    fn sum_of_lines(&self) -> Result<Cents, ProviderError> {
        let amounts = self.line_items.iter().filter_map(|line| line.amount);
        let sum = amounts
            .map(|Number(amount)| amount)
            .try_fold(Decimal::ZERO, Decimal::checked_add);
        cents(Number(sum.ok_or_else(beyond_reason)?))
    }
}

impl Line {
    /// Lines have no ids, so their number stands for one. A line that is text alone has no amounts.
    fn read(&self, index: usize) -> Result<RemoteLine, ProviderError> {
        let name = self.name.as_deref().unwrap_or_default();
        let description = self.description.as_deref().unwrap_or_default();
        let unit = self.unit_name.as_deref().and_then(units::unit);
        let price = self.unit_price.as_ref();
        let rate = price.map(|price| price.tax_rate_percentage.0);
        let discount = self
            .discount_percentage
            .filter(|Number(percent)| !percent.is_zero());
        let details = discount.map(|Number(percent)| {
            let percent = percent.normalize().to_string();
            ("discountPercentage".to_owned(), percent)
        });
        Ok(RemoteLine {
            id: (index + 1).to_string(),
            text: joined(name, description),
            quantity: self.quantity.unwrap_or_default().0,
            unit,
            price: price
                .and_then(|price| price.net_amount)
                .unwrap_or_default()
                .0,
            tax: hundredths(rate.unwrap_or_default())
                .ok_or_else(|| unexpected("a tax rate beyond all reason"))?,
            details: details.into_iter().collect(),
        })
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    dates::instant(text).map(dates::day)
}

fn cents(Number(amount): Number) -> Result<Cents, ProviderError> {
    Cents::from_euro(amount).ok_or_else(beyond_reason)
}

fn beyond_reason() -> ProviderError {
    unexpected("an amount beyond all reason")
}

/// A rate in percent, in hundredths of a percent.
fn hundredths(percent: Decimal) -> Option<TaxRate> {
    let hundredths = percent.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    let whole = (hundredths.scale() == 0).then_some(hundredths)?;
    whole.to_i32().map(TaxRate)
}

#[cfg(test)]
mod tests;
