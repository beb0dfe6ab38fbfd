//! A document of either API, in our words.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::money::Cents;
use domain::tax::TaxRate;
use domain::unit::Unit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::calls;
use super::settings::{HqSettings, TaxScale};
use crate::error::ProviderError;
use crate::fields::Fields;
use crate::provider::{ReadBack, RemoteLine, RemoteStatus};

/// The head of a document.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) id: String,
    /// Whether it is an ordinary invoice.
    pub(super) is_invoice: bool,
    pub(super) status: RemoteStatus,
    pub(super) customer: String,
    pub(super) created: Option<DateTime<Utc>>,
    pub(super) date: Option<NaiveDate>,
    pub(super) currency: String,
    /// As the API calls it; v2 may not say.
    pub(super) tax_option: Option<String>,
    pub(super) header: String,
    /// What v1 keeps as `SyncId`; v2 keeps nothing of the kind.
    pub(super) reference: String,
    pub(super) number: Option<String>,
    pub(super) net: Cents,
    pub(super) tax: Cents,
    pub(super) gross: Cents,
    /// As received.
    pub(super) fields: Fields,
}

/// A line of a document.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: String,
    /// Where it stands.
    pub(super) order: Decimal,
    pub(super) text: String,
    pub(super) quantity: Decimal,
    pub(super) unit: Option<Unit>,
    pub(super) price: Decimal,
    pub(super) tax: TaxRate,
    /// What HQ computed, if it says so.
    pub(super) net: Option<Cents>,
    pub(super) vat: Option<Cents>,
    /// As received.
    pub(super) fields: Fields,
}

/// A document with its lines, in the order in which they are printed.
#[derive(Clone, Debug)]
pub(super) struct Received {
    pub(super) head: Head,
    pub(super) lines: Vec<Line>,
}

impl Received {
    /// Puts the lines in their order: by their place, and by id where places are equal.
    pub(super) fn new(head: Head, mut lines: Vec<Line>) -> Self {
        lines.sort_by_key(|line| (line.order, line.id.parse::<u64>().ok()));
        Self { head, lines }
    }

    /// As the engine reads it.
    pub(super) fn read(&self, settings: &HqSettings) -> ReadBack {
        let head = &self.head;
        ReadBack {
            remote_id: head.id.clone(),
            status: head.status,
            organisation_id: settings.tenant.clone().unwrap_or_default(),
            customer_id: head.customer.clone(),
            reference: head.reference.clone(),
            number: head.number.clone(),
            lines: self.lines.iter().map(Line::read).collect(),
            net: head.net,
            tax: head.tax,
            gross: head.gross,
            discount: self.discount(),
            details: details(&head.fields, &HEAD),
        }
    }

    /// What discounts on the whole document took from the net total: neither API says it as an amount, so it is what
    /// the lines have more than their sum.
    fn discount(&self) -> Cents {
        let lines: Option<Vec<Cents>> = self.lines.iter().map(|line| line.net).collect();
        lines.map_or(Cents::ZERO, |lines| {
            lines.into_iter().sum::<Cents>() - self.head.net
        })
    }
}

impl Line {
    /// As the engine reads it.
    pub(super) fn read(&self) -> RemoteLine {
        RemoteLine {
            id: self.id.clone(),
            text: self.text.clone(),
            quantity: self.quantity,
            unit: self.unit,
            price: self.price,
            tax: self.tax,
            details: details(&self.fields, &LINE),
        }
    }
}

/// Fields of a head that are compared by our own names, that HQ computes, or that change with every change.
const HEAD: [&str; 20] = [
    "id",
    "companyid",
    "syncid",
    "number",
    "numberschema",
    "numbernumeric",
    "numberdate",
    "status",
    "documentstatusentityid",
    "nettotal",
    "vattotal",
    "grosstotal",
    "paidtotal",
    "netvalue",
    "taxvalue",
    "grossvalue",
    "exchangerate",
    "exchangeratedate",
    "updatedon",
    "updatedby",
];

/// The same of a line. Its text may come in two forms.
const LINE: [&str; 18] = [
    "id",
    "text",
    "plaintext",
    "amount",
    "amount1",
    "unit",
    "unitid1",
    "price",
    "tax",
    "order",
    "index",
    "totalprice",
    "totalunitprice",
    "totalvat",
    "totalnetvalue",
    "totaltaxvalue",
    "totalgrossvalue",
    "totalcosts",
];

/// What an addition must leave as it is: every other field that says something by itself. Objects are other documents
/// that an answer may have beside this one.
fn details(fields: &Fields, known: &[&str]) -> BTreeMap<String, String> {
    let tells = |(key, raw): &(&str, &str)| {
        let lower = key.to_lowercase();
        let is_plain = !raw.starts_with(['{', '[']) && *raw != "null";
        let changes = lower.starts_with('@') || lower.starts_with("updated");
        is_plain && !changes && !known.contains(&lower.as_str())
    };
    fields
        .iter()
        .filter(tells)
        .map(|(key, raw)| (key.to_owned(), raw.to_owned()))
        .collect()
}

/// A rate as it is written, in hundredths of a percent.
pub(super) fn rate(written: Decimal, scale: TaxScale) -> Result<TaxRate, ProviderError> {
    let factor = match scale {
        TaxScale::Percent => Decimal::ONE_HUNDRED,
        TaxScale::Fraction => Decimal::from(10_000),
    };
    let hundredths = written.checked_mul(factor).map(|rate| rate.normalize());
    let whole = hundredths.filter(|rate| rate.scale() == 0);
    let rate = whole.and_then(|rate| rate.to_i32()).map(TaxRate);
    rate.ok_or_else(|| calls::unexpected(&format!("a tax rate of {written}")))
}

/// A rate as it is to be written.
pub(super) fn written(rate: TaxRate, scale: TaxScale) -> Decimal {
    match scale {
        TaxScale::Percent => rate.percent(),
        TaxScale::Fraction => rate.factor().normalize(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_written_and_read_in_its_scale() {
        for (scale, text) in [(TaxScale::Percent, "19"), (TaxScale::Fraction, "0.19")] {
            assert_eq!(written(TaxRate(1900), scale).to_string(), text);
            assert_eq!(rate(text.parse().unwrap(), scale).unwrap(), TaxRate(1900));
        }
        assert_eq!(
            rate("7.0".parse().unwrap(), TaxScale::Percent).unwrap(),
            TaxRate(700)
        );
        assert!(rate("0.055555".parse().unwrap(), TaxScale::Fraction).is_err());
        assert!(rate(Decimal::MAX, TaxScale::Percent).is_err());
    }

    #[test]
    fn details_are_what_somebody_may_have_set() {
        let head = Fields::parse(
            r#"{"Id":7,"Note":"x","NetTotal":5,"UpdatedOn":"now","Lead":{"Id":1},"Margin":null,"Discount":10,
                "@odata.context":"y"}"#,
        )
        .unwrap();
        let expected = [("Discount", "10"), ("Note", "\"x\"")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(details(&head, &HEAD), expected.into());
    }
}
