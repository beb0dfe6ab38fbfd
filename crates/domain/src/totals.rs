//! Net, tax and gross of an invoice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::money::Cents;
use crate::position::Position;
use crate::tax::TaxRate;

/// The sum of the positions of one tax rate, and the tax on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxLine {
    /// The rate.
    pub rate: TaxRate,
    /// The sum of the positions' amounts.
    pub net: Cents,
    /// The tax on that sum, rounded once (EN 16931, BR-CO-17).
    pub tax: Cents,
}

/// The totals of an invoice (EN 16931: BR-CO-10, BR-CO-13, BR-CO-14, BR-CO-15).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The sum of all amounts.
    pub net: Cents,
    /// Per tax rate, highest rate first.
    pub taxes: Vec<TaxLine>,
    /// Net and taxes.
    pub gross: Cents,
}

/// Net sums per tax rate: what is needed of positions that are not at hand, such as those on other pages.
pub type NetByRate = BTreeMap<TaxRate, Cents>;

/// Sums the positions' amounts per tax rate; positions without an amount yet count nothing.
pub fn net_by_rate<'a>(positions: impl IntoIterator<Item = &'a Position>) -> NetByRate {
    let mut sums = NetByRate::new();
    for position in positions {
        if let Some(amount) = position.amount() {
            *sums.entry(position.tax).or_default() += amount;
        }
    }
    sums
}

/// The totals of these sums.
pub fn totals(sums: &NetByRate) -> Totals {
    let taxes: Vec<TaxLine> = sums
        .iter()
        .rev()
        .map(|(rate, net)| TaxLine {
            rate: *rate,
            net: *net,
            tax: rate.on(*net),
        })
        .collect();
    let net = taxes.iter().map(|line| line.net).sum();
    let tax: Cents = taxes.iter().map(|line| line.tax).sum();
    Totals {
        net,
        gross: net + tax,
        taxes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_is_rounded_once_per_rate() {
        // Three times 0.33 € at 19 %: 0.99 € × 0.19 = 0.1881 €, not 3 × 0.06 €.
        let sums = NetByRate::from([(TaxRate(1900), Cents(99)), (TaxRate(700), Cents(50))]);
        let totals = totals(&sums);
        assert_eq!(
            totals.taxes[0],
            TaxLine {
                rate: TaxRate(1900),
                net: Cents(99),
                tax: Cents(19)
            }
        );
        assert_eq!(totals.taxes[1].tax, Cents(4));
        assert_eq!((totals.net, totals.gross), (Cents(149), Cents(172)));
    }
}
