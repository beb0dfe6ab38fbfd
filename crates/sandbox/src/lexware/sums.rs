//! Amounts: lines are rounded to cents one by one, tax is computed once per rate.
//!
//! That lines have two decimals is documented (developers.lexware.io, "Invoices Properties", `lineItemAmount`); how
//! totals are rounded is not, and this reading agrees with the official samples.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Discount, Invoice, Item, Sums};

/// To cents, half away from zero.
pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// Computes every amount of an invoice anew.
pub(crate) fn recompute(invoice: &mut Invoice) {
    let gross = invoice.tax.is_gross();
    let mut by_rate: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    for item in invoice
        .lines
        .iter_mut()
        .filter_map(|line| line.item.as_mut())
    {
        item.amount = amount(item);
        *by_rate.entry(item.tax_rate).or_default() += item.amount;
    }
    reduce(&mut by_rate, invoice.discount);
    let mut sums = Sums::default();
    for (rate, amount) in by_rate {
        let (net, tax) = split(amount, rate, gross);
        sums.net += net;
        sums.tax += tax;
        sums.by_rate.push((rate, tax, net));
    }
    sums.gross = sums.net + sums.tax;
    invoice.sums = sums;
}

/// What a line costs, less its discount.
fn amount(item: &Item) -> Decimal {
    let kept = (Decimal::ONE_HUNDRED - item.discount) / Decimal::ONE_HUNDRED;
    cents(item.quantity * item.price * kept)
}

/// Takes the discount off, from each rate its share and from the last one what is left of it.
fn reduce(by_rate: &mut BTreeMap<Decimal, Decimal>, discount: Option<Discount>) {
    let total: Decimal = by_rate.values().sum();
    let off = match discount {
        Some(Discount::Percentage(percent)) => cents(total * percent / Decimal::ONE_HUNDRED),
        Some(Discount::Absolute(off)) => off,
        None => return,
    };
    let mut left = off;
    let mut rates = by_rate.len();
    for amount in by_rate.values_mut() {
        rates -= 1;
        let part = if rates == 0 || total.is_zero() {
            left
        } else {
            cents(off * *amount / total)
        };
        *amount -= part;
        left -= part;
    }
}

/// Net and tax of an amount.
pub(crate) fn split(amount: Decimal, rate: Decimal, is_gross: bool) -> (Decimal, Decimal) {
    let share = rate / Decimal::ONE_HUNDRED;
    if is_gross {
        let net = cents(amount / (Decimal::ONE + share));
        (net, amount - net)
    } else {
        (amount, cents(amount * share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_is_a_share_of_net_or_a_part_of_gross() {
        let [net, gross, rate] = [155_416, 11_900, 1_900].map(|cents| Decimal::new(cents, 2));
        assert_eq!(split(net, rate, false), (net, Decimal::new(29_529, 2)));
        assert_eq!(
            split(gross, rate, true),
            (Decimal::ONE_HUNDRED, Decimal::from(19))
        );
    }
}
