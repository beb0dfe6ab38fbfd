//! Makes a stored invoice differ from what was written, in exactly one thing.

use rust_decimal::Decimal;

use crate::faults::{Corrupted, Corruption};
use crate::sevdesk::books::{Books, Counters};
use crate::sevdesk::model::{Invoice, OPEN, Position};

/// Does to the invoice what was ordered.
pub(super) fn corrupt(
    invoice: &mut Invoice,
    corruption: Corruption,
    books: &Books,
    counters: &mut Counters,
) {
    match corruption.what {
        Corrupted::Contact => {
            let other = books
                .contacts()
                .find(|contact| contact.id != invoice.contact);
            invoice.contact = other.map_or(0, |contact| contact.id);
        }
        Corrupted::Status => invoice.status = OPEN,
        Corrupted::Reference => {
            let changed = format!(
                "{} (changed)",
                invoice.reference.as_deref().unwrap_or_default()
            );
            invoice.reference = Some(changed);
        }
        Corrupted::Net => invoice.sums.net += Decimal::new(1, 2),
        what => corrupt_lines(&mut invoice.positions, what, corruption.line, counters),
    }
}

fn corrupt_lines(
    lines: &mut Vec<Position>,
    what: Corrupted,
    line: Option<usize>,
    counters: &mut Counters,
) {
    let Some(last) = lines.len().checked_sub(1) else {
        return;
    };
    let index = line.unwrap_or(last).min(last);
    let line = &mut lines[index];
    match what {
        Corrupted::Text => {
            let slot = if line.name.is_some() {
                &mut line.name
            } else {
                &mut line.text
            };
            *slot = Some(format!("{} (changed)", slot.as_deref().unwrap_or_default()));
        }
        Corrupted::Quantity => line.quantity += Decimal::ONE,
        Corrupted::Price => line.price += Decimal::ONE,
        Corrupted::TaxRate => {
            line.tax_rate = if line.tax_rate == Decimal::from(19) {
                Decimal::from(7)
            } else {
                Decimal::from(19)
            };
        }
        Corrupted::DroppedLine => {
            lines.remove(index);
        }
        Corrupted::ExtraLine => {
            let copy = Position {
                id: counters.next_position(),
                ..line.clone()
            };
            lines.push(copy);
        }
        Corrupted::Contact | Corrupted::Status | Corrupted::Reference | Corrupted::Net => {}
    }
}
