//! Amounts. Both are rounded to cents line by line: v1 describes its total of VAT as the sum of the positions' VAT
//! (its API document, `Invoice.VatTotal`); nothing else about rounding is published.

use rust_decimal::{Decimal, RoundingStrategy};

use super::model::{Document, Position, Sums};

/// Computes every amount of a document anew.
pub(crate) fn recompute(document: &mut Document) {
    let mut total = Sums::default();
    for position in &mut document.positions {
        position.sums = of_position(position);
        total.net += position.sums.net;
        total.tax += position.sums.tax;
        total.gross += position.sums.gross;
    }
    document.sums = total;
}

fn of_position(position: &Position) -> Sums {
    let full = position.amount * position.price;
    let net = cents(full - full * position.discount / Decimal::ONE_HUNDRED);
    let tax = cents(net * position.tax / Decimal::ONE_HUNDRED);
    Sums {
        net,
        tax,
        gross: net + tax,
    }
}

/// To cents, half away from zero.
fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
