//! Amounts. Lines are rounded to cents one by one, tax is computed once per rate.
//!
//! The recorded invoices (`jernoxit/sevdesk-rs@cd8639c`, fixtures of `saveInvoice`) agree with this and don't decide
//! between rounding per line and per invoice; nothing else about it is published.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Discount, Invoice, Position, Sums};

/// To cents, half away from zero.
pub(crate) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The amounts of one line. `show_net` says whether its price is net.
pub(crate) fn of_position(position: &Position, show_net: bool) -> Sums {
    let full = cents(position.quantity * position.price);
    let percent = position.discount.unwrap_or_default();
    let discount = cents(full * percent / Decimal::ONE_HUNDRED);
    let mut sums = with_tax(full - discount, position.tax_rate, show_net);
    sums.discount = discount;
    sums
}

/// Computes every amount of an invoice anew. The total covers the positions that `counts` accepts.
pub(crate) fn recompute(invoice: &mut Invoice, counts: impl Fn(&Position) -> bool) {
    let show_net = invoice.show_net;
    let mut by_rate: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    for position in &mut invoice.positions {
        position.sums = of_position(position, show_net);
        if counts(position) {
            let sums = &position.sums;
            *by_rate.entry(position.tax_rate).or_default() +=
                if show_net { sums.net } else { sums.gross };
        }
    }
    let discount = subtract(&mut by_rate, &invoice.discounts);
    let mut total = by_rate
        .into_iter()
        .fold(Sums::default(), |total, (rate, amount)| {
            add(&total, &with_tax(amount, rate, show_net))
        });
    total.discount = discount;
    invoice.sums = total;
}

/// Splits an amount into net, tax and gross.
fn with_tax(amount: Decimal, rate: Decimal, is_net: bool) -> Sums {
    let share = rate / Decimal::ONE_HUNDRED;
    let (net, gross) = if is_net {
        (amount, amount + cents(amount * share))
    } else {
        (cents(amount / (Decimal::ONE + share)), amount)
    };
    Sums {
        net,
        tax: gross - net,
        gross,
        discount: Decimal::ZERO,
    }
}

/// Takes the invoice's discounts from the amounts per rate, in proportion, and answers how much that was.
fn subtract(by_rate: &mut BTreeMap<Decimal, Decimal>, discounts: &[Discount]) -> Decimal {
    let mut total = Decimal::ZERO;
    for discount in discounts {
        let base: Decimal = by_rate.values().sum();
        let size = if discount.percentage {
            cents(base * discount.value / Decimal::ONE_HUNDRED)
        } else {
            cents(discount.value)
        };
        let signed = if discount.reduces { size } else { -size };
        spread(by_rate, base, signed);
        total += signed;
    }
    total
}

/// Takes `amount` from the rates by their share of `base`; the last one bears what rounding leaves.
fn spread(by_rate: &mut BTreeMap<Decimal, Decimal>, base: Decimal, amount: Decimal) {
    let mut left = amount;
    let last = by_rate.keys().next_back().copied();
    for (rate, value) in by_rate {
        let share = match base.is_zero() {
            _ if Some(*rate) == last => left,
            true => Decimal::ZERO,
            false => cents(*value / base * amount),
        };
        *value -= share;
        left -= share;
    }
}

fn add(a: &Sums, b: &Sums) -> Sums {
    Sums {
        net: a.net + b.net,
        tax: a.tax + b.tax,
        gross: a.gross + b.gross,
        discount: a.discount + b.discount,
    }
}
