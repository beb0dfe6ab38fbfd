//! Makes a stored invoice differ from what was written, in exactly one thing.

use rust_decimal::Decimal;

use crate::faults::{Corrupted, Corruption};
use crate::lexware::books::Books;
use crate::lexware::model::{Invoice, Line, Status};

/// Does to the invoice what was ordered.
pub(super) fn corrupt(invoice: &mut Invoice, corruption: Corruption, books: &Books) {
    match corruption.what {
        Corrupted::Contact => {
            let other = books
                .contacts()
                .find(|contact| invoice.contact.as_ref() != Some(&contact.id));
            invoice.contact = other.map(|contact| contact.id.clone());
        }
        Corrupted::Status => invoice.status = Status::Open,
        Corrupted::Reference => invoice.introduction.push_str(" (changed)"),
        Corrupted::Net => invoice.sums.net += Decimal::new(1, 2),
        what => corrupt_lines(&mut invoice.lines, what, corruption.line),
    }
}

fn corrupt_lines(lines: &mut Vec<Line>, what: Corrupted, line: Option<usize>) {
    let Some(last) = lines.len().checked_sub(1) else {
        return;
    };
    let index = line.unwrap_or(last).min(last);
    let line = &mut lines[index];
    match (what, line.item.as_mut()) {
        (Corrupted::Text, _) => line.name.push_str(" (changed)"),
        (Corrupted::Quantity, Some(item)) => item.quantity += Decimal::ONE,
        (Corrupted::Price, Some(item)) => item.price += Decimal::ONE,
        (Corrupted::TaxRate, Some(item)) => {
            let [full, reduced] = [19, 7].map(Decimal::from);
            item.tax_rate = if item.tax_rate == full { reduced } else { full };
        }
        (Corrupted::DroppedLine, _) => {
            lines.remove(index);
        }
        (Corrupted::ExtraLine, _) => {
            let copy = line.clone();
            lines.push(copy);
        }
        _ => {}
    }
}
