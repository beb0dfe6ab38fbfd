//! Whether HQ takes a tax rate for what we mean: 19 may be 19 % or 1,900 %, depending on the tenant.

use domain::money::Cents;
use domain::payload::PayloadPosition;
use thiserror::Error;

use super::document::Line;
use super::settings::TaxScale;

/// How far amounts may be apart: HQ's way of rounding is not known.
const TOLERANCE: u64 = 1;

/// What is wrong with the amounts that HQ computed for a line of ours.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub(super) enum Wrong {
    /// They are missing.
    #[error("HQ does not say which amounts it computed for a line, so the rest was not sent")]
    Missing,
    /// The net amount.
    #[error(
        "HQ computed a net amount of {found} € for {quantity} × {price} €, so the rest was not sent. Look whether the draft \
         has a margin or a discount"
    )]
    Net {
        found: domain::Decimal,
        quantity: domain::Decimal,
        price: domain::Decimal,
    },
    /// The tax.
    #[error(
        "HQ computed {found} € of tax on {net} € instead of {percent} %: it takes tax rates in another scale. The line was \
         removed again. Set `tax_scale` of this connection to `{other}`, then send the invoice again"
    )]
    Tax {
        found: domain::Decimal,
        net: domain::Decimal,
        percent: domain::Decimal,
        other: &'static str,
    },
}

/// Looks at the amounts that HQ computed for a line of ours.
pub(super) fn check(line: &Line, position: &PayloadPosition, scale: TaxScale) -> Result<(), Wrong> {
    let (Some(net), Some(vat)) = (line.net, line.vat) else {
        return Err(Wrong::Missing);
    };
    let full = position.quantity.checked_mul(position.price);
    let expected = full.and_then(Cents::from_euro);
    if expected.is_none_or(|expected| is_apart(expected, net)) {
        return Err(Wrong::Net {
            found: net.to_euro(),
            quantity: position.quantity,
            price: position.price,
        });
    }
    let tax = net.to_euro().checked_mul(position.tax.factor());
    let tax = tax.and_then(Cents::from_euro);
    if tax.is_none_or(|tax| is_apart(tax, vat)) {
        return Err(Wrong::Tax {
            found: vat.to_euro(),
            net: net.to_euro(),
            percent: position.tax.percent(),
            other: scale.other().as_str(),
        });
    }
    Ok(())
}

fn is_apart(expected: Cents, found: Cents) -> bool {
    (expected - found).0.unsigned_abs() > TOLERANCE
}

#[cfg(test)]
mod tests {
    use domain::position::PositionNo;
    use domain::tax::TaxRate;
    use domain::unit::Unit;
    use rust_decimal::Decimal;

    use super::*;
    use crate::fields::Fields;

    fn checked(net: Option<i64>, vat: Option<i64>, rate: i32) -> Result<(), String> {
        let line = Line {
            id: "1".to_owned(),
            order: Decimal::ONE,
            text: String::new(),
            quantity: Decimal::ONE,
            unit: None,
            price: Decimal::ONE,
            tax: TaxRate(rate),
            net: net.map(Cents),
            vat: vat.map(Cents),
            fields: Fields::default(),
        };
        let position = PayloadPosition {
            no: PositionNo(1),
            text: String::new(),
            quantity: "3.25".parse().unwrap(),
            unit: Unit::Hour,
            price: "95".parse().unwrap(),
            tax: TaxRate(rate),
        };
        check(&line, &position, TaxScale::Percent).map_err(|error| error.to_string())
    }

    #[test]
    fn amounts_may_be_a_cent_apart() {
        for (net, vat) in [(30_875, 5_866), (30_874, 5_867), (30_876, 5_866)] {
            assert_eq!(checked(Some(net), Some(vat), 1900), Ok(()));
        }
        assert_eq!(checked(Some(30_875), Some(0), 0), Ok(()));
    }

    #[test]
    fn another_scale_is_named() {
        for vat in [586_625, 59, 0] {
            let message = checked(Some(30_875), Some(vat), 1900).unwrap_err();
            assert!(
                message.contains("`tax_scale`") && message.contains("`fraction`"),
                "{message}"
            );
        }
    }

    #[test]
    fn other_amounts_are_no_question_of_scale() {
        let message = checked(Some(36_741), Some(5_866), 1900).unwrap_err();
        assert!(
            message.contains("367.41") && !message.contains("tax_scale"),
            "{message}"
        );
        for net in [i64::MIN, i64::MAX] {
            assert!(checked(Some(net), Some(5_866), 1900).is_err());
            assert!(is_apart(Cents(-2), Cents(net)));
        }
        assert!(checked(None, Some(5_866), 1900).is_err());
        assert!(checked(Some(30_875), None, 1900).is_err());
    }
}
